package mcp.behavior.model_driven_invocation.invoked_tool_test

import data.mcp.behavior.model_driven_invocation.invoked_tool as rule
import data.mcp.lib.fixtures_test as fixtures

_call := object.union(fixtures.tool_call, {
	"tool": {"name": "frobnicate"},
	"facts": {"tool_words": ["frobnicate"], "paths": []},
})

_reason(name) := {{
	"code": $"model_driven_invocation.{name}",
	"pointer": "/tool/name",
	"args": {"tool": "frobnicate"},
}}

_tools(profile, lists) := {"profile": profile, "servers": {"files": {"tools": lists}}}

test_allow_invoked if {
	fixtures.allow(rule) == _reason("invoked") with input as _call with data.settings as fixtures.settings.personal
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as _call with data.settings as fixtures.settings.personal
}

test_ask_ungranted_tool if {
	fixtures.ask(rule) == _reason("ungranted_tool") with input as _call with data.settings as fixtures.settings.team
	fixtures.allow(rule) == set() with input as _call with data.settings as fixtures.settings.team
}

test_deny_ungranted_tool[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _reason("ungranted_tool") with input as _call with data.settings as fixtures.settings[profile]
	fixtures.allow(rule) == set() with input as _call with data.settings as fixtures.settings[profile]
}

test_allow_granted_tool[profile] if {
	some profile in {"personal", "team", "managed"}
	settings := _tools(profile, {"allow": ["frobnicate"]})
	fixtures.allow(rule) == _reason("granted_tool") with input as _call with data.settings as settings
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as _call with data.settings as settings
}

# What another clause judges is not judged twice.
test_allow_left_to_another_clause[profile] if {
	some profile in {"personal", "team", "managed"}
	said := (fixtures.allow(rule) | fixtures.ask(rule)) | fixtures.deny(rule) with input as fixtures.tool_call
		with data.settings as fixtures.settings[profile]
	said == set()
}

test_ask_asked_tool[name] if {
	some name, row in {
		"personal": ["personal", "frobnicate"],
		"team": ["team", "frobnicate"],
		"managed": ["managed", "frobnicate"],
		"other case": ["team", "Frobnicate"],
	}
	settings := _tools(row[0], {"ask": [row[1]]})
	fixtures.ask(rule) == _reason("asked_tool") with input as _call with data.settings as settings
	fixtures.deny(rule) == set() with input as _call with data.settings as settings
}

test_ask_asked_although_listed if {
	settings := _tools("personal", {"ask": ["frobnicate"], "allow": ["frobnicate"]})
	fixtures.ask(rule) == _reason("asked_tool") with input as _call with data.settings as settings
}

test_allow_another_tool_is_asked if {
	fixtures.ask(rule) == set() with input as _call with data.settings as _tools("personal", {"ask": ["other"]})
}

test_ask_tool_missing[pointer] if {
	some pointer in {"/tool", "/tool/name"}
	wanted := {object.union(reason, {"args": {"tool": ""}}) | some reason in _reason("asked_tool")}
	event := json.remove(_call, [pointer])
	fixtures.ask(rule) == wanted with input as event with data.settings as _tools("team", {"ask": ["frobnicate"]})
}

test_ask_list_unreadable if {
	fixtures.ask(rule) == _reason("asked_tool") with input as _call with data.settings as _tools("personal", {"ask": null})
}

test_deny_server_missing[pointer] if {
	some pointer in {"/server", "/server/name"}
	fixtures.allow(rule) == set() with input as json.remove(_call, [pointer]) with data.settings as fixtures.settings.personal
}
