# METADATA
# title: Servers the operator refuses
# description: A server on the operator's refusal list is neither started nor used, whatever else is granted.
# custom:
#   clause: operator/restrict_access
#   also: [operator/trusted_servers_only]
package mcp.responsibility.operator.restrict_access.refused_servers

import data.mcp.lib.grants

# METADATA
# title: Server is refused by the operator
# description: The server has the transport facts of an entry under deny_servers.
# custom:
#   short_name: server_refused
#   severity: high
#   responsible: operator
#   remedy: Remove the server from the client's configuration, or the entry from deny_servers.
on.any.deny contains {
	"code": "operator/restrict_access.server_refused",
	"pointer": "/server",
	"args": {"server": grants.server_name},
} if {
	some pattern in data.settings.deny_servers
	grants.matches(pattern)
}
