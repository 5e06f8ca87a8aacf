package mcp.behavior.database_operations.ungranted_statement_test

import data.mcp.behavior.database_operations.ungranted_statement as rule
import data.mcp.lib.fixtures_test as fixtures

_call(class) := object.union(fixtures.tool_call, {
	"tool": {"name": "query"},
	"facts": {"tool_words": ["query"], "paths": [], "sql": [{
		"pointer": "/arguments/sql",
		"parsed": true,
		"statements": [{"class": class, "kind": "x"}],
	}]},
})

_reason(name, class) := {{"code": $"database_operations.{name}", "pointer": "/arguments/sql", "args": {"class": class}}}

test_ask_ungranted_change[class][profile] if {
	some class in {"write", "transaction"}
	some profile in {"personal", "team"}
	wanted := _reason("ungranted_change", class)
	fixtures.ask(rule) == wanted with input as _call(class) with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as _call(class) with data.settings as fixtures.settings[profile]
}

test_deny_ungranted_change[profile] if {
	some profile in fixtures.strict
	wanted := _reason("ungranted_change", "write")
	fixtures.deny(rule) == wanted with input as _call("write") with data.settings as fixtures.settings[profile]
}

test_ask_ungranted_administration[class] if {
	some class in {"schema", "access", "session", "program", "unknown"}
	wanted := _reason("ungranted_administration", class)
	fixtures.ask(rule) == wanted with input as _call(class) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == wanted with input as _call(class) with data.settings as fixtures.settings.team
}

test_allow_query[profile] if {
	some profile, settings in fixtures.settings
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as _call("read") with data.settings as settings
}

test_allow_stated if {
	settings := {"profile": "managed", "servers": {"files": {"grants": {"database": {}}}}}
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as _call("schema") with data.settings as settings
}

test_ask_missing[name] if {
	some name in {"parsed", "statements", "statements/0/class"}
	event := json.remove(_call("read"), [$"/facts/sql/0/{name}"])
	wanted := _reason("ungranted_administration", "program")
	fixtures.ask(rule) == wanted with input as event with data.settings as fixtures.settings.personal
}

# Where the operator spoke of databases the grant decides.
test_allow_stated_and_not_covering if {
	settings := {"profile": "managed", "servers": {"files": {"grants": {"database": {}}}}}
	event := object.union(fixtures.tool_call, {"tool": {"name": "query"}, "facts": {"tool_words": ["query"], "paths": [], "sql": [{
		"pointer": "/arguments/sql", "parsed": true,
		"statements": [{"class": "write", "kind": "insert"}],
	}]}})
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as event with data.settings as settings
	count(fixtures.deny(rule)) > 0 with input as event with data.settings as fixtures.settings.managed
}
