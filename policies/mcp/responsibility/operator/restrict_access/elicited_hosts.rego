# METADATA
# title: Servers lead users to hosts the operator named
# description: Operators may say to which hosts a server may lead the user.
# custom:
#   clause: operator/restrict_access
#   also: [client/consent]
package mcp.responsibility.operator.restrict_access.elicited_hosts

import data.mcp.lib.consents_elicitation
import data.mcp.lib.flows_limits
import data.mcp.lib.grants

# METADATA
# title: Link leads to a host the operator did not name
# description: The settings list the hosts that links of this server may lead to, and this is none of them.
# custom:
#   short_name: link_host_not_granted
#   severity: medium
#   responsible: operator
#   remedy: Add the host to elicitation_hosts of the server's model grant if it belongs to the server.
on.elicitation.deny contains {
	"code": "operator/restrict_access.link_host_not_granted",
	"pointer": "/elicitation/url",
	"args": {"host": consents_elicitation.host},
} if {
	consents_elicitation.link
	some entry in flows_limits.entries
	entry.grants.model.elicitation_hosts
	not _named
}

_named if {
	some host in grants.entry.grants.model.elicitation_hosts
	lower(host) == lower(consents_elicitation.address.host)
}
