package mcp.responsibility.server.validate_input.header_syntax_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.validate_input.argument_form
import data.mcp.responsibility.server.validate_input.header_syntax as rule

_at(words, pointer, arguments, mark) := {
	"kind": "tool_call",
	"arguments": arguments,
	"facts": {"arguments": [{"pointer": pointer, "words": words, "length": 3, "marks": [mark]}]},
}

_call(words, value, marks) := _at(words, "/arguments/x", {"x": value}, marks[0])

_reason(pointer) := {{"code": "server/validate_input.line_break_in_header", "pointer": pointer, "args": {}}}

test_deny_header if {
	fixtures.deny(rule) == _reason("/arguments/x") with input as _call(["subject"], "Hi\r\nBcc: a@b.c", ["newline"])
	event := _at(["trace"], "/arguments/headers/X-A", {"headers": {"X-A": "b\nHost: c"}}, "newline")
	fixtures.deny(rule) == _reason("/arguments/headers/X-A") with input as event
}

test_allow_lines[name] if {
	some name, row in {
		"two lines": [["subject"], "Hi\nthere"],
		"body": [["body"], "Hi\nBcc: a@b.c"],
	}
	fixtures.deny(rule) == set() with input as _call(row[0], row[1], ["newline"])
}

# Another rule of the clause denies in place of this one.
test_deny_fact_incomplete[name] if {
	some name in {"pointer", "words", "marks"}
	event := json.remove(_call(["subject"], "a\nBcc: x", ["newline"]), [$"/facts/arguments/0/{name}"])
	fixtures.deny(rule) == set() with input as event
	count(fixtures.deny(argument_form)) == 1 with input as event
}
