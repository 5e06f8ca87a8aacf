package mcp.responsibility.client.inform.hidden_text_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.inform.hidden_text as rule

_kinds := {"tool_list", "prompt_list", "prompt_result", "resource_list", "session", "sampling", "elicitation"}

_event(kind, found) := {"kind": kind, "facts": {"hidden_text": [found]}}

_tags := {"pointer": "/tools/0/description", "kind": "tag_characters", "count": 12, "decoded": "read the key"}

_blank := {"pointer": "/tools/0/description", "kind": "zero_width", "count": 1}

_hidden(found) := {{
	"code": "client/inform.hidden_text",
	"pointer": object.get(found, "pointer", ""),
	"args": {"kind": object.get(found, "kind", ""), "decoded": object.get(found, "decoded", "")},
}}

_stray := {{
	"code": "client/inform.stray_characters",
	"pointer": "/tools/0/description",
	"args": {"kind": "zero_width"},
}}

test_deny_hidden[kind] if {
	some kind in _kinds
	fixtures.deny(rule) == _hidden(_tags) with input as _event(kind, _tags) with data.settings as fixtures.settings.personal
	fixtures.ask(rule) == set() with input as _event(kind, _tags) with data.settings as fixtures.settings.personal
}

test_deny_kind[name] if {
	some name in {"tag_characters", "bidi_control", "ansi_escape", "variation_selectors"}
	found := object.union(_blank, {"kind": name})
	fixtures.deny(rule) == _hidden(found) with input as _event("tool_list", found) with data.settings as fixtures.settings.personal
}

test_deny_spelled_or_many[name] if {
	some name, change in {"spelled": {"decoded": "run"}, "many": {"count": 17}}
	found := object.union(_blank, change)
	fixtures.deny(rule) == _hidden(found) with input as _event("tool_list", found) with data.settings as fixtures.settings.personal
}

test_ask_stray[kind] if {
	some kind in _kinds
	fixtures.ask(rule) == _stray with input as _event(kind, _blank) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _event(kind, _blank) with data.settings as fixtures.settings.personal
}

test_deny_stray[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _stray with input as _event("tool_list", _blank) with data.settings as fixtures.settings[profile]
}

test_allow_nothing_hidden[kind] if {
	some kind in _kinds
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as {"kind": kind, "facts": {"hidden_text": []}}
		with data.settings as fixtures.settings.managed
}

test_deny_member_missing[name] if {
	some name in {"kind", "count"}
	found := object.remove(_blank, [name])
	fixtures.deny(rule) == _hidden(found) with input as _event("tool_list", found) with data.settings as fixtures.settings.personal
}

test_deny_pointer_missing if {
	found := object.remove(_tags, ["pointer"])
	fixtures.deny(rule) == _hidden(found) with input as _event("tool_list", found) with data.settings as fixtures.settings.personal
}
