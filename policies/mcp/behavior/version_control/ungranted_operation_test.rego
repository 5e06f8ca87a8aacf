package mcp.behavior.version_control.ungranted_operation_test

import data.mcp.behavior.version_control.ungranted_operation as rule
import data.mcp.lib.fixtures_test as fixtures

_call(name, arguments) := object.union(
	json.remove(fixtures.tool_call, ["/arguments"]),
	{
		"tool": {"name": name},
		"arguments": arguments,
		"facts": {"tool_words": split(name, "_"), "paths": []},
	},
)

_line := object.union(_call("run_command", {}), {"facts": {
	"commands": [{
		"pointer": "/arguments/command",
		"parsed": true,
		"operators": [],
		"commands": [{"program": "git", "words": ["git", "commit"]}],
	}],
	"arguments": [],
}})

_reason(name) := {{"code": $"version_control.{name}", "pointer": "/tool/name", "args": {}}}

_tools(lists) := {"profile": "personal", "servers": {"files": {"tools": lists}}}

test_ask_ungranted_change[profile] if {
	some profile in {"personal", "team"}
	event := _call("git_commit", {"message": "x"})
	fixtures.ask(rule) == _reason("ungranted_change") with input as event with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings[profile]
}

test_deny_ungranted_change[profile] if {
	some profile in fixtures.strict
	event := _call("git_commit", {"message": "x"})
	fixtures.deny(rule) == _reason("ungranted_change") with input as event with data.settings as fixtures.settings[profile]
}

test_ask_ungranted_rewriting if {
	event := _call("git_reset", {})
	fixtures.ask(rule) == _reason("ungranted_rewriting") with input as event with data.settings as fixtures.settings.personal
}

test_deny_ungranted_rewriting[profile] if {
	some profile in (fixtures.strict | {"team"})
	event := _call("git_push", {"force": true})
	fixtures.deny(rule) == _reason("ungranted_rewriting") with input as event with data.settings as fixtures.settings[profile]
}

test_deny_arguments_missing if {
	event := json.remove(_call("git_commit", {}), ["/arguments"])
	fixtures.deny(rule) == _reason("ungranted_rewriting") with input as event with data.settings as fixtures.settings.team
}

test_allow_looking[profile] if {
	some profile, settings in fixtures.settings
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as _call("git_status", {}) with data.settings as settings
}

test_allow_stated if {
	settings := {"profile": "managed", "servers": {"files": {"grants": {"git": {}}}}}
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as _call("git_reset", {}) with data.settings as settings
}

test_allow_what_the_operator_names if {
	fixtures.ask(rule) == set() with input as _call("git_reset", {}) with data.settings as _tools({"allow": ["git_reset"]})
}

# The name says push; the argument says more.
test_ask_more_than_the_operator_names if {
	event := _call("git_push", {"force": true})
	settings := _tools({"allow": ["git_push"]})
	fixtures.ask(rule) == _reason("ungranted_rewriting") with input as event with data.settings as settings
}

test_allow_granted_command if {
	settings := {"profile": "personal", "servers": {"files": {"grants": {"commands": {"allow": ["git commit"]}}}}}
	fixtures.ask(rule) == set() with input as _line with data.settings as settings
	count(fixtures.ask(rule)) == 1 with input as _line with data.settings as fixtures.settings.personal
}

# What the operator lists by name is the tool, not what a line among its arguments does.
test_ask_line_beside_a_listed_name if {
	event := object.union(_line, {"tool": {"name": "git_commit"}, "facts": {"tool_words": ["git", "commit"]}})
	reasons := {{"code": "version_control.ungranted_change", "pointer": "/arguments/command", "args": {}}}
	fixtures.ask(rule) == reasons with input as event with data.settings as _tools({"allow": ["git_commit"]})
}
