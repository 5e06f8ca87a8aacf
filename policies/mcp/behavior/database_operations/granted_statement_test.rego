package mcp.behavior.database_operations.granted_statement_test

import data.mcp.behavior.database_operations.granted_statement as rule
import data.mcp.lib.fixtures_test as fixtures

_call(classes) := object.union(fixtures.tool_call, {
	"tool": {"name": "query"},
	"facts": {"tool_words": ["query"], "paths": [], "sql": [{
		"pointer": "/arguments/sql",
		"parsed": true,
		"statements": [{"class": class, "kind": "x"} | some class in classes],
	}]},
})

_reason(name, args) := {{"code": $"database_operations.{name}", "pointer": "/arguments/sql", "args": args}}

_grants(profile, database) := {"profile": profile, "servers": {"files": {"grants": {"database": database}}}}

test_allow_granted[name] if {
	some name, row in {
		"read": ["read", {"read": true}],
		"read by write": ["read", {"write": true}],
		"write": ["write", {"write": true}],
		"transaction of who writes": ["transaction", {"write": true}],
		"schema": ["schema", {"schema": true}],
		"transaction of who defines": ["transaction", {"schema": true}],
	}
	settings := _grants("managed", row[1])
	fixtures.allow(rule) == _reason("granted", {"class": row[0]}) with input as _call([row[0]]) with data.settings as settings
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _call([row[0]]) with data.settings as settings
}

test_deny_outside_grant[name] if {
	some name, row in {
		"nothing granted": ["read", {}],
		"write": ["write", {"read": true}],
		"transaction": ["transaction", {"read": true}],
		"schema": ["schema", {"write": true}],
		"rows by who defines": ["write", {"schema": true}],
		"reading by who defines": ["read", {"schema": true}],
		"rights": ["access", {"write": true}],
		"session": ["session", {"read": true}],
		"unknown": ["unknown", {"write": true}],
	}
	settings := _grants("personal", row[1])
	fixtures.deny(rule) == _reason("outside_grant", {"class": row[0]}) with input as _call([row[0]]) with data.settings as settings
	fixtures.allow(rule) | fixtures.ask(rule) == set() with input as _call([row[0]]) with data.settings as settings
}

# COMMIT; DROP SCHEMA: one statement that reads carries no other.
test_deny_one_of_several if {
	event := _call(["read", "transaction", "schema"])
	wanted := _reason("outside_grant", {"class": "transaction"}) | _reason("outside_grant", {"class": "schema"})
	fixtures.deny(rule) == wanted with input as event with data.settings as _grants("personal", {"read": true})
}

test_deny_leaves_database[name] if {
	some name, database in {"read": {"read": true}, "everything": {"read": true, "write": true, "schema": true}, "nothing": {}}
	settings := _grants("personal", database)
	fixtures.deny(rule) == _reason("leaves_database", {}) with input as _call(["program"]) with data.settings as settings
}

test_ask_administration[class] if {
	some class in {"access", "session", "unknown"}
	settings := _grants("personal", {"schema": true})
	fixtures.ask(rule) == _reason("administration", {"class": class}) with input as _call([class]) with data.settings as settings
	fixtures.deny(rule) == set() with input as _call([class]) with data.settings as settings
	strict := _grants("managed", {"schema": true})
	fixtures.deny(rule) == _reason("administration", {"class": class}) with input as _call([class]) with data.settings as strict
}

test_deny_missing[name] if {
	some name in {"parsed", "statements", "statements/0/class"}
	event := json.remove(_call(["read"]), [$"/facts/sql/0/{name}"])
	settings := _grants("personal", {"read": true})
	fixtures.deny(rule) == _reason("leaves_database", {}) with input as event with data.settings as settings
	fixtures.allow(rule) == set() with input as event with data.settings as settings
}

test_allow_nothing_stated if {
	(fixtures.allow(rule) | fixtures.deny(rule)) == set() with input as _call(["program"])
		with data.settings as fixtures.settings.personal
}
