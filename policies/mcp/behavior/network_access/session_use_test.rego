package mcp.behavior.network_access.session_use_test

import data.mcp.behavior.network_access.session_use as rule
import data.mcp.lib.fixtures_test as fixtures

_use := {{"code": "network_access.session_use", "pointer": "/session/action", "args": {}}}

_event(action) := {
	"kind": "session",
	"point": "server",
	"server": {"name": "crm", "transport": "http"},
	"principal": {"id": "ana"},
	"session": {"action": action, "owner": "ana"},
}

_required := {"profile": "managed", "servers": {"crm": {"access": {"required": true}}}}

test_allow_owner[action] if {
	some action in {"issued", "opened", "message", "resumed", "closed"}
	fixtures.allow(rule) == _use with input as _event(action) with data.settings as _required
}

test_allow_local if {
	event := {
		"kind": "session",
		"point": "client",
		"server": {"name": "files", "transport": "stdio"},
		"session": {"action": "opened"},
	}
	fixtures.allow(rule) == _use with input as event with data.settings as fixtures.settings.managed
}

test_allow_unbound[name] if {
	event := json.remove(_event("message"), ["/session/owner"])
	some name, row in {
		"principal known": [event, _required],
		"nobody must be": [json.remove(event, ["/principal"]), fixtures.settings.managed],
		"client": [object.union(json.remove(event, ["/principal"]), {"point": "client"}), _required],
	}
	fixtures.allow(rule) == _use with input as row[0] with data.settings as row[1]
}

test_deny_other_principal if {
	fixtures.allow(rule) == set() with input as object.union(_event("message"), {"principal": {"id": "eve"}})
}

test_deny_field_missing[pointer] if {
	some pointer in {"/principal", "/principal/id", "/session", "/session/action"}
	fixtures.allow(rule) == set() with input as json.remove(_event("message"), [pointer])
}

test_deny_nobody_known if {
	event := json.remove(_event("message"), ["/principal", "/session/owner"])
	fixtures.allow(rule) == set() with input as event with data.settings as _required
	fixtures.allow(rule) == set() with input as json.remove(event, ["/point"]) with data.settings as _required
	fixtures.allow(rule) == set() with input as json.remove(event, ["/server"]) with data.settings as _required
}

test_deny_unknown_action if {
	fixtures.allow(rule) == set() with input as _event("forked")
}
