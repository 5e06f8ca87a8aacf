# METADATA
# title: Network access within the grant is intended
# description: >-
#   Servers make HTTP requests, call APIs and interact with remote services. Where to is the operator's to say: the
#   destinations granted to this server in the settings.
# custom:
#   clause: network_access
#   also: [operator/restrict_access]
package mcp.behavior.network_access.granted_destination

import data.mcp.lib.network
import data.mcp.lib.settings

# METADATA
# title: Destination is granted
# description: The operator granted this origin or host to the server.
# custom:
#   short_name: granted
#   severity: info
#   responsible: operator
_granted contains {
	"code": "network_access.granted",
	"pointer": url.pointer,
	"args": {"host": object.get(url, "host", "")},
} if {
	some url in network.requested
	network.standing(url) == "granted"
}

on.fetch.allow contains reason if some reason in _granted

# Being granted makes a request intended; it says nothing about a command that is run with the address.
on.tool_call.allow contains reason if {
	_runs_nothing
	some reason in _granted
}

_runs_nothing if {
	is_array(input.facts.tool_words)
	every word in input.facts.tool_words {
		object.get(data.tables.tool_verbs.executing, word, false) == false
	}
}

# METADATA
# title: Request goes to the configured server
# description: The request goes to the origin at which the operator configured this server.
# custom:
#   short_name: configured_server
#   severity: info
#   responsible: operator
on.fetch.allow contains {
	"code": "network_access.configured_server",
	"pointer": url.pointer,
	"args": {"host": object.get(url, "host", "")},
} if {
	some url in network.requested
	network.standing(url) == "own"
}

# METADATA
# title: Public address is reached
# description: The operator set no limits on where requests go, and this one stays on the internet.
# custom:
#   short_name: reached
#   severity: info
#   responsible: operator
on.fetch.allow contains {
	"code": "network_access.reached",
	"pointer": url.pointer,
	"args": {"host": object.get(url, "host", "")},
} if {
	some url in network.requested
	network.standing(url) == "open"
	settings.effect("ungranted_network") == "allow"
}

# METADATA
# title: Destination is outside the grant
# description: The operator granted this server certain destinations; the host is none of them.
# custom:
#   short_name: outside_grant
#   severity: high
#   responsible: operator
#   remedy: If the server should reach it, add the origin or host to its network grant; otherwise find out who asked for it.
_outside contains {
	"code": "network_access.outside_grant",
	"pointer": object.get(url, "pointer", "/facts/urls"),
	"args": {"host": object.get(url, "host", "")},
} if {
	some url in network.requested
	network.standing(url) == "outside"
}

on.fetch.deny contains reason if some reason in _outside

on.tool_call.deny contains reason if some reason in _outside

# METADATA
# title: No destinations are granted to the server
# description: The profile wants destinations granted, and the settings have none for this server.
# custom:
#   short_name: no_grant
#   severity: low
#   responsible: operator
#   remedy: Give the server a network grant with the origins or hosts it may reach.
_no_grant contains {
	"topic": "ungranted_network",
	"code": "network_access.no_grant",
	"pointer": object.get(url, "pointer", "/facts/urls"),
	"args": {"host": object.get(url, "host", "")},
} if {
	some url in network.requested
	network.standing(url) == "open"
}

on.fetch.weigh contains reason if some reason in _no_grant

on.tool_call.weigh contains reason if some reason in _no_grant
