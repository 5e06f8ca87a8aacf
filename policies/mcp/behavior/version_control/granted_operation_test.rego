package mcp.behavior.version_control.granted_operation_test

import data.mcp.behavior.version_control.granted_operation as rule
import data.mcp.lib.fixtures_test as fixtures

_call(name, arguments) := object.union(
	json.remove(fixtures.tool_call, ["/arguments"]),
	{
		"tool": {"name": name},
		"arguments": arguments,
		"facts": {"tool_words": split(name, "_"), "paths": []},
	},
)

_reason(name, class) := {{"code": $"version_control.{name}", "pointer": "/tool/name", "args": {"class": class}}}

_grants(git) := {"profile": "managed", "servers": {"files": {"grants": {"git": git}}}}

test_allow_granted[name] if {
	some name, row in {
		"read": ["git_status", {}, {"read": true}, "read"],
		"read by write": ["git_log", {}, {"write": true}, "read"],
		"write": ["git_commit", {"message": "x"}, {"write": true}, "write"],
		"forced push": ["git_push", {"force": true}, {"rewrite_history": true}, "rewrite_history"],
	}
	fixtures.allow(rule) == _reason("granted", row[3]) with input as _call(row[0], row[1]) with data.settings as _grants(row[2])
	fixtures.deny(rule) == set() with input as _call(row[0], row[1]) with data.settings as _grants(row[2])
}

test_deny_outside_grant[name] if {
	some name, row in {
		"nothing granted": ["git_status", {}, {}, "read"],
		"commit": ["git_commit", {"message": "x"}, {"read": true}, "write"],
		"forced push": ["git_push", {"force": true}, {"write": true}, "rewrite_history"],
		"not understood": ["git_frobnicate", {}, {"write": true}, "rewrite_history"],
	}
	event := _call(row[0], row[1])
	fixtures.deny(rule) == _reason("outside_grant", row[3]) with input as event with data.settings as _grants(row[2])
	fixtures.allow(rule) == set() with input as event with data.settings as _grants(row[2])
}

test_deny_arguments_missing if {
	event := json.remove(_call("git_commit", {}), ["/arguments"])
	fixtures.deny(rule) == _reason("outside_grant", "rewrite_history") with input as event
		with data.settings as _grants({"write": true})
}

test_allow_nothing_stated if {
	(fixtures.allow(rule) | fixtures.deny(rule)) == set() with input as _call("git_reset", {})
		with data.settings as fixtures.settings.personal
}

# The rules of system_commands and fail_closed.facts_missing deny in place of this one.
test_deny_not_known_to_be_git[pointer] if {
	some pointer in {"/facts", "/facts/tool_words"}
	event := json.remove(_call("git_commit", {}), [pointer])
	fixtures.allow(rule) == set() with input as event with data.settings as _grants({"write": true})
	count(fixtures.deny(data.mcp.facts)) > 0 with input as event
}
