package mcp.custom_test

import data.mcp.custom

_reason := {"code": "acme.no", "pointer": "/kind", "args": {}}

_malformed := {"code": "fail_closed.custom_malformed", "pointer": "", "args": {}}

test_allow_no_custom_packages if {
	(custom.deny | custom.ask) == set()
	custom.oblige == set()
}

test_deny_every_package if {
	other := object.union(_reason, {"code": "beta.no"})
	custom.deny == {_reason, other} with data.custom as {"acme": {"deny": {_reason}}, "beta": {"deny": {other}}}
}

test_ask_every_package if {
	custom.ask == {_reason} with data.custom as {"acme": {"ask": {_reason}}}
	custom.deny == set() with data.custom as {"acme": {"ask": {_reason}}}
}

test_oblige_every_package if {
	custom.oblige == {{"type": "log"}} with data.custom as {"acme": {"oblige": {{"type": "log"}}}}
}

# The old form of a rule, deny if ..., gives true.
test_deny_not_a_set[name] if {
	some name, found in {"true": true, "text": "no", "object": {"code": "acme.no"}, "number": 0, "null": null}
	custom.deny == {_malformed} with data.custom as {"acme": {"deny": found}}
	custom.deny == {_malformed} with data.custom as {"acme": {"ask": found}}
}

test_deny_not_a_reason[name] if {
	some name, found in {"text": "no", "no code": {"pointer": ""}, "code of another type": {"code": 1}, "null": null}
	custom.deny == {_malformed} with data.custom as {"acme": {"deny": [found]}}
	custom.ask == {_malformed} with data.custom as {"acme": {"ask": {found}}}
}

test_allow_nothing_said[name] if {
	some name, found in {"false": false, "empty set": set(), "empty list": []}
	custom.deny | custom.ask == set() with data.custom as {"acme": {"deny": found, "ask": found}}
}
