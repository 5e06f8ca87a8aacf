package mcp.trust.server_trusts_environment.environment_scope_test

import data.mcp.lib.fixtures_test as fixtures
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

test_allow_other_kind if {
	fixtures.deny(rule) == set() with input as object.union(_server({"cwd": "/", "env_inherit": "all"}), {"kind": "session"})
}
