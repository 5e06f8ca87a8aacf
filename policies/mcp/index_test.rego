package mcp.index_test

import data.mcp.index

test_allow_known_kind[kind] if {
	some kind in {"connection", "setting", "tool_call", "resource_read", "report"}
	is_array(index.kind[kind])
}

test_deny_unknown_kind[kind] if {
	some kind in {"any", "kind", "", "Connection", "__proto__"}
	not index.kind[kind]
}
