package mcp.behavior.system_commands.granted_command_test

import data.mcp.behavior.system_commands.granted_command as rule
import data.mcp.lib.fixtures_test as fixtures

_call(facts) := object.union(fixtures.tool_call, {
	"tool": {"name": "run_command"},
	"facts": {
		"tool_words": ["run", "command"],
		"paths": [],
		"commands": facts,
		"arguments": [{"pointer": "/arguments/command", "words": ["command"], "length": 1, "marks": []}],
	},
})

_line(words) := _call([{
	"pointer": "/arguments/command",
	"parsed": true,
	"operators": [],
	"commands": [{"program": words[0], "words": words}],
}])

_make := _line(["make", "all"])

_code := _call([])

_reason(name, pointer) := {{"code": $"system_commands.{name}", "pointer": pointer, "args": {}}}

_here := "/arguments/command"

_grants(profile, said) := {"profile": profile, "servers": {"files": {"grants": said}}}

_granted := _grants("managed", {"commands": {"allow": ["make"]}})

test_allow_granted if {
	fixtures.allow(rule) == _reason("granted", _here) with input as _make with data.settings as _granted
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _make with data.settings as _granted
}

test_deny_outside_grant[name] if {
	some name, row in {
		"another command": [_line(["rm", "x"]), _here],
		"code that nobody read": [_code, "/tool/name"],
		"not parsed": [json.remove(_make, ["/facts/commands/0/parsed"]), _here],
	}
	fixtures.deny(rule) == _reason("outside_grant", row[1]) with input as row[0] with data.settings as _granted
	fixtures.allow(rule) == set() with input as row[0] with data.settings as _granted
}

test_deny_nothing_granted if {
	settings := _grants("personal", {"commands": {}})
	fixtures.deny(rule) == _reason("outside_grant", _here) with input as _make with data.settings as settings
}

# A list of tools does not widen the list of commands.
test_deny_outside_grant_although_listed if {
	settings := object.union(_granted, {"servers": {"files": {"tools": {"allow": ["run_command"]}}}})
	fixtures.deny(rule) == _reason("outside_grant", _here) with input as _line(["rm", "x"]) with data.settings as settings
	fixtures.deny(rule) == _reason("outside_grant", "/tool/name") with input as _code with data.settings as settings
}

test_deny_missing[pointer] if {
	some pointer in {
		"/facts/arguments",
		"/facts/commands/0/parsed",
		"/facts/commands/0/operators",
		"/facts/commands/0/commands",
		"/facts/commands/0/commands/0/words",
		"/facts/commands/0/commands/0/program",
		"/facts/arguments/0/pointer",
		"/facts/arguments/1/words",
	}
	event := object.union(_make, {"facts": {"arguments": [
		_make.facts.arguments[0],
		{"pointer": "/arguments/cwd", "words": ["cwd"], "length": 1, "marks": []},
	]}})
	removed := json.remove(event, [pointer])
	fixtures.deny(rule) == _reason("outside_grant", _here) with input as removed with data.settings as _granted
}

test_ask_ungranted_command[profile] if {
	some profile in {"personal", "team"}
	fixtures.ask(rule) == _reason("ungranted_command", _here) with input as _make with data.settings as fixtures.settings[profile]
	fixtures.ask(rule) == _reason("ungranted_command", "/tool/name") with input as _code
		with data.settings as fixtures.settings[profile]
}

test_deny_ungranted_command[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _reason("ungranted_command", _here) with input as _make with data.settings as fixtures.settings[profile]
}

test_allow_listed[name] if {
	some name, event in {"command": _make, "code": _code}
	settings := {"profile": "personal", "servers": {"files": {"tools": {"allow": ["run_command"]}}}}
	fixtures.ask(rule) == set() with input as event with data.settings as settings
}

# The name says nothing of commands, so listing it grants none.
test_ask_listed_under_another_name if {
	event := object.union(_make, {"tool": {"name": "build"}, "facts": {"tool_words": ["build"]}})
	settings := {"profile": "personal", "servers": {"files": {"tools": {"allow": ["build"]}}}}
	fixtures.ask(rule) == _reason("ungranted_command", _here) with input as event with data.settings as settings
}

test_allow_git_where_git_is_stated if {
	event := _line(["git", "commit", "-m", "x"])
	settings := _grants("managed", {"git": {"write": true}})
	fixtures.deny(rule) == set() with input as event with data.settings as settings
	fixtures.deny(rule) == _reason("ungranted_command", _here) with input as event with data.settings as fixtures.settings.managed
}

test_deny_git_that_runs_programs if {
	event := _line(["git", "-c", "core.pager=evil", "log"])
	settings := _grants("managed", {"git": {"rewrite_history": true}})
	fixtures.deny(rule) == _reason("ungranted_command", _here) with input as event with data.settings as settings
}

test_allow_no_command if {
	(fixtures.deny(rule) | fixtures.ask(rule)) == set() with input as fixtures.tool_call with data.settings as _granted
}
