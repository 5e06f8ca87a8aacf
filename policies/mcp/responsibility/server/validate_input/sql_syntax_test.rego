package mcp.responsibility.server.validate_input.sql_syntax_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.validate_input.argument_form
import data.mcp.responsibility.server.validate_input.sql_syntax as rule

_call(words, value, marks) := {
	"kind": "tool_call",
	"arguments": {"x": value},
	"facts": {
		"tool_words": ["sqlite", "describe"],
		"arguments": [{"pointer": "/arguments/x", "words": words, "length": 3, "marks": marks}],
	},
}

_reason := {{"code": "server/validate_input.sql_syntax_in_identifier", "pointer": "/arguments/x", "args": {}}}

test_deny_statement[name] if {
	some name, row in {
		"second statement": ["a; DELETE FROM a", ["semicolon"]],
		"end of the rest": ["a --", ["sql_comment"]],
		"closed quote": ["a' OR '1'='1", ["quote"]],
		"inner query": ["(select password from users)", ["parenthesis"]],
		"inner query behind a name": ["a (select b)", ["parenthesis"]],
		"union": ["a union select (b)", ["parenthesis"]],
		"call": ["pg_sleep(5)", ["parenthesis"]],
		"not found": [1, ["quote"]],
	}
	fixtures.deny(rule) == _reason with input as _call(["table", "name"], row[0], row[1])
	fixtures.deny(rule) == _reason with input as _call(["columns"], row[0], row[1])
}

test_allow_name[name] if {
	some name, row in {
		"plain": ["tickets", []],
		"dashes and blanks": ["My Table-2024.v1", []],
		"quoted": ["\"public\".\"user order\"", ["quote"]],
		"backquoted": ["`order`", []],
		"possessive": ["Driver's log", ["quote"]],
		"unit": ["Revenue (USD)", ["parenthesis"]],
		"aggregate": ["count(*)", ["parenthesis"]],
		"drawn in text": ["| a | b; c |", ["semicolon", "sql_comment"]],
		"drawn in html": ["<table><td>a; b", ["semicolon"]],
	}
	fixtures.deny(rule) == set() with input as _call(["table"], row[0], row[1])
}

test_allow_text if fixtures.deny(rule) == set() with input as _call(["body"], "O'Brien; drop table --", ["quote", "semicolon", "sql_comment"])

test_deny_name_of_a_member if {
	fixtures.deny(rule) == _reason with input as _call(["values"], {}, ["member_name", "semicolon"])
	fixtures.deny(rule) == set() with input as _call(["values"], {}, ["member_name", "parenthesis"])
}

test_deny_value_missing if {
	fixtures.deny(rule) == _reason with input as json.remove(_call(["table"], "Driver's log", ["quote"]), ["/arguments"])
}

# Another rule of the clause denies in place of this one.
test_deny_fact_incomplete[name] if {
	some name in {"pointer", "words", "marks"}
	event := json.remove(_call(["table"], "a;", ["semicolon"]), [$"/facts/arguments/0/{name}"])
	fixtures.deny(rule) == set() with input as event
	count(fixtures.deny(argument_form)) == 1 with input as event
}

test_allow_unmarked_value_that_is_not_found if fixtures.deny(rule) == set() with input as _call(["table"], 1, [])
