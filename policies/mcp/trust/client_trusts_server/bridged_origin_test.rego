package mcp.trust.client_trusts_server.bridged_origin_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.client_trusts_server.bridged_origin as rule

_url := {"pointer": "/server/args/2", "scheme": "http", "host": "mcp.example.com", "port": null, "address_class": "name"}

_bridge(name, url) := object.union(fixtures.connection, {
	"server": {"package": {"name": name}},
	"facts": {"urls": [url]},
})

_finding := {{
	"code": "client_trusts_server.bridge_unprotected",
	"pointer": "/server/args/2",
	"args": {"host": "mcp.example.com"},
}}

test_deny_plain_text[name] if {
	some name in {"mcp-remote", "MCP-Remote", "supergateway", "@modelcontextprotocol/inspector"}
	fixtures.deny(rule) == _finding with input as _bridge(name, _url)
}

test_deny_field_missing[field] if {
	some field in {"scheme", "address_class"}
	fixtures.deny(rule) == _finding with input as _bridge("mcp-remote", object.remove(_url, [field]))
}

test_deny_place_missing if {
	placeless := {object.union(_found, {"pointer": "/server/args"}) | some _found in _finding}
	fixtures.deny(rule) == placeless with input as _bridge("mcp-remote", object.remove(_url, ["pointer"]))
}

test_deny_host_missing if {
	nameless := {object.union(_found, {"args": {"host": ""}}) | some _found in _finding}
	fixtures.deny(rule) == nameless with input as _bridge("mcp-remote", object.remove(_url, ["host"]))
}

test_allow_protected[name] if {
	some name, over in {
		"https": {"scheme": "https"},
		"wss": {"scheme": "wss"},
		"this machine": {"address_class": "loopback"},
		"local network": {"address_class": "private"},
	}
	fixtures.deny(rule) == set() with input as _bridge("mcp-remote", object.union(_url, over))
}

test_allow_no_bridge if fixtures.deny(rule) == set() with input as _bridge("some-mcp", _url)

test_allow_no_package if {
	fixtures.deny(rule) == set() with input as json.remove(_bridge("mcp-remote", _url), ["/server/package"])
}

test_allow_other_kind if {
	fixtures.deny(rule) == set() with input as object.union(_bridge("mcp-remote", _url), {"kind": "tool_call"})
}
