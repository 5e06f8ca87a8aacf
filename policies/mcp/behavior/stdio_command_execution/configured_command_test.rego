package mcp.behavior.stdio_command_execution.configured_command_test

import data.mcp.behavior.stdio_command_execution.configured_command as rule
import data.mcp.lib.fixtures_test as fixtures

_configured := {{"code": "stdio_command_execution.configured_command", "pointer": "/server/command", "args": {}}}

_missing := {{"code": "stdio_command_execution.command_missing", "pointer": "/server", "args": {}}}

test_allow_configured_command if {
	fixtures.allow(rule) == _configured with input as fixtures.connection
	fixtures.deny(rule) == set() with input as fixtures.connection
}

# An entry without arguments has none.
test_allow_args_missing if {
	fixtures.allow(rule) == _configured with input as json.remove(fixtures.connection, ["/server/args"])
	fixtures.deny(rule) == set() with input as json.remove(fixtures.connection, ["/server/args"])
}

test_deny_command_missing if {
	fixtures.deny(rule) == _missing with input as json.remove(fixtures.connection, ["/server/command"])
	fixtures.allow(rule) == set() with input as json.remove(fixtures.connection, ["/server/command"])
}

test_deny_command_unusable[name] if {
	some name, change in {
		"empty": {"command": ""},
		"blank": {"command": " \t"},
		"null": {"command": null},
		"list": {"command": ["npx"]},
		"arguments as text": {"args": "-y pkg"},
		"arguments null": {"args": null},
	}
	fixtures.deny(rule) == _missing with input as object.union(fixtures.connection, {"server": change})
	fixtures.allow(rule) == set() with input as object.union(fixtures.connection, {"server": change})
}

test_deny_transport_missing if {
	fixtures.allow(rule) == set() with input as json.remove(fixtures.connection, ["/server/transport"])
}

test_oblige_log if {
	fixtures.oblige(rule) == {{"type": "log"}} with input as fixtures.connection
}

test_allow_remote_has_no_command if {
	fixtures.allow(rule) == set() with input as fixtures.remote
	fixtures.deny(rule) == set() with input as fixtures.remote
	fixtures.oblige(rule) == set() with input as fixtures.remote
}
