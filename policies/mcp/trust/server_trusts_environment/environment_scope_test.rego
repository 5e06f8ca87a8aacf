package mcp.trust.server_trusts_environment.environment_scope_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.main
import data.mcp.trust.server_trusts_environment.environment_scope as rule

_inherited := {{
	"code": "server_trusts_environment.environment_inherited",
	"pointer": "/server/env_inherit",
	"args": {},
}}

_wide(folder) := {{
	"code": "server_trusts_environment.working_folder_wide",
	"pointer": "/server/cwd",
	"args": {"folder": folder},
}}

_server(change) := object.union(fixtures.connection, {"server": change})

test_ask_environment_inherited[profile] if {
	some profile in {"personal", "team"}
	fixtures.ask(rule) == _inherited with input as _server({"env_inherit": "all"}) with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as _server({"env_inherit": "all"}) with data.settings as fixtures.settings[profile]
}

test_deny_environment_inherited[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _inherited with input as _server({"env_inherit": "all"}) with data.settings as fixtures.settings[profile]
}

# Absent means what the client does by default, by the schema.
test_allow_environment[name] if {
	some name, change in {"absent": {}, "none": {"env_inherit": "none"}, "default": {"env_inherit": "default"}}
	fixtures.deny(rule) == set() with input as _server(change)
}

test_ask_working_folder_wide[folder] if {
	some folder in {"/", "~", "~/", "$HOME", "C:\\", "/home/ana", "/srv/.."}
	fixtures.ask(rule) == _wide(folder) with input as _server({"cwd": folder}) with data.settings as fixtures.settings.personal
}

test_deny_working_folder_wide[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _wide("/") with input as _server({"cwd": "/"}) with data.settings as fixtures.settings[profile]
}

test_allow_working_folder[name] if {
	some name, change in {
		"absent": {},
		"project": {"cwd": "/srv/work"},
		"below home": {"cwd": "~/project"},
		"of the editor": {"cwd": "${workspaceFolder}"},
		"relative": {"cwd": "."},
	}
	fixtures.deny(rule) == set() with input as _server(change)
}

_handed(index, folder) := {{
	"code": "server_trusts_environment.folder_argument_wide",
	"pointer": $"/server/args/{index}",
	"args": {"folder": folder},
}}

test_ask_folder_argument_wide[folder] if {
	some folder in {
		"/", "//", "/.", "/srv/..", "~", "~/", "$HOME", "${HOME}/", "${userHome}", "${env:HOME}", "%USERPROFILE%", "C:\\", "d:/", "/mnt/c",
		"/home", "/home/ana", "/Users/ana/", "C:\\Users\\ana", "/HOME/Ana",
	}
	every profile in {"personal", "team"} {
		event := _server({"args": ["-y", "files@1.0.0", folder]})
		fixtures.ask(rule) == _handed(2, folder) with input as event with data.settings as fixtures.settings[profile]
		fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings[profile]
	}
}

test_deny_folder_argument_wide[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _handed(0, "/") with input as _server({"args": ["/"]}) with data.settings as fixtures.settings[profile]
	fixtures.ask(rule) == set() with input as _server({"args": ["/"]}) with data.settings as fixtures.settings[profile]
}

test_ask_each_folder_argument if {
	reasons := (_handed(0, "/") | _handed(2, "~")) | _handed(3, "/")
	fixtures.ask(rule) == reasons with input as _server({"args": ["/", "/srv/work", "~", "/"]})
		with data.settings as fixtures.settings.personal
}

test_allow_folder_argument[name] if {
	some name, args in {
		"none": [],
		"project": ["/srv/work"],
		"below home": ["/home/ana/project", "~/project", "${HOME}/project", "C:\\Users\\ana\\project"],
		"of the editor": ["${workspaceFolder}"],
		"relative": [".", "..", "", "home", "./home/ana"],
		"options": ["-y", "--root", "/c", "/y", "--home=~/project"],
		"address": ["https://mcp.example.com/", "localhost:8080"],
		"no text": [null, 5, ["/"], {"folder": "/"}],
	}
	fixtures.deny(rule) == set() with input as _server({"args": args})
}

# Absent means no arguments, by the schema. Without a transport another clause denies.
test_allow_argument_facts_missing[pointer] if {
	some pointer in {"/server/args", "/server/transport", "/server"}
	fixtures.deny(rule) == set() with input as json.remove(_server({"args": ["/"]}), [pointer])
}

test_deny_transport_missing[name] if {
	some name, event in {
		"missing": json.remove(_server({"args": ["/"]}), ["/server/transport"]),
		"null": _server({"args": ["/"], "transport": null}),
		"other case": _server({"args": ["/"], "transport": "STDIO"}),
	}
	main.decision.effect == "deny" with input as event with data.settings as fixtures.settings.personal
}

# Arguments beside a URL start nothing.
test_allow_folder_argument_of_a_remote_server if {
	fixtures.deny(rule) == set() with input as object.union(fixtures.remote, {"server": {"args": ["/"]}})
}

test_allow_other_kind if {
	event := _server({"args": ["/"], "cwd": "/", "env_inherit": "all"})
	fixtures.deny(rule) == set() with input as object.union(event, {"kind": "session"})
}
