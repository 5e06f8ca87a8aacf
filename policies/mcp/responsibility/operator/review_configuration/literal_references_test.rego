package mcp.responsibility.operator.review_configuration.literal_references_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.review_configuration.literal_references as rule

_finding(pointer, style, name) := {{
	"code": "operator/review_configuration.unexpanded_reference",
	"pointer": pointer,
	"args": {"style": style, "name": name},
}}

_variable := {"pointer": "/server/env_keys/0", "style": "${VAR}", "name": "TOKEN", "expanded": false}

_home := {"pointer": "/server/command", "style": "tilde", "name": "~"}

_with(reference) := object.union(fixtures.connection, {"server": {"env_keys": ["API"], "references": [reference]}})

_argument := object.union(_variable, {"pointer": "/server/args/2"})

test_ask_unexpanded[pointer][profile] if {
	some pointer in {"/server/env_keys/0", "/server/args/2", "/server/url", "/server/header_names/0", "/server/command", "/server/cwd"}
	some profile in {"personal", "team", "managed"}
	event := _with(object.union(_variable, {"pointer": pointer}))
	fixtures.ask(rule) == _finding(pointer, "${VAR}", "TOKEN") with input as event with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings[profile]
}

# Nobody knows whether the client replaces it.
test_allow_expanded[name] if {
	some name, reference in {
		"replaced": object.union(_variable, {"expanded": true}),
		"unknown": object.remove(_variable, ["expanded"]),
	}
	fixtures.ask(rule) == set() with input as _with(reference) with data.settings as fixtures.settings.personal
}

test_ask_home[name] if {
	some name, change in {
		"of the program": {},
		"of the folder": {"pointer": "/server/cwd"},
		"of the file of variables": {"pointer": "/server/env_file"},
		"not replaced": {"expanded": false},
	}
	event := _with(object.union(_home, change))
	fixtures.ask(rule) == _finding(event.server.references[0].pointer, "tilde", "~") with input as event with data.settings as fixtures.settings.personal
}

# Servers replace it in their own arguments.
test_allow_home[name] if {
	some name, change in {
		"of an argument": {"pointer": "/server/args/2"},
		"not replaced in an argument": {"pointer": "/server/args/2", "expanded": false},
		"replaced": {"expanded": true},
	}
	fixtures.ask(rule) == set() with input as _with(object.union(_home, change)) with data.settings as fixtures.settings.personal
}

_read := {
	"by a shell": {"facts": {"launch": {"shell": {"program": "sh", "simple": true, "operators": [], "programs": ["x"], "pointer": "/server/args/1"}}}},
	"by code": {"facts": {"launch": {"inline_code": {"program": "node", "flag": "-e", "pointer": "/server/args/1"}}}},
	"by cmd": {"facts": {"launch": {"wrappers": ["cmd"]}}},
	"by a bridge": {"server": {"package": {"name": "mcp-remote"}}},
	"by a server that is given it": {"server": {"env_keys": ["TOKEN"]}},
}

test_allow_argument_read_by_program[name] if {
	some name, change in _read
	fixtures.ask(rule) == set() with input as object.union(_with(_argument), change) with data.settings as fixtures.settings.personal
}

# A program sees its variables as they are, whoever started it.
test_ask_variable_of_program[name] if {
	some name, change in _read
	fixtures.ask(rule) == _finding("/server/env_keys/0", "${VAR}", "TOKEN") with input as object.union(_with(_variable), change)
		with data.settings as fixtures.settings.personal
}

test_ask_missing[pointer] if {
	some pointer in {"/facts", "/facts/launch", "/facts/launch/wrappers", "/server/package", "/server/env_keys"}
	fixtures.ask(rule) == _finding("/server/args/2", "${VAR}", "TOKEN") with input as json.remove(_with(_argument), [pointer])
		with data.settings as fixtures.settings.personal
}

test_ask_described_incompletely[name] if {
	some name, row in {
		"pointer": ["/server/references", "${VAR}", "TOKEN"],
		"style": ["/server/env_keys/0", "", "TOKEN"],
		"name": ["/server/env_keys/0", "${VAR}", ""],
	}
	fixtures.ask(rule) == _finding(row[0], row[1], row[2]) with input as _with(object.remove(_variable, [name]))
		with data.settings as fixtures.settings.personal
}

test_allow_no_references if fixtures.ask(rule) == set() with input as fixtures.connection with data.settings as fixtures.settings.personal

test_allow_other_kind if fixtures.ask(rule) == set() with input as object.union(_with(_variable), {"kind": "session"})
