package mcp.responsibility.server.access_control.named_programs_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.access_control.named_programs as rule

_request(path) := {
	"kind": "connection",
	"point": "server",
	"server": {"name": "proxy", "transport": "http"},
	"http": {"direction": "inbound", "path": path, "authenticated": false},
}

_start := _request("/sse?transportType=stdio&command=id&args=")

_found := {{"code": "server/access_control.program_named", "pointer": "/http/path", "args": {}}}

test_deny_named[path] if {
	some path in {"/sse?transportType=stdio&command=id&args=", "/stdio?Command=id", "/run?exec=id"}
	fixtures.deny(rule) == _found with input as _request(path)
}

test_deny_missing[pointer] if {
	some pointer in {"/point", "/server", "/http/direction", "/http/authenticated"}
	fixtures.deny(rule) == _found with input as json.remove(_start, [pointer])
}

test_allow_harmless[name] if {
	some name, event in {
		"authenticated": object.union(_start, {"http": {"authenticated": true}}),
		"sent": object.union(_start, {"http": {"direction": "outbound"}}),
		"nothing named": _request("/mcp?session=1"),
		"empty": _request("/sse?command="),
		"path missing": json.remove(_start, ["/http/path"]),
	}
	fixtures.deny(rule) == set() with input as event
}
