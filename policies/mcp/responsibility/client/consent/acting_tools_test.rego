package mcp.responsibility.client.consent.acting_tools_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.consent.acting_tools as rule

_reason(name, pointer, args) := {{"code": $"client/consent.{name}", "pointer": pointer, "args": args}}

_set(name, value) := {
	"kind": "setting",
	"point": "config",
	"setting": {"name": name, "value": value, "key": "alwaysAllow", "origin": {"source": "user"}},
}

test_ask_acting_tool[tool] if {
	some tool in {"run_command", "executeCommand", "delete-file", "shell.exec", "github/push_files", "Bash(git status)"}
	event := _set("auto_approve_tools", ["list_directory", tool])
	fixtures.ask(rule) == _reason("approves_acting_tool", "/setting/value/1", {"tool": tool}) with input as event
		with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_deny_acting_tool[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _reason("approves_acting_tool", "/setting/value/0", {"tool": "run_command"}) with input as _set("auto_approve_tools", ["run_command"])
		with data.settings as fixtures.settings[profile]
}

test_allow_other_tool[tool] if {
	some tool in {"list_directory", "codebase_search", "typescript_check"}
	event := _set("auto_approve_tools", [tool])
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

# Another rule of the clause speaks about approvals that are not by name.
test_allow_not_by_name[name] if {
	some name, value in {"pattern": ["run_*"], "switch": true, "text": "run_command"}
	event := _set("auto_approve_tools", value)
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

test_allow_other_kind if {
	event := object.union(_set("auto_approve_tools", ["run_command"]), {"kind": "session"})
	fixtures.deny(rule) == set() with input as event
}
