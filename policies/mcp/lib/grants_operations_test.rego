package mcp.lib.grants_operations_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.grants_operations as grants

_with(said) := {"servers": {"files": {"grants": said}}}

test_allow_git[name] if {
	some name, row in {
		"read": [{"read": true}, {"read"}],
		"write includes read": [{"write": true}, {"read", "write"}],
		"rewriting includes both": [{"rewrite_history": true}, {"read", "write", "rewrite_history"}],
	}
	grants.git == row[1] with input as fixtures.tool_call with data.settings as _with({"git": row[0]})
	grants.git_stated with input as fixtures.tool_call with data.settings as _with({"git": row[0]})
}

test_deny_git[name] if {
	some name, said in {"unknown flag": {"all": true}, "false": {"write": false}, "text": {"write": "true"}, "empty": {}, "null": null}
	grants.git == set() with input as fixtures.tool_call with data.settings as _with({"git": said})
	grants.git_stated with input as fixtures.tool_call with data.settings as _with({"git": said})
}

test_allow_database[name] if {
	some name, row in {
		"read": [{"read": true}, {"read"}],
		"write": [{"write": true}, {"read", "write", "transaction"}],
		"schema": [{"schema": true}, {"schema", "transaction"}],
	}
	grants.database == row[1] with input as fixtures.tool_call with data.settings as _with({"database": row[0]})
	grants.database_stated with input as fixtures.tool_call with data.settings as _with({"database": row[0]})
}

test_deny_database[name] if {
	some name, said in {"false": {"write": false}, "text": {"write": "true"}, "unknown flag": {"all": true}, "null": null}
	grants.database == set() with input as fixtures.tool_call with data.settings as _with({"database": said})
	grants.database_stated with input as fixtures.tool_call with data.settings as _with({"database": said})
}

test_allow_commands if {
	settings := _with({"commands": {"allow": ["make", " git  status ", "npm run *", "ls *.ts"]}})
	grants.commands == {["make"], ["git", "status"], ["npm", "run"], ["ls", "*.ts"]} with input as fixtures.tool_call with data.settings as settings
}

test_deny_commands[name] if {
	some name, said in {"blank": {"allow": [" ", ""]}, "empty": {}, "null": null, "no list": {"allow": null}}
	grants.commands == set() with input as fixtures.tool_call with data.settings as _with({"commands": said})
	grants.commands_stated with input as fixtures.tool_call with data.settings as _with({"commands": said})
}

test_allow_repositories if {
	settings := _with({"git": {"repositories": ["/srv/a"], "protected_branches": ["main"]}})
	grants.repositories == {"/srv/a"} with input as fixtures.tool_call with data.settings as settings
	grants.repositories_stated with input as fixtures.tool_call with data.settings as settings
	grants.protected_branches == {"main"} with input as fixtures.tool_call with data.settings as settings
}

test_deny_nothing_stated[name] if {
	some name, settings in {"no settings": {}, "another server": {"servers": {"other": {"grants": {"git": {"write": true}}}}}}
	((grants.git | grants.database) | grants.commands) | grants.repositories == set() with input as fixtures.tool_call
		with data.settings as settings
	not grants.git_stated with input as fixtures.tool_call with data.settings as settings
	not grants.database_stated with input as fixtures.tool_call with data.settings as settings
	not grants.commands_stated with input as fixtures.tool_call with data.settings as settings
	not grants.repositories_stated with input as fixtures.tool_call with data.settings as settings
}
