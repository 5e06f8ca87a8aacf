package mcp.responsibility.client.sandbox.sandbox_limits_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.sandbox.sandbox_limits as rule

_enforcing(parts) := object.union(fixtures.connection, {
	"point": "client",
	"client": {"sandbox": {"kind": "bubblewrap", "available": true, "enforces": parts}},
})

_starting := _enforcing(["files", "network"])

_without := object.union(fixtures.connection, {
	"point": "client",
	"client": {"sandbox": {
		"kind": "bubblewrap",
		"available": false,
		"unavailable_because": "other_platform",
		"enforces": [],
	}},
})

_granting(profile, allowed) := {"profile": profile, "servers": {"files": {"grants": {"network": {"allow": allowed}}}}}

_open_hosts := {{"code": "client/sandbox.unenforced_hosts", "pointer": "/server", "args": {"server": "files"}}}

_unconfined(because) := {{
	"code": "client/sandbox.cannot_confine",
	"pointer": "/server",
	"args": {"server": "files", "because": because},
}}

_trace := {{"type": "log", "message_code": "client/sandbox.cannot_confine"}}

_silent(event, settings) if {
fixtures.deny(rule) |
	fixtures.ask(rule) == set() with input as event with data.settings as settings
	fixtures.oblige(rule) == set() with input as event with data.settings as settings
}

test_ask_hosts_in_a_fleet if {
	fixtures.ask(rule) == _open_hosts with input as _starting with data.settings as _granting("managed", ["api.example.com"])
}

test_allow_hosts_elsewhere[profile] if {
	some profile in {"personal", "team"}
	_silent(_starting, _granting(profile, ["api.example.com"]))
}

test_allow_hosts_held if {
	_silent(_enforcing(["files", "network", "hosts"]), _granting("managed", ["api.example.com"]))
}

test_allow_no_hosts_to_hold[name] if {
	some name, allowed in {"none": [], "every": ["*", "api.example.com"]}
	_silent(_starting, _granting("managed", allowed))
}

test_deny_in_a_fleet if {
	fixtures.deny(rule) == _unconfined("other_platform") with input as _without with data.settings as _granting("managed", [])
}

test_ask_in_a_team if {
	fixtures.ask(rule) == _unconfined("other_platform") with input as _without with data.settings as _granting("team", [])
}

test_allow_with_a_trace if {
	settings := _granting("personal", [])
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as _without with data.settings as settings
	fixtures.oblige(rule) == _trace with input as _without with data.settings as settings
}

test_allow_confined if _silent(_starting, _granting("managed", []))

test_allow_at_rest if _silent(fixtures.connection, _granting("managed", ["api.example.com"]))

test_allow_without_grants if _silent(_without, {"profile": "managed", "servers": {"files": {}}})

test_allow_elsewhere[name] if {
	some name, event in {"remote": fixtures.remote, "container": fixtures.container}
	started := object.union(event, {"point": "client"})
	_silent(started, {"profile": "managed", "servers": {event.server.name: {"grants": {}}}})
}

test_deny_missing[pointer] if {
	some pointer in {"/client", "/client/sandbox", "/client/sandbox/available", "/client/sandbox/enforces", "/point"}
	event := json.remove(object.union(_starting, {"client": {"sandbox": {"available": pointer != "/point"}}}), [pointer])
	fixtures.deny(rule) == _unconfined("unknown") with input as event with data.settings as _granting("managed", [])
}

test_deny_part_missing[part] if {
	some part in {"files", "network"}
	event := _enforcing([other | some other in ["files", "network", "hosts"]; other != part])
	fixtures.deny(rule) == _unconfined("unknown") with input as event with data.settings as _granting("managed", [])
}

test_deny_name_missing if {
	reasons := {object.union(reason, {"args": {"server": ""}}) | some reason in _unconfined("other_platform")}
	event := json.remove(_without, ["/server/name"])
	fixtures.deny(rule) == reasons with input as event with data.settings as _granting("managed", [])
}

test_deny_elsewhere_missing[name] if {
	events := {
		"transport": json.remove(fixtures.remote, ["/server/transport"]),
		"container": json.remove(fixtures.container, ["/facts/launch/container"]),
	}
	some name, event in events
	started := object.union(event, {"point": "client"})
	settings := {"profile": "managed", "servers": {event.server.name: {"grants": {}}}}
	count(fixtures.deny(rule)) == 1 with input as started with data.settings as settings
}
