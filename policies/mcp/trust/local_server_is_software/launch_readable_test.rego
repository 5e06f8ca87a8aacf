package mcp.trust.local_server_is_software.launch_readable_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.local_server_is_software.launch_readable as rule

_unreadable := {{"code": "local_server_is_software.launch_unreadable", "pointer": "/server/command", "args": {}}}

_launch(change) := object.union(fixtures.connection, {"facts": {"launch": change}})

_full := _launch({
	"location": "absolute",
	"directory": "/usr/bin",
	"env_keys": ["DEBUG"],
	"shell": {"program": "sh", "simple": true, "operators": [], "programs": ["npx"], "pointer": "/server/args/1"},
	"inline_code": {"program": "node", "flag": "-e", "pointer": "/server/args/1"},
	"script": {"path": "/opt/server.js", "pointer": "/server/args/0"},
})

test_allow_readable if {
	fixtures.deny(rule) == set() with input as fixtures.connection
	fixtures.deny(rule) == set() with input as _full
}

test_allow_location[location] if {
	some location in {"search_path", "relative", "home"}
	fixtures.deny(rule) == set() with input as _launch({"location": location})
}

test_allow_remote_starts_nothing if fixtures.deny(rule) == set() with input as fixtures.remote

test_deny_location_unknown if fixtures.deny(rule) == _unreadable with input as _launch({"location": "unknown"})

test_deny_program_empty if fixtures.deny(rule) == _unreadable with input as _launch({"program": ""})

test_deny_missing[pointer] if {
	some pointer in {
		"/facts", "/facts/launch", "/facts/launch/program", "/facts/launch/location", "/facts/launch/directory",
		"/facts/launch/wrappers", "/facts/launch/elevated", "/facts/launch/shell/simple", "/facts/launch/shell/operators",
		"/facts/launch/shell/programs", "/facts/launch/shell/pointer", "/facts/launch/inline_code/program",
		"/facts/launch/inline_code/flag", "/facts/launch/inline_code/pointer", "/facts/launch/script/path",
		"/facts/launch/script/pointer",
	}
	fixtures.deny(rule) == _unreadable with input as json.remove(_full, [pointer])
}

test_deny_wrong_type[name] if {
	some name, change in {
		"wrappers as object": {"wrappers": {"first": "sudo"}},
		"elevated as text": {"elevated": "no"},
		"wrappers as text": {"wrappers": "sudo"},
		"wrapper as number": {"wrappers": [1]},
		"shell as text": {"shell": "sh"},
		"script null": {"script": null},
		"variables as text": {"env_keys": "LD_PRELOAD"},
	}
	fixtures.deny(rule) == _unreadable with input as _launch(change)
}
