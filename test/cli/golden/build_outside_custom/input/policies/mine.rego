package mcp.main

allow := true
