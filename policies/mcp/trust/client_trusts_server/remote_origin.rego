# METADATA
# title: A remote server is known by a protected origin
# description: >-
#   A URL is a transport fact only while nobody on the way can answer in the server's place: https, or a connection
#   that never leaves this machine.
# custom:
#   clause: client_trusts_server
#   also: [operator/trusted_servers_only]
package mcp.trust.client_trusts_server.remote_origin

import data.mcp.lib.inbound
import data.mcp.lib.origins

# METADATA
# title: Remote server has a protected origin
# description: The server's URL is https or wss, or the connection stays on this machine.
# custom:
#   short_name: origin_protected
#   severity: info
#   responsible: operator
on.connection.allow contains {
	"code": "client_trusts_server.origin_protected",
	"pointer": "/server/url",
	"args": {"host": origins.host},
} if {
	_remote
	origins.protected
}

# METADATA
# title: Connection within the local network is not encrypted
# description: Every device in the network can read and change what client and server say to each other.
# custom:
#   short_name: transport_unencrypted
#   severity: medium
#   responsible: operator
#   remedy: Serve it over https, or reach it through a tunnel that ends on this machine.
on.connection.weigh contains {
	"topic": "unprotected_transport",
	"code": "client_trusts_server.transport_unencrypted",
	"pointer": "/server/url",
	"args": {"host": origins.host},
} if {
	_remote
	not origins.protected
	origins.nearby
}

# METADATA
# title: Remote server has no protected origin
# description: >-
#   The URL is missing, unreadable, or a plain-text connection across the internet: anybody on the way can be the
#   server.
# custom:
#   short_name: transport_unprotected
#   severity: high
#   responsible: operator
#   fix: use_tls
#   remedy: Use the https URL of the server.
on.connection.deny contains {
	"code": "client_trusts_server.transport_unprotected",
	"pointer": "/server/url",
	"args": {},
} if {
	_remote
	not origins.protected
	not origins.nearby
	not origins.referenced
}

# METADATA
# title: The environment decides which server this is
# description: >-
#   The URL, or the host in it, is a reference to a variable, so the entry does not say which origin it is, or whether
#   that is protected.
# custom:
#   short_name: origin_by_reference
#   severity: low
#   responsible: operator
#   remedy: Write the scheme and host into the entry, and refer to variables only in the rest.
on.connection.weigh contains {
	"topic": "widened_environment",
	"code": "client_trusts_server.origin_by_reference",
	"pointer": "/server/url",
	"args": {},
} if {
	_remote
	not origins.protected
	not origins.nearby
	origins.referenced
}

_remote if {
	input.server.transport in {"http", "sse", "ws"}
	not inbound.connection
}
