package mcp.trust.local_server_is_software.elevated_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.local_server_is_software.elevated as rule
import data.mcp.trust.local_server_is_software.launch_readable

_finding := {{
	"code": "local_server_is_software.elevated",
	"pointer": "/server/command",
	"args": {"wrappers": "env, sudo"},
}}

_sudo := object.union(fixtures.connection, {"facts": {"launch": {"wrappers": ["env", "sudo"], "elevated": true}}})

test_ask_elevated_personal if {
	fixtures.ask(rule) == _finding with input as _sudo with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _sudo with data.settings as fixtures.settings.personal
}

test_deny_elevated[profile] if {
	some profile in (fixtures.strict | {"team"})
	fixtures.deny(rule) == _finding with input as _sudo with data.settings as fixtures.settings[profile]
}

test_allow_not_elevated if fixtures.deny(rule) == set() with input as fixtures.connection

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_sudo, {"kind": "session"})

# Another rule of the clause denies in place of this one.
test_deny_facts_missing[pointer] if {
	some pointer in {"/facts", "/facts/launch", "/facts/launch/elevated", "/facts/launch/wrappers"}
	count(fixtures.deny(launch_readable)) == 1 with input as json.remove(_sudo, [pointer])
}
