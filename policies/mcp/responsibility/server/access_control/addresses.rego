# METADATA
# title: Callers come from listed addresses
# description: An operator may say from which addresses a server is reached at all. An empty list is nobody.
# custom:
#   clause: server/access_control
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.server.access_control.addresses

import data.mcp.lib.grants
import data.mcp.lib.inbound

# METADATA
# title: Caller's address is not listed
# description: The settings list the addresses that may connect to this server; the caller's is not among them or not known.
# custom:
#   short_name: address_not_listed
#   severity: medium
#   responsible: operator
#   remedy: Refuse the request; or add the address under access.addresses of the server in mcp-trust.yaml.
#   also: [operator/restrict_access]
on.any.deny contains {
	"code": "server/access_control.address_not_listed",
	"pointer": "/http/remote_address",
	"args": {"server": grants.server_name, "address": inbound.remote},
} if {
	inbound.request
	is_array(data.settings.servers[input.server.name].access.addresses)
	not _listed
}

_listed if input.facts.http.remote_listed == true
