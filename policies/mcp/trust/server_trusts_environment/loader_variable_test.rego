package mcp.trust.server_trusts_environment.loader_variable_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.server_trusts_environment.loader_variable as rule

_finding(name, pointer, variable) := {{
	"code": $"server_trusts_environment.{name}",
	"pointer": pointer,
	"args": {"name": variable},
}}

_sets(names) := object.union(fixtures.connection, {"server": {"env_keys": names}})

test_deny_code[name] if {
	some name in {
		"LD_PRELOAD", "ld_preload", "DYLD_INSERT_LIBRARIES", "BASH_ENV", "npm_config_script_shell", "BASH_FUNC_npx%%", "npm_config_script-shell", "npm-config-call", "NPM_CONFIG_NODE-OPTIONS", "LUA_INIT",
		"LUA_INIT_5_4", "ZDOTDIR", "PHPRC", "ERL_FLAGS", "R_PROFILE_USER", "LESSOPEN", "BROWSER", "GIT_CONFIG_KEY_0",
		"GIT_CONFIG_VALUE_0", "GIT_TEMPLATE_DIR",
	}
	fixtures.deny(rule) == _finding("loader_variable", "/server/env_keys/1", name) with input as _sets(["DEBUG", name])
		with data.settings as fixtures.settings.personal
	fixtures.ask(rule) == set() with input as _sets(["DEBUG", name]) with data.settings as fixtures.settings.personal
}

test_ask_search[name] if {
	some name in {
		"PATH", "Path", "NODE_OPTIONS", "PYTHONPATH", "GIT_SSH_COMMAND", "npm_config_@acme:registry", "npm_config_//npm.acme.example/:_authToken", "npm_config_registry", "PIP_INDEX_URL",
		"UV_DEFAULT_INDEX", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS", "DYLD_FALLBACK_LIBRARY_PATH", "PYTHONUSERBASE",
		"NODE_EXTRA_CA_CERTS", "DOCKER_HOST", "DOCKER_CONTEXT", "HOME", "UV_HTTP_TIMEOUT_FILE",
	}
	fixtures.ask(rule) == _finding("search_path_variable", "/server/env_keys/0", name) with input as _sets([name])
		with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _sets([name]) with data.settings as fixtures.settings.personal
}

test_deny_search[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _finding("search_path_variable", "/server/env_keys/0", "PATH") with input as _sets(["PATH"])
		with data.settings as fixtures.settings[profile]
}

test_allow_harmless[name] if {
	some name in {
		"UV_HTTP_TIMEOUT", "PIP_DISABLE_PIP_VERSION_CHECK", "NPM_CONFIG_LOGLEVEL", "npm_config_update-notifier",
		"NPM_CONFIG_UPDATE_NOTIFIER", "UV_NO_CACHE",
	}
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _sets([name]) with data.settings as fixtures.settings.managed
}

test_deny_on_the_command_line if {
	event := object.union(fixtures.connection, {"facts": {"launch": {"env_keys": ["LD_PRELOAD"]}}})
	fixtures.deny(rule) == _finding("loader_variable", "/server/args", "LD_PRELOAD") with input as event
}

test_deny_each_once if {
	event := object.union(_sets(["LD_PRELOAD"]), {"facts": {"launch": {"env_keys": ["LD_AUDIT"]}}})
	fixtures.deny(rule) == _finding("loader_variable", "/server/env_keys/0", "LD_PRELOAD") | _finding("loader_variable", "/server/args", "LD_AUDIT") with input as event
}

test_allow_other_variables if {
	(fixtures.deny(rule) | fixtures.ask(rule)) == set() with input as _sets(["GITHUB_TOKEN", "LOG_LEVEL", "MY_PATH", "LD_PRELOADED", ""])
}

# By the schema an entry without env_keys sets no variables.
test_allow_no_variables if fixtures.deny(rule) == set() with input as json.remove(fixtures.connection, ["/server/env_keys"])

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_sets(["LD_PRELOAD"]), {"kind": "session"})
