# METADATA
# title: Servers on the operator's list
# description: With allow_servers an operator says which servers are ever admitted, whatever a file or a person adds.
# custom:
#   clause: operator/trusted_servers_only
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.operator.trusted_servers_only.listed_servers

import data.mcp.lib.grants
import data.mcp.lib.inbound

# METADATA
# title: Server is not on the operator's list
# description: The settings list the only servers that are admitted, and this one does not have the transport facts of any of them.
# custom:
#   short_name: server_not_listed
#   severity: high
#   responsible: operator
#   remedy: Remove the server from the client's configuration, or add its transport facts to allow_servers.
#   also: [client_trusts_server]
on.connection.deny contains {
	"code": "operator/trusted_servers_only.server_not_listed",
	"pointer": "/server",
	"args": {"server": grants.server_name},
} if {
	data.settings.allow_servers
	not inbound.connection
	not _listed
}

_listed if {
	some pattern in data.settings.allow_servers
	grants.admits(pattern)
}
