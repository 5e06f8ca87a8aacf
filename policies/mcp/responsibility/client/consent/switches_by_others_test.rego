package mcp.responsibility.client.consent.switches_by_others_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.consent.switches_by_others as rule

_reason(key) := {{"code": "client/consent.widened_by_others", "pointer": "/setting/origin/source", "args": {"setting": key}}}

_set(name, value, source) := {
	"kind": "setting",
	"point": "config",
	"setting": {"name": name, "value": value, "key": "theKey", "origin": {"source": source}},
}

_wide := {"sandbox_off": true, "server_sampling": true, "folder_trust": false, "server_gallery": "https://servers.example.com"}

test_ask_by_others[name][source] if {
	some name, value in _wide
	some source in {"project", "deep_link"}
	fixtures.ask(rule) == _reason("theKey") with input as _set(name, value, source) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _set(name, value, source) with data.settings as fixtures.settings.personal
}

test_deny_by_others[profile] if {
	some profile in (fixtures.strict | {"team"})
	fixtures.deny(rule) == _reason("theKey") with input as _set("sandbox_off", true, "project") with data.settings as fixtures.settings[profile]
}

test_deny_missing[pointer] if {
	some pointer in {"/setting/value", "/setting/origin", "/setting/origin/source"}
	event := _set("sandbox_off", true, "project")
	fixtures.deny(rule) == _reason("theKey") with input as json.remove(event, [pointer])
}

test_deny_key_missing if {
	fixtures.deny(rule) == _reason("sandbox_off") with input as json.remove(_set("sandbox_off", true, "project"), ["/setting/key"])
}

test_allow_own[name][source] if {
	some name, value in _wide
	some source in {"user", "managed"}
	fixtures.deny(rule) == set() with input as _set(name, value, source)
}

test_allow_guard_put_up[name] if {
	some name, value in {"sandbox_off": false, "server_sampling": [], "folder_trust": true, "server_gallery": "", "auto_connect": true}
	fixtures.deny(rule) == set() with input as _set(name, value, "project")
}

test_allow_other_kind if {
	fixtures.deny(rule) == set() with input as object.union(_set("sandbox_off", true, "project"), {"kind": "session"})
}
