package mcp.responsibility.server.validate_input.query_syntax_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.validate_input.argument_form
import data.mcp.responsibility.server.validate_input.query_syntax as rule

_call(words, value, marks) := {
	"kind": "tool_call",
	"arguments": {"x": value},
	"facts": {
		"tool_words": ["find", "user"],
		"arguments": [{"pointer": "/arguments/x", "words": words, "length": 3, "marks": marks}],
	},
}

_reason(name, pointer) := {{"code": $"server/validate_input.{name}", "pointer": pointer, "args": {}}}

_changed := _reason("query_syntax_in_identifier", "/arguments/x")

test_deny_query[name] if {
	some name, row in {
		"filter of a directory": [["group", "name"], "admins)(|(uid=*)"],
		"attribute of a directory": [["username"], "*)(objectClass=*"],
		"quote and condition": [["name"], "' or '1'='1"],
		"quote and column": [["project", "key"], "A\" OR status = 1"],
		"condition": [["project"], "A OR project = SECRET"],
		"bracket": [["repo"], "r\") { id } viewer { login"],
		"relabelled": [["label"], "Person) DETACH DELETE (n"],
		"union": [["table"], "users UNION ALL SELECT * FROM x"],
		"second statement": [["where"], "1=1; DELETE FROM users"],
		"second definition": [["schema"], "public'; DROP TABLE x"],
		"case": [["order", "by"], "(CASE WHEN 1=1 THEN 1 ELSE 1/0 END)"],
		"piped": [["table"], "T | extend x=1"],
		"parameter of a URL": [["order", "id"], "7?admin=true"],
		"encoded parent": [["order", "id"], "7%2f..%2fusers"],
		"line of a protocol": [["key"], "a\r\nFLUSHALL"],
		"control command": [["table"], "T\n.drop table X"],
	}
	fixtures.deny(rule) == _changed with input as _call(row[0], row[1], [])
}

test_allow_text[name] if {
	some name, row in {
		"person": [["name"], "O'Neil, Ann (Sales) and Bob"],
		"year": [["name"], "Report (2024) from Berlin"],
		"order": [["order", "by"], "created_at DESC, name"],
		"condition": [["where"], "a = 1 or b = 'x; y'"],
		"body": [["body"], "' or '1'='1"],
		"query": [["jql", "query"], "project = A or project = B"],
		"table": [["table"], "public.users"],
		"key": [["issue", "key"], "OPS-1"],
		"encoded folder": [["project", "id"], "group%2fproject"],
		"key of several lines": [["public", "key"], "-----BEGIN\nabc"],
		"file of an id": [["file", "id"], "a?b=c"],
	}
	fixtures.deny(rule) == set() with input as _call(row[0], row[1], [])
}

_at(words, pointer, arguments, mark) := {
	"kind": "tool_call",
	"arguments": arguments,
	"facts": {"arguments": [{"pointer": pointer, "words": words, "length": 3, "marks": [mark]}]},
}

_compared(words, pointer) := _at(words, pointer, {}, "member_name")

test_deny_comparison_for_secret if {
	event := _compared(["password"], "/arguments/password/$ne")
	fixtures.deny(rule) == _reason("query_syntax_in_identifier", "/arguments/password/$ne") with input as event
}

test_allow_comparison[name] if {
	some name, row in {
		"of an age": [["age"], "/arguments/filter/age/$gt"],
		"of a filter": [["user", "filter"], "/arguments/user_filter/$and"],
		"no operator": [["password"], "/arguments/password/a-b"],
	}
	fixtures.deny(rule) == set() with input as _compared(row[0], row[1])
}

# Another rule of the clause denies in place of this one.
test_deny_fact_incomplete[name] if {
	some name in {"pointer", "words", "marks"}
	event := json.remove(_call(["username"], "' or '1'='1", []), [$"/facts/arguments/0/{name}"])
	fixtures.deny(rule) == set() with input as event
	count(fixtures.deny(argument_form)) == 1 with input as event
}

# The same characters where no name, no table and no opaque value stands.
test_allow_where_nothing_is_named[name] if {
	some name, row in {
		"second statement in a text": [["body"], "1=1; DELETE FROM users"],
		"piped in a text": [["body"], "T | extend x=1"],
		"parameters in a text": [["body"], "7?admin=true"],
		"lines of a text": [["body"], "a\r\nFLUSHALL"],
		"one line": [["key"], "FLUSHALL"],
		"no words": [[], "a\r\nFLUSHALL"],
	}
	fixtures.deny(rule) == set() with input as _call(row[0], row[1], [])
}

test_allow_comparison_that_is_no_name if {
	event := _at(["password"], "/arguments/password/$ne", {}, "newline")
	fixtures.deny(rule) == set() with input as event
}
