package mcp.trust.operator_selects_servers.project_servers_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.operator_selects_servers.project_servers as rule

_unseen(key) := {{
	"code": "operator_selects_servers.servers_enabled_unseen",
	"pointer": "/setting/value",
	"args": {"setting": key},
}}

_kept := {{"code": "operator_selects_servers.selection_kept", "pointer": "/setting/value", "args": {}}}

_by_agent := {{
	"code": "operator_selects_servers.setting_by_agent",
	"pointer": "/setting/origin/source",
	"args": {"setting": "theKey"},
}}

_switch(name, value) := {
	"kind": "setting",
	"point": "config",
	"setting": {"name": name, "value": value, "key": "theKey", "origin": {"source": "user"}},
}

_on := {
	"auto_connect": true,
	"enable_all_project_servers": true,
	"discover_servers": ["claude-desktop"],
	"enable_project_servers": ["*"],
}

test_ask_enabled_unseen[name][profile] if {
	some name, value in _on
	some profile in {"personal", "team"}
	fixtures.ask(rule) == _unseen("theKey") with input as _switch(name, value) with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as _switch(name, value) with data.settings as fixtures.settings[profile]
	fixtures.allow(rule) == set() with input as _switch(name, value)
}

test_deny_enabled_unseen[name] if {
	some name, value in _on
	fixtures.deny(rule) == _unseen("theKey") with input as _switch(name, value) with data.settings as fixtures.settings.managed
}

test_deny_enabled_unseen_by_profile[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _unseen("theKey") with input as _switch("auto_connect", true)
		with data.settings as fixtures.settings[profile]
}

test_deny_value_unclear[name] if {
	some name, value in {"object": {"first": "github"}, "text": "false", "null": null, "zero": 0, "prefix": ["team-*"], "star among names": ["github", "*"], "number": [1]}
	fixtures.deny(rule) == _unseen("theKey") with input as _switch("enable_project_servers", value)
		with data.settings as fixtures.settings.managed
}

test_ask_project_names_its_own[name] if {
	whole := _switch("enable_project_servers", ["github"])
	some name, event in {
		"project": object.union(whole, {"setting": {"origin": {"source": "project"}}}),
		"source missing": json.remove(whole, ["/setting/origin/source"]),
		"origin missing": json.remove(whole, ["/setting/origin"]),
	}
	fixtures.ask(rule) == _unseen("theKey") with input as event with data.settings as fixtures.settings.personal
	fixtures.allow(rule) == set() with input as event
}

test_allow_selection_kept[name] if {
	some name, event in {
		"off": _switch("auto_connect", false),
		"all off": _switch("enable_all_project_servers", false),
		"nothing discovered": _switch("discover_servers", []),
		"by name": _switch("enable_project_servers", ["github", "files"]),
		"project servers off": _switch("enable_project_servers", false),
		"no project servers": _switch("enable_project_servers", []),
	}
	fixtures.allow(rule) == _kept with input as event with data.settings as fixtures.settings.managed
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

test_deny_value_missing if {
	event := json.remove(_switch("auto_connect", false), ["/setting/value"])
	fixtures.deny(rule) == _unseen("theKey") with input as event with data.settings as fixtures.settings.managed
	fixtures.allow(rule) == set() with input as event
}

test_deny_key_missing if {
	event := json.remove(_switch("auto_connect", true), ["/setting/key"])
	fixtures.deny(rule) == _unseen("auto_connect") with input as event with data.settings as fixtures.settings.managed
}

# Without a name no clause calls the setting intended, and main denies what no clause covers.
test_deny_name_missing if {
	event := json.remove(_switch("auto_connect", false), ["/setting/name"])
	fixtures.allow(rule) == set() with input as event
}

test_deny_agent if {
	event := object.union(_switch("auto_connect", false), {"setting": {"origin": {"source": "agent"}}})
	fixtures.deny(rule) == _by_agent with input as event
}

test_deny_agent_key_missing if {
	event := object.union(_switch("auto_connect", false), {"setting": {"origin": {"source": "agent"}}})
	reasons := {object.union(reason, {"args": {"setting": "auto_connect"}}) | some reason in _by_agent}
	fixtures.deny(rule) == reasons with input as json.remove(event, ["/setting/key"])
}

test_deny_agent_name_missing if {
	event := object.union(_switch("auto_connect", false), {"setting": {"origin": {"source": "agent"}}})
	reasons := {object.union(reason, {"args": {"setting": ""}}) | some reason in _by_agent}
	fixtures.deny(rule) == reasons with input as json.remove(event, ["/setting/key", "/setting/name"])
}

test_allow_other_setting if {
	(fixtures.deny(rule) | fixtures.ask(rule)) == set() with input as fixtures.setting
	fixtures.allow(rule) == set() with input as fixtures.setting
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_switch("auto_connect", true), {"kind": "session"})
