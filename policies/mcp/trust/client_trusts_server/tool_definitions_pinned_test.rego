package mcp.trust.client_trusts_server.tool_definitions_pinned_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.client_trusts_server.tool_definitions_pinned as rule

_events := {
	"/tools/0": {
		"kind": "tool_list",
		"server": {"name": "calc"},
		"tools": [{"name": "add"}],
		"facts": {"tools": [{"digest": fixtures.digest}]},
	},
	"/tool/name": {
		"kind": "tool_call",
		"server": {"name": "calc"},
		"tool": {"name": "add"},
		"facts": {"definition_digest": fixtures.digest},
	},
	"/prompts/0": {
		"kind": "prompt_list",
		"server": {"name": "calc"},
		"prompts": [{"name": "add"}],
		"facts": {"prompts": [{"digest": fixtures.digest}]},
	},
	"/prompt/name": {
		"kind": "prompt_get",
		"server": {"name": "calc"},
		"prompt": {"name": "add"},
		"facts": {"definition_digest": fixtures.digest},
	},
}

_lock(pins) := {"version": 1, "servers": {"calc": {"tools": pins, "prompts": pins}}}

_same := _lock({"add": fixtures.digest})

_other := _lock({"add": fixtures.other_digest})

_none := _lock({"sub": fixtures.digest})

_reason(name, pointer) := {{
	"code": $"client_trusts_server.{name}",
	"pointer": pointer,
	"args": {"name": "add", "digest": fixtures.digest},
}}

_undigested(pointer) := {{
	"code": "client_trusts_server.definition_undigested",
	"pointer": pointer,
	"args": {"name": "add"},
}}

_found := fixtures.deny(rule) | fixtures.ask(rule)

test_allow_as_approved[pointer] if {
	some pointer, event in _events
	_found == set() with input as event with data.lock as _same with data.settings as fixtures.settings.managed
}

# Without approvals of this server's definitions there is nothing to compare with.
test_allow_not_locked[pointer][index] if {
	some pointer, event in _events
	some index, lock in [{}, {"version": 1, "servers": {"calc": {"entry_digest": fixtures.digest}}}, {"version": 1, "servers": {}}]
	_found == set() with input as event with data.lock as lock with data.settings as fixtures.settings.managed
}

test_ask_changed_personal[pointer] if {
	some pointer, event in _events
	fixtures.ask(rule) == _reason("changed_definition", pointer) with input as event
		with data.lock as _other with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as event with data.lock as _other with data.settings as fixtures.settings.personal
}

test_deny_changed_team[pointer] if {
	some pointer, event in _events
	fixtures.deny(rule) == _reason("changed_definition", pointer) with input as event
		with data.lock as _other with data.settings as fixtures.settings.team
}

test_ask_new_personal[pointer][index] if {
	some pointer, event in _events
	some index, lock in [_none, _lock({})]
	fixtures.ask(rule) == _reason("new_definition", pointer) with input as event
		with data.lock as lock with data.settings as fixtures.settings.personal
}

test_deny_new[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _reason("new_definition", "/tools/0") with input as _events["/tools/0"]
		with data.lock as _none with data.settings as fixtures.settings[profile]
}

test_deny_digest_missing[pointer] if {
	some pointer, event in _events
	event_without := object.remove(event, ["facts"])
	fixtures.deny(rule) == _undigested(pointer) with input as event_without
		with data.lock as _same with data.settings as fixtures.settings.personal
	fixtures.ask(rule) == set() with input as event_without with data.lock as _same with data.settings as fixtures.settings.personal
}

test_deny_name_missing[pointer] if {
	some pointer in {"/tool/name", "/prompt/name"}
	reasons := {object.union(reason, {"args": {"name": ""}}) | some reason in _reason("new_definition", pointer)}
	fixtures.deny(rule) == reasons with input as json.remove(_events[pointer], [pointer])
		with data.lock as _same with data.settings as fixtures.settings.managed
}

test_allow_other_kind if {
	event := object.union(_events["/tool/name"], {"kind": "tool_result"})
	_found == set() with input as event with data.lock as _other with data.settings as fixtures.settings.managed
}

# A call is about what it calls, not about what else the event tells of.
test_allow_list_beside_a_call[pointer] if {
	some pointer in {"/tool/name", "/prompt/name"}
	event := object.union(_events[pointer], {"tools": [{"name": "new"}], "prompts": [{"name": "new"}]})
	_found == set() with input as event with data.lock as _same with data.settings as fixtures.settings.managed
}
