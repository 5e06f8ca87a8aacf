# METADATA
# title: Servers listen where they are needed
# description: A server for programs of one machine listens on loopback. One that listens everywhere is everybody's unless it authenticates.
# custom:
#   clause: server/least_privilege
package mcp.responsibility.server.least_privilege.listener

import data.mcp.lib.inbound

# METADATA
# title: Listener is open to everybody
# description: The server takes requests from beyond this machine, or from nobody knows where, and this one did not have to authenticate.
# custom:
#   short_name: exposed_listener
#   severity: high
#   responsible: server_developer
#   remedy: Bind to 127.0.0.1, or authenticate every request.
#   also: [server/access_control]
#   spec: 2026-07-28 basic/transports/streamable-http#security-&-endpoint
on.connection.deny contains {
	"code": "server/least_privilege.exposed_listener",
	"pointer": "/http/bind_address",
	"args": {"address": object.get(input, ["http", "bind_address"], "")},
} if {
	inbound.request
	not inbound.authenticated
	not inbound.contained
}

# METADATA
# title: Server is told to listen everywhere
# description: An argument makes the server listen on every address of the machine; all its networks can then reach it.
# custom:
#   short_name: listens_everywhere
#   severity: medium
#   responsible: operator
#   remedy: Name 127.0.0.1 in place of the address for all, or put the server behind something that authenticates.
#   spec: 2026-07-28 basic/transports/streamable-http#security-&-endpoint
on.connection.weigh contains {
	"topic": "excessive_scope",
	"code": "server/least_privilege.listens_everywhere",
	"pointer": $"/server/args/{index}",
	"args": {"argument": input.server.args[index]},
} if {
	some index in _everywhere
	not _inside_container
}

# What listens inside a container is reached through the ports that are published.
_inside_container if input.facts.launch.container.host_namespaces == []

_everywhere contains index + 1 if {
	some index, option in input.server.args
	_option(option)
	_any_address(input.server.args[index + 1])
}

_everywhere contains index if {
	some index, argument in input.server.args
	startswith(argument, "-")
	parts := split(argument, "=")
	_option(parts[0])
	_any_address(parts[1])
}

_option(text) if {
	startswith(text, "-")
	data.tables.listen_options[trim_left(lower(text), "-")]
}

# Without its scheme, and of the rest what is before a port.
_any_address(text) if {
	parts := split(text, "://")
	address := parts[count(parts) - 1]
	some any in ["0.0.0.0", "[::]", "*"]
	trim_right(trim_suffix(address, "/"), "0123456789") in {any, $"{any}:"}
}

_any_address(text) if text in {"::", "0.0.0.0", "0"}
