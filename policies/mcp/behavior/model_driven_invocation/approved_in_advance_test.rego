package mcp.behavior.model_driven_invocation.approved_in_advance_test

import data.mcp.behavior.model_driven_invocation.approved_in_advance as rule
import data.mcp.lib.fixtures_test as fixtures

_allowed := {{"code": "model_driven_invocation.approved_in_advance", "pointer": "/setting/value", "args": {}}}

_valued(value) := object.union(fixtures.setting, {"setting": {"value": value}})

test_allow_bounded[name] if {
	some name, value in {"by name": ["list_directory"], "off": false}
	fixtures.allow(rule) == _allowed with input as _valued(value)
}

test_deny_unbounded[name] if {
	some name, value in {"everything": true, "pattern": ["*"], "null": null}
	fixtures.allow(rule) == set() with input as _valued(value)
}

test_deny_other_setting if {
	event := object.union(fixtures.setting, {"setting": {"name": "auto_connect"}})
	fixtures.allow(rule) == set() with input as event
}

test_deny_field_missing[pointer] if {
	some pointer in {"/setting", "/setting/name", "/setting/value"}
	fixtures.allow(rule) == set() with input as json.remove(fixtures.setting, [pointer])
}

test_allow_other_kind if {
	fixtures.allow(rule) == set() with input as object.union(fixtures.setting, {"kind": "connection"})
}
