package mcp.responsibility.server.validate_input.path_ambiguous_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.validate_input.path_ambiguous as rule
import data.mcp.responsibility.server.validate_input.path_form

_reason(mark) := {{"code": "server/validate_input.ambiguous_path", "pointer": "/arguments/path", "args": {"mark": mark}}}

_marked(marks) := object.union(fixtures.tool_call, {"facts": {"paths": [object.union(fixtures.path, {"marks": marks})]}})

test_ask_ambiguous[mark] if {
	some mark in {"variable", "brace_pattern", "option_like", "list"}
	fixtures.ask(rule) == _reason(mark) with input as _marked([mark])
	fixtures.ask(rule) == _reason(mark) with input as object.union(_marked([mark]), {"kind": "resource_read"})
	fixtures.deny(rule) == set() with input as _marked([mark])
}

test_ask_each_mark if {
	fixtures.ask(rule) == _reason("variable") | _reason("option_like") with input as _marked(["variable", "option_like"])
}

test_ask_encoded_traversal if {
	event := _marked(["percent_encoded_traversal"])
	fixtures.ask(rule) == {{"code": "server/validate_input.encoded_traversal", "pointer": "/arguments/path", "args": {}}} with input as event
	fixtures.deny(rule) == set() with input as event
	fixtures.ask(rule) == set() with input as object.union(event, {"kind": "tool_result"})
}

test_allow_other_marks[name] if {
	some name, marks in {"none": [], "link": ["link_followed"]}
	fixtures.ask(rule) == set() with input as _marked(marks)
}

test_allow_other_kind if fixtures.ask(rule) == set() with input as object.union(_marked(["variable"]), {"kind": "tool_result"})

# Another rule of the clause denies in place of this one.
test_deny_fact_missing[pointer] if {
	some pointer in {"/facts", "/facts/paths", "/facts/paths/0/marks", "/facts/paths/0/pointer"}
	event := json.remove(_marked(["variable"]), [pointer])
	fixtures.ask(rule) == set() with input as event
	count(fixtures.deny(path_form)) == 1 with input as event
}
