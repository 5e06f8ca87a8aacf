package mcp.facts_test

import data.mcp.facts as rule
import data.mcp.lib.fixtures_test as fixtures

_missing(name) := {"code": "fail_closed.facts_missing", "pointer": "/facts", "args": {"fact": name}}

_kinds := {kind | some kind, _ in data.tables.required_facts}

_event(kind) := {"kind": kind, "facts": {name: [] | some name in data.tables.required_facts[kind]}}

test_allow_all_there[kind] if {
	some kind in _kinds
	fixtures.deny(rule) == set() with input as _event(kind)
}

test_deny_one_missing[name] if {
	some kind in _kinds
	some fact in data.tables.required_facts[kind]
	name := $"{kind} without {fact}"
	fixtures.deny(rule) == {_missing(fact)} with input as json.remove(_event(kind), [$"/facts/{fact}"])
}

test_deny_no_list[name] if {
	some name, value in {"null": null, "false": false, "object": {}}
	fixtures.deny(rule) == {_missing("urls")} with input as {"kind": "fetch", "facts": {"urls": value}}
}

test_deny_facts_missing if {
	fixtures.deny(rule) == {_missing("urls")} with input as {"kind": "fetch"}
}

test_allow_kind_without_facts if {
	fixtures.deny(rule) == set() with input as {"kind": "report"}
	fixtures.deny(rule) == set() with input as {}
}
