package mcp.lib.inbound_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound

# A browser's page or a program of this machine that speaks to a server on it.
local := {
	"kind": "connection",
	"point": "server",
	"server": {"name": "files", "transport": "http"},
	"http": {
		"direction": "inbound",
		"host": "localhost:3000",
		"bind_address": "127.0.0.1",
		"remote_address": "127.0.0.1",
		"header_names": ["host", "accept"],
	},
	"facts": {"http": {
		"bind_class": "loopback",
		"remote_class": "loopback",
		"host_class": "loopback",
		"host_name": "localhost",
	}},
}

# A client somewhere, known to a server that everybody reaches.
remote := {
	"kind": "connection",
	"point": "server",
	"server": {"name": "files", "transport": "http"},
	"principal": {"id": "ana"},
	"http": {
		"direction": "inbound",
		"host": "mcp.example.com",
		"bind_address": "0.0.0.0",
		"remote_address": "203.0.113.9",
		"authenticated": true,
		"allowed_hosts": ["mcp.example.com"],
		"header_names": ["host", "authorization"],
	},
	"facts": {"http": {
		"bind_class": "unspecified",
		"remote_class": "public",
		"host_class": "name",
		"host_name": "mcp.example.com",
		"host_allowed": true,
	}},
}

test_allow_request[name] if {
	some name, event in {
		"inbound": local,
		"direction missing": json.remove(local, ["/http/direction"]),
		"http null": object.union(local, {"http": null}),
		"nothing said about HTTP": object.remove(local, ["http"]),
		"call": object.union(fixtures.tool_call, {"http": {"direction": "inbound"}}),
	}
	inbound.request with input as event
}

test_deny_request[name] if {
	some name, event in {
		"outbound": object.union(local, {"http": {"direction": "outbound"}}),
		"over stdio": json.remove(object.union(local, {"server": {"transport": "stdio"}}), ["/http"]),
		"entry of a client": fixtures.remote,
		"call": fixtures.tool_call,
	}
	not inbound.request with input as event
}

test_allow_connection[point] if {
	some point in {"server", "proxy"}
	inbound.connection with input as object.union(local, {"point": point})
}

# Without one of these it may be a server that a client is about to trust.
test_deny_connection_missing[pointer] if {
	some pointer in {"/kind", "/point", "/http", "/http/direction"}
	not inbound.connection with input as json.remove(local, [pointer])
}

test_deny_connection[name] if {
	some name, change in {
		"outbound": {"http": {"direction": "outbound"}},
		"in a file": {"point": "config"},
		"in a client": {"point": "client"},
		"call": {"kind": "tool_call"},
	}
	not inbound.connection with input as object.union(local, change)
}

test_allow_authenticated[name] if {
	some name, event in {
		"both": remote,
		"principal": json.remove(remote, ["/http/authenticated"]),
		"said so": object.remove(remote, ["principal"]),
	}
	inbound.authenticated with input as event
}

test_deny_authenticated[name] if {
	some name, change in {
		"nobody": {},
		"refused": {"http": {"authenticated": false}},
		"no boolean": {"http": {"authenticated": "true"}},
		"nameless": {"principal": {"id": ""}},
		"null": {"principal": {"id": null}},
		"list": {"principal": {"id": ["ana"]}},
	}
	not inbound.authenticated with input as object.union(local, change)
}

test_allow_local if inbound.local with input as local

test_deny_local_missing[pointer] if {
	some pointer in {
		"/facts", "/facts/http", "/facts/http/bind_class", "/facts/http/remote_class", "/http", "/http/header_names",
	}
	not inbound.local with input as json.remove(local, [pointer])
}

test_deny_local[name] if {
	some name, change in {
		"object of names": {"http": {"header_names": {"first": "host"}}},
		"listens everywhere": {"facts": {"http": {"bind_class": "unspecified"}}},
		"caller elsewhere": {"facts": {"http": {"remote_class": "private"}}},
		"forwarded": {"http": {"header_names": ["host", "X-Forwarded-For"]}},
		"no name": {"http": {"header_names": [null]}},
		"no list": {"http": {"header_names": {"host": true}}},
	}
	not inbound.local with input as object.union(local, change)
}

test_allow_texts if {
	inbound.host == "localhost:3000" with input as local
	inbound.remote == "127.0.0.1" with input as local
}

test_allow_texts_missing if {
	inbound.host == "" with input as {}
	inbound.remote == "" with input as {}
}

# A call over stdio or HTTP says so itself; only a connection is a request whatever it says.
test_deny_request_undescribed_in_other_kinds[kind] if {
	some kind in {"tool_call", "session"}
	not inbound.request with input as object.union(object.remove(local, ["http"]), {"kind": kind})
}
