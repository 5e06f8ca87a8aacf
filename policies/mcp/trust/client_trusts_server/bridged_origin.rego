# METADATA
# title: A bridged server is known by a protected origin
# description: >-
#   A bridge is a local program that speaks for a remote server. Who that server is depends on the URL among its
#   arguments, as it would on the URL of a remote entry.
# custom:
#   clause: client_trusts_server
#   also: [operator/trusted_servers_only]
package mcp.trust.client_trusts_server.bridged_origin

# METADATA
# title: Bridge leads to a server without protected origin
# description: >-
#   The entry starts a bridge to a remote server over a plain-text connection: anybody on the way can be the server.
# custom:
#   short_name: bridge_unprotected
#   severity: high
#   responsible: operator
#   remedy: Use the https URL of the server.
on.connection.deny contains {
	"code": "client_trusts_server.bridge_unprotected",
	"pointer": object.get(url, "pointer", "/server/args"),
	"args": {"host": object.get(url, "host", "")},
} if {
	lower(input.server.package.name) in data.tables.bridges.packages
	some url in input.facts.urls
	not _harmless(url)
}

_harmless(url) if url.scheme in {"https", "wss"}

_harmless(url) if url.address_class in {"loopback", "private", "unspecified"}
