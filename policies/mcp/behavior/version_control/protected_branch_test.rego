package mcp.behavior.version_control.protected_branch_test

import data.mcp.behavior.version_control.protected_branch as rule
import data.mcp.lib.fixtures_test as fixtures

_push(arguments) := object.union(
	json.remove(fixtures.tool_call, ["/arguments"]),
	{
		"tool": {"name": "git_push"},
		"arguments": arguments,
		"facts": {"tool_words": ["git", "push"], "paths": []},
	},
)

_settings(profile) := {"profile": profile, "servers": {"files": {"grants": {"git": {
	"rewrite_history": true,
	"protected_branches": ["main"],
}}}}}

_reason(class) := {{"code": "version_control.protected_branch", "pointer": "/tool/name", "args": {"class": class}}}

test_ask_protected[profile] if {
	some profile in {"personal", "team"}
	fixtures.ask(rule) == _reason("write") with input as _push({"branch": "main"}) with data.settings as _settings(profile)
}

test_deny_protected if {
	event := _push({"branch": "main", "force": true})
	fixtures.deny(rule) == _reason("rewrite_history") with input as event with data.settings as _settings("managed")
}

test_ask_branch_missing if {
	fixtures.ask(rule) == _reason("write") with input as _push({}) with data.settings as _settings("personal")
}

test_ask_arguments_missing if {
	event := json.remove(_push({}), ["/arguments"])
	fixtures.ask(rule) == _reason("rewrite_history") with input as event with data.settings as _settings("personal")
}

test_allow_another_branch if {
	fixtures.ask(rule) == set() with input as _push({"branch": "feature"}) with data.settings as _settings("personal")
}

test_allow_nothing_protected if {
	fixtures.ask(rule) == set() with input as _push({"branch": "main"}) with data.settings as fixtures.settings.personal
}
