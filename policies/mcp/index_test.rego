package mcp.index_test

import data.mcp.index

test_allow_known_kind[kind] if {
	some kind in {
		"connection", "environment", "setting", "session", "authorization", "tool_list", "tool_call", "tool_result",
		"resource_list", "resource_read", "resource_result", "prompt_list", "prompt_get", "prompt_result", "sampling",
		"elicitation", "roots", "fetch", "report",
	}
	rules := index.kind[kind] with input as {"kind": kind}
	count(rules) > 0
}

test_deny_unknown_kind[kind] if {
	some kind in {"any", "kind", "", "Connection", "__proto__"}
	not index.kind[kind]
}
