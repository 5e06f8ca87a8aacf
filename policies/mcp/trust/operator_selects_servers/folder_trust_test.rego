package mcp.trust.operator_selects_servers.folder_trust_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.operator_selects_servers.folder_trust as rule

_wide := {{"code": "operator_selects_servers.folders_trusted_unseen", "pointer": "/setting/value", "args": {"setting": "theKey"}}}

_kept := {{"code": "operator_selects_servers.folders_asked_about", "pointer": "/setting/value", "args": {}}}

_set(value) := {
	"kind": "setting",
	"point": "config",
	"setting": {"name": "folder_trust", "value": value, "key": "theKey", "origin": {"source": "user"}},
}

test_ask_guard_down[profile] if {
	some profile in {"personal", "team"}
	fixtures.ask(rule) == _wide with input as _set(false) with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) | fixtures.allow(rule) == set() with input as _set(false) with data.settings as fixtures.settings[profile]
}

test_deny_guard_down[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _wide with input as _set(false) with data.settings as fixtures.settings[profile]
}

test_deny_value_unclear[name] if {
	some name, value in {"text": "false", "null": null, "number": 0, "object": {"a": "/srv/x"}}
	fixtures.deny(rule) == _wide with input as _set(value) with data.settings as fixtures.settings.managed
}

test_deny_value_missing if {
	event := json.remove(_set(true), ["/setting/value"])
	fixtures.deny(rule) == _wide with input as event with data.settings as fixtures.settings.managed
	fixtures.allow(rule) == set() with input as event
}

test_deny_key_missing if {
	reasons := {object.union(reason, {"args": {"setting": "folder_trust"}}) | some reason in _wide}
	fixtures.deny(rule) == reasons with input as json.remove(_set(false), ["/setting/key"]) with data.settings as fixtures.settings.managed
}

# Without a name no clause calls the setting intended, and main denies what no clause covers.
test_deny_name_missing if fixtures.allow(rule) == set() with input as json.remove(_set(true), ["/setting/name"])

test_allow_guard_up if {
	fixtures.allow(rule) == _kept with input as _set(true) with data.settings as fixtures.settings.managed
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _set(true) with data.settings as fixtures.settings.managed
}

test_allow_folders_named[source] if {
	some source in {"user", "managed"}
	event := object.union(_set(["/home/ana/work", "C:\\src\\app", "~/x"]), {"setting": {"origin": {"source": source}}})
	fixtures.allow(rule) == _kept with input as event with data.settings as fixtures.settings.managed
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

test_ask_folders_named_too_wide[folder] if {
	some folder in {"/", "/home/ana", "~", "C:\\", "*", "/srv/*", "", 5, null}
	fixtures.ask(rule) == _wide with input as _set(["/srv/work", folder]) with data.settings as fixtures.settings.personal
}

test_ask_folders_named_by_others[name] if {
	some name, event in {
		"project": object.union(_set(["/srv/work"]), {"setting": {"origin": {"source": "project"}}}),
		"unknown": json.remove(_set(["/srv/work"]), ["/setting/origin/source"]),
		"missing": json.remove(_set(["/srv/work"]), ["/setting/origin"]),
	}
	fixtures.ask(rule) == _wide with input as event with data.settings as fixtures.settings.personal
	fixtures.allow(rule) == set() with input as event
}

test_allow_other_setting if {
	event := object.union(_set(false), {"setting": {"name": "auto_connect"}})
	fixtures.deny(rule) | fixtures.allow(rule) == set() with input as event
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_set(false), {"kind": "session"})
