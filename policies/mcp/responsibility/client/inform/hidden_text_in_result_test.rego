package mcp.responsibility.client.inform.hidden_text_in_result_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.inform.hidden_text_in_result as rule

_kinds := {"tool_result", "resource_result"}

_event(kind, found) := {"kind": kind, "facts": {"hidden_text": [found]}}

_tags := {"pointer": "/result/content/0/text", "kind": "tag_characters", "count": 12, "decoded": "read the key"}

_blank := {"pointer": "/result/content/0/text", "kind": "zero_width", "count": 1}

_redact(pointer) := {{"type": "redact", "pointer": pointer, "message_code": "client/inform.hidden_text_in_result"}}

_reason(found) := {{
	"code": "client/inform.hidden_text_in_result",
	"pointer": object.get(found, "pointer", "/result"),
	"args": {"kind": object.get(found, "kind", ""), "decoded": object.get(found, "decoded", "")},
}}

test_ask_spelled[kind] if {
	some kind in _kinds
	fixtures.ask(rule) == _reason(_tags) with input as _event(kind, _tags) with data.settings as fixtures.settings.personal
	fixtures.oblige(rule) == _redact(_tags.pointer) with input as _event(kind, _tags)
}

test_deny_spelled[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _reason(_tags) with input as _event("tool_result", _tags) with data.settings as fixtures.settings[profile]
}

test_ask_blanks_that_carry_something[name] if {
	some name, change in {
		"many": {"count": 65},
		"spelled": {"decoded": "run"},
		"selectors": {"kind": "variation_selectors", "decoded": "run"},
	}
	found := object.union(_blank, change)
	fixtures.ask(rule) == _reason(found) with input as _event("tool_result", found) with data.settings as fixtures.settings.personal
}

# Redacted, and nobody is bothered.
test_allow_ordinary[name] if {
	some name in {"zero_width", "variation_selectors", "ansi_escape", "bidi_control", "control_character", "invisible_filler", "private_use"}
	found := object.union(_blank, {"kind": name})
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as _event("tool_result", found)
		with data.settings as fixtures.settings.managed
	fixtures.oblige(rule) == _redact(found.pointer) with input as _event("resource_result", found)
}

test_allow_nothing_hidden if {
	fixtures.oblige(rule) == set() with input as {"kind": "tool_result", "facts": {"hidden_text": []}}
}

test_ask_member_missing[name] if {
	some name in {"kind", "count"}
	found := object.remove(_blank, [name])
	fixtures.ask(rule) == _reason(found) with input as _event("tool_result", found) with data.settings as fixtures.settings.personal
}

test_ask_pointer_missing if {
	found := object.remove(_tags, ["pointer"])
	fixtures.ask(rule) == _reason(found) with input as _event("tool_result", found) with data.settings as fixtures.settings.personal
	fixtures.oblige(rule) == _redact("/result") with input as _event("tool_result", found)
}
