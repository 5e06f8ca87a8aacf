# METADATA
# title: Requests that reach a server
# description: >-
#   Tells a request that came in over HTTP from a connection that a client opens, and who sent it. A connection that came
#   in is admitted by who calls and where to, not by which server the client selected.
package mcp.lib.inbound

# METADATA
# description: >-
#   The event comes from an HTTP request to a server, or nobody says that it does not. Rules that demand something of
#   such requests start here.
request if {
	input.http
	not _outbound
}

# A server that speaks HTTP is reached by requests, described or not.
request if {
	input.kind == "connection"
	input.point == "server"
	input.server.transport in {"http", "sse", "ws"}
	not input.http
}

_outbound if input.http.direction == "outbound"

# METADATA
# description: The event is a request to a server for certain, so that it is no server that a client selected. Excuses from admission start here.
connection if {
	input.kind == "connection"
	input.http.direction == "inbound"
	input.point in {"server", "proxy"}
}

# METADATA
# description: Somebody verified who is asking.
authenticated if input.http.authenticated == true

authenticated if identified

# METADATA
# description: It is known who is asking.
identified if {
	is_string(input.principal.id)
	count(input.principal.id) > 0
}

# METADATA
# description: The listener can be reached from this machine alone.
contained if input.facts.http.bind_class == "loopback"

# METADATA
# description: The caller is a program of this machine, on a listener for such programs.
local if {
	contained
	input.facts.http.remote_class == "loopback"
	_direct
}

# Attacker-controlled: behind a tunnel or a proxy on this machine every caller of the internet comes from loopback.
_direct if {
	is_array(input.http.header_names)
	every name in input.http.header_names {
		object.get(data.tables.forwarding_headers, lower(name), false) == false
	}
}

# METADATA
# description: The Host header as sent; empty when there is none, so that no reason falls silent.
host := object.get(input, ["http", "host"], "")

# METADATA
# description: The caller's address; empty when it is not known.
remote := object.get(input, ["http", "remote_address"], "")
