package mcp.responsibility.client.consent.standing_approvals_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.consent.standing_approvals as rule

_reason(name, pointer, args) := {{"code": $"client/consent.{name}", "pointer": pointer, "args": args}}

_everything := _reason("approves_everything", "/setting/value", {"setting": "alwaysAllow"})

_named := _reason("approves_named", "/setting/value", {})

_others := _reason("approval_by_others", "/setting/origin/source", {"setting": "alwaysAllow"})

_set(name, value) := {
	"kind": "setting",
	"point": "config",
	"setting": {"name": name, "value": value, "key": "alwaysAllow", "origin": {"source": "user"}},
}

_wide := {
	"all tools": ["auto_approve_tools", ["*"]],
	"all of a server": ["auto_approve_tools", ["github:*"]],
	"pattern among names": ["auto_approve_tools", ["list_directory", "notes_*"]],
	"regular expression": ["auto_approve_tools", ["^.+"]],
	"nameless": ["auto_approve_tools", [""]],
	"not a name": ["auto_approve_tools", [1]],
	"switch": ["auto_approve_tools", true],
	"text": ["auto_approve_tools", "all"],
	"trusted server": ["trust_server", true],
	"trusted servers by name": ["trust_server", ["github"]],
	"no questions": ["bypass_permissions", true],
	"sandbox": ["sandbox_auto_approve", true],
}

test_ask_everything[name] if {
	some name, row in _wide
	event := _set(row[0], row[1])
	fixtures.ask(rule) == _everything with input as event with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
	fixtures.allow(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_deny_everything[name] if {
	some name, row in _wide
	fixtures.deny(rule) == _everything with input as _set(row[0], row[1]) with data.settings as fixtures.settings.managed
}

test_ask_everything_team if {
	fixtures.ask(rule) == _everything with input as _set("trust_server", true) with data.settings as fixtures.settings.team
}

test_deny_everything_by_profile[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _everything with input as _set("trust_server", true) with data.settings as fixtures.settings[profile]
}

test_allow_named[name] if {
	some name, row in {
		"reading tools": ["auto_approve_tools", ["list_directory", "codebase_search", "typescript_check"]],
		"no tools": ["auto_approve_tools", []],
		"off": ["trust_server", false],
		"asking": ["bypass_permissions", false],
	}
	fixtures.allow(rule) == _named with input as _set(row[0], row[1]) with data.settings as fixtures.settings.managed
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _set(row[0], row[1]) with data.settings as fixtures.settings.managed
}

_from(source) := object.union(_set("auto_approve_tools", ["list_directory"]), {"setting": {"origin": {"source": source}}})

test_ask_approval_by_others[source] if {
	some source in {"project", "deep_link", "agent"}
	fixtures.ask(rule) == _others with input as _from(source) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _from(source) with data.settings as fixtures.settings.personal
}

test_deny_approval_by_others[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _others with input as _from("project") with data.settings as fixtures.settings[profile]
}

test_allow_own_approval[source] if {
	some source in {"user", "managed"}
	fixtures.ask(rule) == set() with input as _from(source) with data.settings as fixtures.settings.personal
}

test_allow_off_by_others if {
	event := object.union(_set("trust_server", false), {"setting": {"origin": {"source": "project"}}})
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_deny_origin_missing[pointer] if {
	some pointer in {"/setting/origin", "/setting/origin/source"}
	fixtures.deny(rule) == _others with input as json.remove(_from("user"), [pointer])
}

test_deny_value_missing if {
	event := json.remove(_set("trust_server", false), ["/setting/value"])
	fixtures.deny(rule) == _everything with input as event
	fixtures.allow(rule) == set() with input as event
}

test_deny_key_missing if {
	event := json.remove(_set("trust_server", true), ["/setting/key"])
	fixtures.deny(rule) == _reason("approves_everything", "/setting/value", {"setting": "trust_server"}) with input as event
}

# Without a name no clause calls the setting intended, and main denies what no clause covers.
test_deny_name_missing if {
	fixtures.allow(rule) == set() with input as json.remove(_set("trust_server", false), ["/setting/name"])
}

test_allow_other_setting if fixtures.deny(rule) == set() with input as _set("auto_connect", true)

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_set("trust_server", true), {"kind": "session"})
