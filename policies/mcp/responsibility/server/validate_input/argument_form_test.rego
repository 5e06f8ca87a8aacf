package mcp.responsibility.server.validate_input.argument_form_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.validate_input.argument_form as rule

_event(kind, words, marks) := {
	"kind": kind,
	"arguments": {"x": "abc"},
	"facts": {
		"schema": {"checked": true, "errors": []},
		"arguments": [{"pointer": "/arguments/x", "words": words, "length": 3, "marks": marks}],
	},
}

_kinds := {"tool_call", "prompt_get"}

_reason(name, pointer, args) := {{"code": $"server/validate_input.{name}", "pointer": pointer, "args": args}}

_undescribed := _reason("argument_undescribed", "/facts/arguments", {})

_control := _reason("control_character_in_identifier", "/arguments/x", {})

test_allow_plain[kind] if {
	some kind in _kinds
	fixtures.deny(rule) == set() with input as _event(kind, ["branch"], [])
	fixtures.deny(rule) == set() with input as _event(kind, ["body"], ["control_character", "null_byte"])
}

test_deny_undescribed[name][kind] if {
	some kind in _kinds
	some name in {"pointer", "words", "length", "marks"}
	fixtures.deny(rule) == _undescribed with input as json.remove(_event(kind, ["branch"], []), [$"/facts/arguments/0/{name}"])
}

test_deny_value_missing[kind][pointer] if {
	some kind in _kinds
	some pointer in {"/arguments", "/arguments/x"}
	fixtures.deny(rule) == _undescribed with input as json.remove(_event(kind, ["branch"], []), [pointer])
}

test_allow_value_nowhere_to_find[name] if {
	some name, fact in {
		"empty": {"pointer": "/arguments/y", "words": ["y"], "length": 0, "marks": []},
		"in a list": {"pointer": "/arguments/y/0", "words": ["y"], "length": 3, "marks": []},
		"name of a member": {"pointer": "/arguments/a-b", "words": [], "length": 3, "marks": ["member_name"]},
	}
	event := object.union(_event("tool_call", [], []), {"facts": {"arguments": [fact]}})
	fixtures.deny(rule) == set() with input as event
}

# Another rule denies where nobody looked; a tool whose definition is not known has no schema to fit.
test_allow_facts_missing[pointer] if {
	some pointer in {"/facts/arguments", "/facts/schema", "/facts"}
	fixtures.deny(rule) == set() with input as json.remove(_event("tool_call", ["branch"], []), [pointer])
}

_unfit(errors) := object.union(_event("tool_call", ["id"], []), {"facts": {"schema": {"errors": errors}}})

test_deny_schema_mismatch[kind] if {
	some kind in _kinds
	event := object.union(_unfit([{"pointer": "/arguments/x", "keyword": "pattern"}]), {"kind": kind})
	fixtures.deny(rule) == _reason("schema_mismatch", "/arguments/x", {"keyword": "pattern"}) with input as event
}

test_deny_schema_error_incomplete if {
	fixtures.deny(rule) == _reason("schema_mismatch", "/arguments", {"keyword": ""}) with input as _unfit([{}])
}

_null(keyword, required, value) := object.union(_event("tool_call", ["branch"], []), {
	"tool": {"definition": {"inputSchema": {"required": required}}},
	"arguments": {"verbose": value},
	"facts": {"schema": {"errors": [{"pointer": "/arguments/verbose", "keyword": keyword}]}},
})

test_allow_null_for_nothing[keyword] if {
	some keyword in {"type", "enum", "const"}
	fixtures.deny(rule) == set() with input as _null(keyword, ["x"], null)
}

test_allow_null_where_nothing_is_required if {
	event := json.remove(_null("type", [], null), ["/tool/definition/inputSchema/required"])
	fixtures.deny(rule) == set() with input as event
}

test_deny_null[name] if {
	some name, event in {
		"that is required": _null("type", ["verbose"], null),
		"that is something": _null("type", [], "yes"),
		"for another reason": _null("pattern", [], null),
		"that nobody can tell from what is required": _null("type", "verbose", null),
		"of a tool nobody knows": json.remove(_null("type", [], null), ["/tool/definition"]),
		"in another argument": object.union(_null("type", [], null), {"arguments": {"verbose": 1, "other": null}}),
		"in no argument": json.remove(_null("type", [], null), ["/arguments/verbose"]),
	}
	keyword := event.facts.schema.errors[0].keyword
	fixtures.deny(rule) == _reason("schema_mismatch", "/arguments/verbose", {"keyword": keyword}) with input as event
}

test_deny_null_error_incomplete[name] if {
	some name in {"pointer", "keyword"}
	event := json.remove(_null("type", [], null), [$"/facts/schema/errors/0/{name}"])
	error := event.facts.schema.errors[0]
	fixtures.deny(rule) == _reason(
		"schema_mismatch",
		object.get(error, "pointer", "/arguments"),
		{"keyword": object.get(error, "keyword", "")},
	) with input as event
}

test_deny_control_character[mark][kind] if {
	some kind in _kinds
	some mark in {"null_byte", "control_character"}
	fixtures.deny(rule) == _control with input as _event(kind, ["user", "id"], [mark])
	fixtures.deny(rule) == _control with input as _event(kind, ["values"], [mark, "member_name"])
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as _event("tool_result", ["id"], ["null_byte"])
