package mcp.lib.operations_database_name_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.operations_database_name as name

_call(words) := object.union(fixtures.tool_call, {"tool": {"name": concat("_", words)}, "facts": {"tool_words": words}})

test_allow_about[first] if {
	some first, words in {
		"noun": ["frobnicate", "sqlite"],
		"text": ["frobnicate", "query"],
		"rows": ["frobnicate", "records"],
		"definitions": ["frobnicate", "table"],
		"understood": ["drop", "all"],
	}
	name.about with input as _call(words)
}

test_deny_about[first] if {
	some first, words in {"other": ["send", "email"], "looking anywhere": ["find", "all"], "a word unknown": ["find", "email"], "starting": ["run"], "files": ["path"], "no words": []}
	not name.about with input as _call(words)
}

test_allow_runs_sql[first] if {
	some first, words in {"sql": ["run", "sql"], "database": ["execute", "frobnicate", "postgres"]}
	name.runs_sql with input as _call(words)
}

# Queries are sent to other things too, and a verb says what is done instead of SQL.
test_deny_runs_sql[first] if {
	some first, words in {
		"query of anything": ["execute", "query"],
		"nothing started": ["sqlite", "notes"],
		"noun only": ["database"],
		"verb": ["run", "drop", "database"],
		"no words": [],
	}
	not name.runs_sql with input as _call(words)
}

test_allow_starts[first] if {
	some first, words in {"sql": ["run", "sql"], "query": ["execute", "query"], "fillers": ["exec", "all", "statements", "in", "db"]}
	name.starts with input as _call(words)
}

test_deny_starts[first] if {
	some first, words in {
		"nothing started": ["query"],
		"no statements": ["run", "tables"],
		"a word unknown": ["run", "query", "frobnicate"],
		"verb": ["run", "drop", "query"],
		"no words": [],
	}
	not name.starts with input as _call(words)
}

test_allow_of_files if name.of_files with input as _call(["read", "folder"])

test_deny_of_files if not name.of_files with input as _call(["read", "table"])

test_allow_understood[first] if {
	some first, words in {"verb": ["drop"], "verb and object": ["insert", "many", "rows", "into", "table"]}
	name.understood with input as _call(words)
}

# Attacker-controlled: what is started may be more than the verb.
test_deny_understood[first] if {
	some first, words in {
		"a word unknown": ["read", "rows", "frobnicate"],
		"no verb": ["rows"],
		"starting": ["execute", "read", "query"],
		"files": ["read", "file"],
		"no words": [],
	}
	not name.understood with input as _call(words)
}

test_allow_classes[first] if {
	some first, row in {
		"reading": [["list", "tables"], {"read"}],
		"reading rows": [["read", "rows"], {"read"}],
		"rights over rows": [["grant", "rows"], {"access"}],
		"adding rows": [["create", "record"], {"write"}],
		"defining": [["create", "table"], {"schema"}],
		"deleting a definition": [["delete", "table"], {"schema"}],
		"deleting rows": [["delete", "table", "rows"], {"write"}],
		"deleting": [["delete", "all"], {"write"}],
		"several": [["read", "insert", "grant", "rows"], {"write", "access"}],
		"not understood": [["frobnicate", "table"], {"unknown"}],
		"starting": [["run", "delete", "query"], {"unknown"}],
	}
	name.classes == row[1] with input as _call(row[0])
}

test_allow_classes_labelled if {
	settings := {"servers": {"files": {"tools": {"read_only": ["drop_table"]}}}}
	name.classes == {"read"} with input as _call(["drop", "table"]) with data.settings as settings
	name.classes == {"schema"} with input as _call(["drop", "table"])
}

test_deny_words_missing[pointer] if {
	some pointer in {"/facts", "/facts/tool_words"}
	name.classes == {"unknown"} with input as json.remove(_call(["list", "tables"]), [pointer])
}
