package mcp.trust.client_trusts_server.recognizable_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.client_trusts_server.recognizable as rule

_unknown := {{"code": "client_trusts_server.transport_unknown", "pointer": "/server", "args": {}}}

test_deny_transport_missing if {
	fixtures.deny(rule) == _unknown with input as json.remove(fixtures.connection, ["/server/transport"])
}

_unnamed := {{"code": "client_trusts_server.server_unnamed", "pointer": "/server", "args": {}}}

test_deny_name_missing[kind] if {
	some kind in {
		"connection", "session", "tool_list", "tool_call", "tool_result", "resource_list", "resource_read",
		"resource_result", "prompt_list", "prompt_get", "prompt_result", "sampling", "elicitation", "roots",
	}
	event := object.union(fixtures.connection, {"kind": kind})
	fixtures.deny(rule) == _unnamed with input as json.remove(event, ["/server/name"])
	fixtures.deny(rule) == _unnamed with input as object.union(event, {"server": {"name": null}})
	fixtures.deny(rule) == set() with input as event
}

test_allow_kind_without_server[kind] if {
	some kind in {"setting", "authorization", "fetch", "report"}
	fixtures.deny(rule) == set() with input as {"kind": kind}
}

test_deny_server_missing if {
	fixtures.deny(rule) == _unknown | _unnamed with input as json.remove(fixtures.connection, ["/server"])
}

test_deny_transport_unknown[transport] if {
	some transport in {"tcp", "STDIO", ""}
	fixtures.deny(rule) == _unknown with input as object.union(fixtures.connection, {"server": {"transport": transport}})
}

test_allow_recognizable[transport] if {
	some transport in {"stdio", "http", "sse", "ws"}
	fixtures.deny(rule) == set() with input as object.union(fixtures.connection, {"server": {"transport": transport}})
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as fixtures.resource_read
