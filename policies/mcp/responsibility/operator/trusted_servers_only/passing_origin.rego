# METADATA
# title: Remote servers have a lasting name
# description: >-
#   A URL names a server for as long as the same people answer there. The host of a tunnel and a bare address are passed
#   on to somebody else when their holder lets go.
# custom:
#   clause: operator/trusted_servers_only
#   also: [client_trusts_server]
package mcp.responsibility.operator.trusted_servers_only.passing_origin

import data.mcp.lib.grants
import data.mcp.lib.inbound

# METADATA
# title: Server is at the end of a tunnel
# description: The host belongs to a service that forwards to anybody's machine, under a name that the next customer may get.
# custom:
#   short_name: tunnel
#   severity: medium
#   responsible: operator
#   remedy: Give the server a host of its own; or name its URL under servers in mcp-trust.yaml if you know who holds it.
#   also: [client_trusts_server]
on.connection.weigh contains {
	"topic": "passing_origin",
	"code": "operator/trusted_servers_only.tunnel",
	"pointer": url.pointer,
	"args": {"host": url.host},
} if {
	some url in _urls
	_tunnelled(url.host)
	not _vouched
}

# METADATA
# title: Anybody may run the server
# description: >-
#   The host belongs to a platform on which anybody gets a name for a program of their own, and the entry shows the server
#   no credential; so nothing says who runs it, or that it knows whom it serves.
# custom:
#   short_name: shared_host
#   severity: low
#   responsible: operator
#   remedy: Find out who runs it; if you trust them, name its URL under servers in mcp-trust.yaml.
on.connection.weigh contains {
	"topic": "shared_host",
	"code": "operator/trusted_servers_only.shared_host",
	"pointer": url.pointer,
	"args": {"host": url.host},
} if {
	some url in _urls
	_shared(url.host)
	not _credentialed
	not _vouched
}

# METADATA
# title: Server is a bare address
# description: The URL has a public IP address in place of a name, or nobody says which; whose machine that is cannot be told.
# custom:
#   short_name: bare_address
#   severity: medium
#   responsible: operator
#   remedy: Use the server's name; or name its URL under servers in mcp-trust.yaml if the address is yours.
#   also: [client_trusts_server]
on.connection.weigh contains {
	"topic": "passing_origin",
	"code": "operator/trusted_servers_only.bare_address",
	"pointer": url.pointer,
	"args": {"host": object.get(url, "host", "")},
} if {
	some url in _urls
	not _lasting(url)
	not _vouched
}

_lasting(url) if url.address_class in {"name", "loopback", "private", "link_local", "unspecified"}

# Where the server is: the URL of a remote entry, and those that a bridge is told to connect to.
_urls contains url if {
	not inbound.connection
	some url in input.facts.urls
	url.pointer == "/server/url"
}

_urls contains url if {
	lower(input.server.package.name) in data.tables.bridges.packages
	some url in input.facts.urls
	startswith(url.pointer, "/server/args/")
}

_tunnelled(host) if {
	labels := split(trim_suffix(lower(host), "."), ".")
	some index, _ in labels
	data.tables.tunnel_domains[concat(".", array.slice(labels, index, count(labels)))]
}

# The platform's own name is nobody else's.
_shared(host) if {
	labels := split(trim_suffix(lower(host), "."), ".")
	some index, _ in labels
	index > 0
	data.tables.shared_hosting[concat(".", array.slice(labels, index, count(labels)))]
}

_credentialed if count(input.server.header_names) > 0

_credentialed if {
	some argument in input.server.args
	argument in {"--header", "-H"}
}

_vouched if grants.admits(data.settings.servers[input.server.name].match)
