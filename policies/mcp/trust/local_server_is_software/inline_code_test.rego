package mcp.trust.local_server_is_software.inline_code_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.local_server_is_software.inline_code as rule
import data.mcp.trust.local_server_is_software.launch_readable

_finding := {{
	"code": "local_server_is_software.inline_code",
	"pointer": "/server/args/1",
	"args": {"program": "node", "flag": "-e"},
}}

_node := object.union(fixtures.connection, {"facts": {"launch": {
	"program": "node",
	"inline_code": {"program": "node", "flag": "-e", "pointer": "/server/args/1"},
}}})

test_ask_inline_code_personal if {
	fixtures.ask(rule) == _finding with input as _node with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _node with data.settings as fixtures.settings.personal
}

test_deny_inline_code[profile] if {
	some profile in (fixtures.strict | {"team"})
	fixtures.deny(rule) == _finding with input as _node with data.settings as fixtures.settings[profile]
}

test_allow_script_in_a_file if fixtures.deny(rule) == set() with input as fixtures.connection

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_node, {"kind": "session"})

# Another rule of the clause denies in place of this one.
test_deny_facts_missing[pointer] if {
	some pointer in {
		"/facts", "/facts/launch", "/facts/launch/inline_code/program", "/facts/launch/inline_code/flag",
		"/facts/launch/inline_code/pointer",
	}
	count(fixtures.deny(launch_readable)) == 1 with input as json.remove(_node, [pointer])
}
