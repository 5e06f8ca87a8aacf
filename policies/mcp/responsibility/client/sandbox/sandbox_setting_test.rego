package mcp.responsibility.client.sandbox.sandbox_setting_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.sandbox.sandbox_setting as rule

_wide := {{"code": "client/sandbox.sandbox_off", "pointer": "/setting/value", "args": {"setting": "theKey"}}}

_kept := {{"code": "client/sandbox.sandbox_kept", "pointer": "/setting/value", "args": {}}}

_set(value) := {
	"kind": "setting",
	"point": "config",
	"setting": {"name": "sandbox_off", "value": value, "key": "theKey", "origin": {"source": "user"}},
}

test_ask_guard_down[profile] if {
	some profile in {"personal", "team"}
	fixtures.ask(rule) == _wide with input as _set(true) with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) | fixtures.allow(rule) == set() with input as _set(true) with data.settings as fixtures.settings[profile]
}

test_deny_guard_down[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _wide with input as _set(true) with data.settings as fixtures.settings[profile]
}

test_deny_value_unclear[name] if {
	some name, value in {"text": "false", "null": null, "number": 0, "list": ["x"]}
	fixtures.deny(rule) == _wide with input as _set(value) with data.settings as fixtures.settings.managed
}

test_deny_value_missing if {
	event := json.remove(_set(false), ["/setting/value"])
	fixtures.deny(rule) == _wide with input as event with data.settings as fixtures.settings.managed
	fixtures.allow(rule) == set() with input as event
}

test_deny_key_missing if {
	reasons := {object.union(reason, {"args": {"setting": "sandbox_off"}}) | some reason in _wide}
	fixtures.deny(rule) == reasons with input as json.remove(_set(true), ["/setting/key"]) with data.settings as fixtures.settings.managed
}

# Without a name no clause calls the setting intended, and main denies what no clause covers.
test_deny_name_missing if fixtures.allow(rule) == set() with input as json.remove(_set(false), ["/setting/name"])

test_allow_guard_up if {
	fixtures.allow(rule) == _kept with input as _set(false) with data.settings as fixtures.settings.managed
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _set(false) with data.settings as fixtures.settings.managed
}

test_allow_other_setting if {
	event := object.union(_set(true), {"setting": {"name": "auto_connect"}})
	fixtures.deny(rule) | fixtures.allow(rule) == set() with input as event
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_set(true), {"kind": "session"})
