package mcp.responsibility.server.access_control.callers_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound_test as requests
import data.mcp.responsibility.server.access_control.callers as rule

_unauthenticated(address) := {{"code": "server/access_control.unauthenticated", "pointer": "/http", "args": {"address": address}}}

_allowed(name) := {{"code": $"server/access_control.{name}", "pointer": "/http", "args": {}}}

_required := {{"code": "server/access_control.principal_required", "pointer": "/principal", "args": {"server": "files"}}}

_requiring := {"profile": "personal", "servers": {"files": {"access": {"required": true}}}}

_stranger := json.remove(requests.remote, ["/principal", "/http/authenticated"])

_calls := {"session", "tool_list", "tool_call", "resource_list", "resource_read", "prompt_list", "prompt_get"}

test_allow_local if {
	fixtures.allow(rule) == _allowed("local_caller") with input as requests.local
	fixtures.deny(rule) == set() with input as requests.local
}

test_allow_authenticated if {
	fixtures.allow(rule) == _allowed("authenticated") with input as requests.remote
	fixtures.deny(rule) == set() with input as requests.remote
}

test_deny_stranger if {
	fixtures.deny(rule) == _unauthenticated("203.0.113.9") with input as _stranger
	fixtures.allow(rule) == set() with input as _stranger
}

# The server of this machine, offered to the internet by a tunnel.
test_deny_forwarded if {
	event := object.union(requests.local, {"http": {"header_names": ["host", "x-forwarded-for"]}})
	fixtures.deny(rule) == _unauthenticated("127.0.0.1") with input as event
	fixtures.allow(rule) == set() with input as event
}

test_deny_local_missing[pointer] if {
	some pointer in {
		"/facts", "/facts/http", "/facts/http/bind_class", "/facts/http/remote_class", "/http/header_names",
	}
	fixtures.deny(rule) == _unauthenticated("127.0.0.1") with input as json.remove(requests.local, [pointer])
}

test_deny_request_missing if {
	fixtures.deny(rule) == _unauthenticated("") with input as object.remove(requests.local, ["http"])
	fixtures.deny(rule) == _unauthenticated("203.0.113.9") with input as json.remove(_stranger, ["/http/direction"])
}

# A connection that a client opens is no caller.
test_allow_outbound[name] if {
	some name, event in {
		"entry": fixtures.remote,
		"program": fixtures.connection,
		"request": object.union(requests.local, {"point": "client", "http": {"direction": "outbound"}}),
	}
	fixtures.deny(rule) | fixtures.allow(rule) == set() with input as event
}

test_deny_principal_required[kind][point] if {
	some kind in _calls
	some point in {"server", "proxy"}
	event := object.union(fixtures.tool_call, {"kind": kind, "point": point})
	fixtures.deny(rule) == _required with input as event with data.settings as _requiring
	fixtures.deny(rule) == _required with input as object.remove(event, ["point"]) with data.settings as _requiring
}

test_deny_principal_required_of_local if {
	fixtures.deny(rule) == _required with input as requests.local with data.settings as _requiring
}

test_deny_principal_unnamed[id] if {
	some id in {"", null, false}
	event := object.union(fixtures.tool_call, {"point": "server", "principal": {"id": id}})
	fixtures.deny(rule) == _required with input as event with data.settings as _requiring
}

test_allow_principal[kind] if {
	some kind in _calls
	event := object.union(fixtures.tool_call, {"kind": kind, "point": "server", "principal": {"id": "ana"}})
	fixtures.deny(rule) == set() with input as event with data.settings as _requiring
	fixtures.deny(rule) == set() with input as requests.remote with data.settings as _requiring
}

test_allow_not_required[name] if {
	some name, settings in {
		"unsaid": {"profile": "personal"},
		"off": {"profile": "personal", "servers": {"files": {"access": {"required": false}}}},
		"other server": {"profile": "personal", "servers": {"other": {"access": {"required": true}}}},
	}
	event := object.union(fixtures.tool_call, {"point": "server"})
	fixtures.deny(rule) == set() with input as event with data.settings as settings
}

test_allow_where_access_is_nobodys_business[point] if {
	some point in {"client", "config"}
	fixtures.deny(rule) == set() with input as object.union(fixtures.tool_call, {"point": point}) with data.settings as _requiring
}

# What a server itself asks for over HTTP is no call of it.
test_allow_outbound_where_required if {
	event := object.union(requests.local, {"http": {"direction": "outbound"}})
	fixtures.deny(rule) == set() with input as event with data.settings as _requiring
}
