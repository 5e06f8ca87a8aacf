package mcp.behavior.network_access.granted_destination_test

import data.mcp.behavior.network_access.granted_destination as rule
import data.mcp.behavior.network_access.reserved_address
import data.mcp.lib.fixtures_test as fixtures

_at(pointer) := {
	"pointer": pointer,
	"scheme": "https",
	"host": "api.example.com",
	"port": null,
	"origin": "https://api.example.com",
	"address_class": "name",
	"whole": true,
}

_call := {
	"kind": "tool_call",
	"server": {"name": "web"},
	"tool": {"name": "fetch"},
	"arguments": {"url": "https://api.example.com/"},
	"facts": {"tool_words": ["fetch"], "urls": [_at("/arguments/url")]},
}

_fetch := {
	"kind": "fetch",
	"server": {"name": "web"},
	"fetch": {"url": "https://api.example.com/", "purpose": "tool"},
	"facts": {"urls": [_at("/fetch/url")]},
}

_events := {"/arguments/url": _call, "/fetch/url": _fetch}

_reason(name, pointer) := {{"code": $"network_access.{name}", "pointer": pointer, "args": {"host": "api.example.com"}}}

_granting(profile, allow) := {"profile": profile, "servers": {"web": {"grants": {"network": {"allow": allow}}}}}

_all(settings, event) := [deny, ask, allow] if {
	deny := fixtures.deny(rule) with input as event with data.settings as settings
	ask := fixtures.ask(rule) with input as event with data.settings as settings
	allow := fixtures.allow(rule) with input as event with data.settings as settings
}

test_allow_granted[pointer] if {
	some pointer, event in _events
	_all(_granting("managed", ["api.example.com"]), event) == [set(), set(), _reason("granted", pointer)]
}

test_deny_outside[pointer] if {
	some pointer, event in _events
	_all(_granting("personal", ["https://other.example.com"]), event) == [_reason("outside_grant", pointer), set(), set()]
}

test_allow_ungranted_personal if {
	_all(fixtures.settings.personal, _call) == [set(), set(), set()]
	_all(fixtures.settings.personal, _fetch) == [set(), set(), _reason("reached", "/fetch/url")]
}

test_ask_ungranted_team[pointer] if {
	some pointer, event in _events
	_all(fixtures.settings.team, event) == [set(), _reason("no_grant", pointer), set()]
}

test_deny_ungranted[profile][pointer] if {
	some profile in fixtures.strict
	some pointer, event in _events
	_all(fixtures.settings[profile], event) == [_reason("no_grant", pointer), set(), set()]
}

test_allow_configured_server if {
	event := object.union(_fetch, {"facts": {"urls": [_at("/fetch/url"), _at("/server/url")]}})
	_all(_granting("managed", []), event) == [set(), set(), _reason("configured_server", "/fetch/url")]
}

test_deny_running_code_is_not_network_access[name] if {
	some name, event in {
		"words are no list": object.union(_call, {"facts": {"tool_words": {}}}),
		"executing": object.union(_call, {"facts": {"tool_words": ["run", "script"]}}),
		"words missing": json.remove(_call, ["/facts/tool_words"]),
	}
	_all(_granting("managed", ["*"]), event) == [set(), set(), set()]
}

test_deny_fact_incomplete[name] if {
	some name in {"pointer", "scheme", "whole", "origin"}
	event := json.remove(_call, [$"/facts/urls/0/{name}"])
	count(fixtures.deny(rule)) == 1 with input as event with data.settings as _granting("personal", ["https://other.example.com"])
}

# Another rule of the clause denies in place of this one.
test_deny_class_missing if {
	event := json.remove(_call, ["/facts/urls/0/address_class"])
	settings := _granting("personal", ["https://other.example.com"])
	_all(settings, event) == [set(), set(), set()]
	count(fixtures.deny(reserved_address)) == 1 with input as event with data.settings as settings
}

test_deny_host_missing if {
	event := json.remove(_call, ["/facts/urls/0/host"])
	reason := {{"code": "network_access.outside_grant", "pointer": "/arguments/url", "args": {"host": ""}}}
	_all(_granting("personal", ["api.example.com"]), event) == [reason, set(), set()]
}

test_allow_other_kind if {
	_all(_granting("managed", []), object.union(_call, {"kind": "tool_result"})) == [set(), set(), set()]
}
