package mcp.collect_test

import data.mcp.collect

_reason := {"code": "x.y", "pointer": "", "args": {}}

_own := {"code": "x.own", "pointer": "", "args": {}}

# One rule about the kind and one about any kind, in place of all.
_index(rule) := {"kind": {"report": [{}, rule]}, "any": [{"oblige": {{"type": "log"}}}]}

_weighed(topic) := {"weigh": {object.union(_reason, {"topic": topic})}}

test_deny_said[name] if {
	some name in {"deny", "ask", "allow"}
	found := collect with input as {"kind": "report"} with data.mcp.index as _index({name: {_reason}})
	found[name] == {_reason}
	count(((found.deny | found.ask) | found.allow)) == 1
}

test_oblige_kind_and_any if {
	rule := {"oblige": {{"type": "display"}}}
	collect.oblige == {{"type": "display"}, {"type": "log"}} with input as {"kind": "report"} with data.mcp.index as _index(rule)
}

test_ask_weighed if {
	found := collect with input as {"kind": "report"}
		with data.mcp.index as _index(_weighed("unpinned_software"))
		with data.settings as {"profile": "personal"}
	found.ask == {_reason}
	found.deny == set()
}

test_allow_weighed if {
	found := collect with input as {"kind": "report"}
		with data.mcp.index as _index(_weighed("unadmitted_server"))
		with data.settings as {"profile": "personal"}
	(found.ask | found.deny) | found.allow == set()
}

test_deny_weighed[name] if {
	some name, row in {
		"by the profile": [_weighed("unpinned_software"), {"profile": "managed"}],
		"unknown topic": [_weighed("nobody_knows"), {"profile": "personal"}],
		"topic missing": [{"weigh": {_reason}}, {"profile": "personal"}],
		"settings missing": [_weighed("unadmitted_server"), {}],
	}
	found := collect with input as {"kind": "report"} with data.mcp.index as _index(row[0]) with data.settings as row[1]
	found.deny == {_reason}
	found.ask == set()
}

test_deny_other_kind if {
	found := collect with input as {"kind": "fetch"} with data.mcp.index as _index({"deny": {_reason}})
	found.deny == set()
	not found.known_kind
}

test_deny_custom if {
	found := collect with input as {"kind": "report"}
		with data.mcp.index as _index({})
		with data.custom as {"acme": {"deny": {_own}, "ask": {_reason}, "oblige": {{"type": "display"}}}}
	found.deny == {_own}
	found.ask == {_reason}
	found.oblige == {{"type": "display"}, {"type": "log"}}
}

test_deny_custom_allow_has_no_say if {
	collect.allow == set() with input as {"kind": "report"}
		with data.mcp.index as _index({})
		with data.custom as {"acme": {"allow": {_own}}}
}

test_allow_known_kind if collect.known_kind with input as {"kind": "report"} with data.mcp.index as _index({})

test_deny_kind_missing if not collect.known_kind with input as {} with data.mcp.index as _index({})
