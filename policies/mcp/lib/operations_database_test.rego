package mcp.lib.operations_database_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.operations_database as database

_call(words, facts) := object.union(fixtures.tool_call, {
	"tool": {"name": concat("_", words)},
	"facts": {"tool_words": words, "paths": [], "sql": facts},
})

_fact(classes) := {
	"pointer": "/arguments/sql",
	"parsed": true,
	"statements": [{"class": class, "kind": "x"} | some class in classes],
}

_stated := {"servers": {"files": {"grants": {"database": {"read": true}}}}}

_sql(class) := {"pointer": "/arguments/sql", "class": class}

_named(class) := {"pointer": "/tool/name", "class": class}

test_allow_statements if {
	event := _call(["query"], [_fact(["read", "schema"])])
	database.operations == {_sql("read"), _sql("schema")} with input as event
	database.operations == {_sql("read"), _sql("schema")} with input as event with data.settings as _stated
	database.about with input as event
}

test_deny_other_language if {
	event := object.union(_call(["read", "cypher"], []), {
		"arguments": {"query": "MATCH (n) DETACH DELETE n"},
		"facts": {"arguments": [{"pointer": "/arguments/query", "words": ["query"], "length": 25, "marks": []}]},
	})
	database.operations == {{"pointer": "/arguments/query", "class": "write"}} with input as event
}

test_deny_statements_unreadable[name] if {
	some name, row in {
		"not parsed": [object.union(_fact(["read"]), {"parsed": false}), "unknown"],
		"no statement": [_fact([]), "unknown"],
		"parsed missing": [object.remove(_fact(["read"]), ["parsed"]), "program"],
		"statements missing": [object.remove(_fact(["read"]), ["statements"]), "program"],
		"class missing": [object.union(_fact([]), {"statements": [{"kind": "select"}]}), "program"],
	}
	database.operations == {_sql(row[1])} with input as _call(["query"], [row[0]])
}

test_deny_pointer_missing if {
	event := _call(["query"], [object.remove(_fact(["read"]), ["pointer"])])
	database.operations == {{"pointer": "/facts/sql", "class": "read"}} with input as event
}

test_allow_by_name_where_stated[name] if {
	some name, row in {
		"list tables": [["list", "tables"], {"read"}],
		"find": [["find"], set()],
		"find rows": [["find", "rows"], {"read"}],
		"insert": [["insert", "rows"], {"write"}],
		"insert many": [["insert", "many"], {"write"}],
		"create record": [["create", "record"], {"write"}],
		"create table": [["create", "table"], {"schema"}],
		"delete table": [["delete", "table"], {"schema"}],
		"delete rows of a table": [["delete", "table", "rows"], {"write"}],
		"drop": [["drop", "collection"], {"schema"}],
		"two": [["read", "and", "write", "rows"], {"unknown"}],
		"read and write": [["read", "write", "rows"], {"write"}],
		"rights": [["grant", "database"], {"access"}],
		"not understood": [["frobnicate", "table"], {"unknown"}],
		"query that nobody found": [["query"], {"unknown"}],
		"sql that nobody found": [["run", "sql"], {"unknown"}],
	}
	wanted := {_named(class) | some class in row[1]}
	database.operations == wanted with input as _call(row[0], []) with data.settings as _stated
}

test_allow_not_about[name] if {
	some name, words in {
		"mail": ["send", "email"],
		"logs": ["get", "logs"],
		"git": ["git", "query"],
	}
	database.operations == set() with input as _call(words, []) with data.settings as _stated
}

test_allow_name_says_nothing_where_nothing_is_stated if {
	database.operations == set() with input as _call(["drop", "table"], [])
	database.operations == set() with input as _call(["execute", "query"], [])
	not database.about with input as _call(["execute", "query"], [])
}

test_deny_sql_not_found if {
	database.operations == {_named("unknown")} with input as _call(["execute", "sql"], [])
}

# Attacker-controlled: harmless SQL beside it does not make it a query.
test_deny_name_and_harmless_sql if {
	event := _call(["drop", "table"], [_fact(["read"])])
	database.operations == {_sql("read"), _named("schema")} with input as event with data.settings as _stated
}

test_allow_files_where_granted if {
	settings := object.union(_stated, {"servers": {"files": {"grants": {"filesystem": {"read": ["/srv"]}}}}})
	database.operations == set() with input as _call(["write", "data", "file"], []) with data.settings as settings
	database.operations == {_named("unknown")} with input as _call(["write", "data", "file"], []) with data.settings as _stated
}

test_allow_what_the_operator_lists if {
	listed := object.union(_stated, {"servers": {"files": {"tools": {"allow": ["frobnicate_table", "query", "drop_table"]}}}})
	database.operations == set() with input as _call(["frobnicate", "table"], []) with data.settings as listed
	database.operations == {_named("schema")} with input as _call(["drop", "table"], []) with data.settings as listed
	labelled := object.union(_stated, {"servers": {"files": {"tools": {"read_only": ["frobnicate_table"]}}}})
	database.operations == {_named("read")} with input as _call(["frobnicate", "table"], []) with data.settings as labelled
}

test_allow_labelled_without_sql if {
	settings := {"servers": {"files": {"tools": {"read_only": ["execute_sql"]}}}}
	database.operations == set() with input as _call(["execute", "sql"], []) with data.settings as settings
}

# Files are none of the database's business where folders are granted; tables are.
test_deny_tables_where_files_are_granted if {
	settings := object.union(_stated, {"servers": {"files": {"grants": {"filesystem": {"read": ["/srv"]}}}}})
	database.operations == {_named("schema")} with input as _call(["drop", "table"], []) with data.settings as settings
}

# The operator listed a name that nobody understands, but one that starts anything is understood.
test_deny_listed_starter if {
	listed := object.union(_stated, {"servers": {"files": {"tools": {"allow": ["run_sql", "run_sql_frobnicate"]}}}})
	database.operations == {_named("unknown")} with input as _call(["run", "sql"], []) with data.settings as listed
	database.operations == set() with input as _call(["run", "sql", "frobnicate"], []) with data.settings as listed
}

# The statements say what a tool that runs SQL does.
test_allow_sql_found if {
	database.operations == {_sql("read")} with input as _call(["execute", "sql"], [_fact(["read"])])
}
