package mcp.main
