# METADATA
# title: Requests stay out of places that trust whoever asks
# description: >-
#   Some addresses answer anybody who can reach them: a machine's own services, the network behind the firewall, the
#   service that hands out a cloud machine's credentials. A server reaches them with its own rights, not the caller's.
# custom:
#   clause: network_access
#   also: [server/validate_input, operator/restrict_access]
#   spec: 2026-07-28 security_best_practices#server-side-request-forgery-ssrf
package mcp.behavior.network_access.reserved_address

import data.mcp.lib.argument_values
import data.mcp.lib.arguments
import data.mcp.lib.network

# METADATA
# title: Address hands out credentials
# description: >-
#   The URL leads, by itself or by what its name resolved to, to the address at which cloud machines and containers get
#   their own credentials. No grant covers it.
# custom:
#   short_name: metadata_address
#   severity: critical
#   responsible: server_developer
#   remedy: Refuse such addresses in the server, after resolving the name; let the platform demand a token for them.
#   spec: 2026-07-28 security_best_practices#server-side-request-forgery-ssrf
_metadata contains {
	"code": "network_access.metadata_address",
	"pointer": object.get(url, "pointer", "/facts/urls"),
	"args": {"host": object.get(url, "host", "")},
} if {
	some url in network.addressed
	network.standing(url) == "metadata"
}

# A server puts the scheme before it.
_metadata contains {
	"code": "network_access.metadata_address",
	"pointer": fact.pointer,
	"args": {"host": host},
} if {
	input.kind == "tool_call"
	some fact in arguments.described
	some list in ["machine", "operand", "address"]
	arguments.says(fact, list)
	some host, _ in data.tables.network_schemes.metadata_hosts
	regex.match(`^(//)?[0-9a-z.:\[\]-]+(/|$)`, lower(argument_values.text(fact)))
	_host_is(trim_prefix(lower(argument_values.text(fact)), "//"), host)
}

_host_is(text, host) if text == host

_host_is(text, host) if {
	some after in {":", "/", "?", "./"}
	startswith(text, $"{host}{after}")
}

on.fetch.deny contains reason if some reason in _metadata

on.tool_call.deny contains reason if some reason in _metadata

on.resource_read.deny contains reason if some reason in _metadata

on.connection.deny contains reason if some reason in _metadata

# METADATA
# title: Address belongs to no host
# description: >-
#   The URL leads to a link-local, unspecified or reserved address, or its class is not known. Such addresses reach the
#   machine itself or its neighbors past rules that look for private ones.
# custom:
#   short_name: reserved_address
#   severity: high
#   responsible: server_developer
#   remedy: Refuse such addresses in the server; if it is meant, grant the exact origin.
#   spec: 2026-07-28 security_best_practices#server-side-request-forgery-ssrf
_reserved contains {
	"code": "network_access.reserved_address",
	"pointer": object.get(url, "pointer", "/facts/urls"),
	"args": {"host": object.get(url, "host", "")},
} if {
	some url in network.addressed
	network.standing(url) == "forbidden"
}

on.fetch.deny contains reason if some reason in _reserved

on.tool_call.deny contains reason if some reason in _reserved

on.resource_read.deny contains reason if some reason in _reserved

# METADATA
# title: Address is inside the private network
# description: The URL leads to this machine or its private network, where services often trust whoever can reach them.
# custom:
#   short_name: internal_address
#   severity: medium
#   responsible: operator
#   remedy: If the server should reach it, write its origin out in the server's network grant.
#   spec: 2026-07-28 security_best_practices#server-side-request-forgery-ssrf
_internal contains {
	"topic": "internal_network",
	"code": "network_access.internal_address",
	"pointer": object.get(url, "pointer", "/facts/urls"),
	"args": {"host": object.get(url, "host", "")},
} if {
	some url in network.addressed
	network.inward(url)
}

on.fetch.weigh contains reason if some reason in _internal

on.tool_call.weigh contains reason if some reason in _internal

on.resource_read.weigh contains reason if some reason in _internal
