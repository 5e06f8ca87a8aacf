package mcp.responsibility.client.consent.hook_commands_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.consent.hook_commands as rule

_others := {{"code": "client/consent.hook_by_others", "pointer": "/setting/value", "args": {"setting": "hooks"}}}

_own := {{"code": "client/consent.own_hook", "pointer": "/setting/value", "args": {}}}

_hook(source) := {
	"kind": "setting",
	"point": "config",
	"setting": {"name": "hook_command", "value": "./check.sh", "key": "hooks", "origin": {"source": source}},
}

test_ask_hook_by_others[source] if {
	some source in {"project", "deep_link"}
	fixtures.ask(rule) == _others with input as _hook(source) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) | fixtures.allow(rule) == set() with input as _hook(source) with data.settings as fixtures.settings.personal
}

test_deny_hook_by_others[profile] if {
	some profile in (fixtures.strict | {"team"})
	fixtures.deny(rule) == _others with input as _hook("project") with data.settings as fixtures.settings[profile]
}

test_deny_origin_missing[pointer] if {
	some pointer in {"/setting/origin", "/setting/origin/source"}
	fixtures.deny(rule) == _others with input as json.remove(_hook("user"), [pointer])
	fixtures.allow(rule) == set() with input as json.remove(_hook("user"), [pointer])
}

test_deny_value_missing if fixtures.deny(rule) == _others with input as json.remove(_hook("project"), ["/setting/value"])

test_deny_key_missing if {
	reasons := {object.union(reason, {"args": {"setting": "hook_command"}}) | some reason in _others}
	fixtures.deny(rule) == reasons with input as json.remove(_hook("project"), ["/setting/key"])
}

test_allow_own_hook[source] if {
	some source in {"user", "managed"}
	fixtures.allow(rule) == _own with input as _hook(source)
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _hook(source)
}

test_allow_no_hook if {
	event := object.union(_hook("project"), {"setting": {"value": ""}})
	fixtures.allow(rule) == _own with input as event
	fixtures.deny(rule) == set() with input as event
}

# Without a name no clause calls the setting intended, and main denies what no clause covers.
test_deny_name_missing if fixtures.allow(rule) == set() with input as json.remove(_hook("user"), ["/setting/name"])

test_allow_other_setting if {
	event := object.union(_hook("project"), {"setting": {"name": "auto_connect"}})
	fixtures.deny(rule) | fixtures.allow(rule) == set() with input as event
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_hook("project"), {"kind": "session"})
