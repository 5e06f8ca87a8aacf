# METADATA
# title: A server is admitted by what it is
# description: >-
#   The client trusts the servers it connects to, so connecting is the decision. A server is recognized by transport
#   facts: command, arguments, package, version, URL. The name it reports about itself proves nothing. A request that
#   reaches a server is no connection of a client's, and is not spoken about here.
# custom:
#   clause: client_trusts_server
package mcp.trust.client_trusts_server.admission

import data.mcp.lib.grants
import data.mcp.lib.inbound
import data.mcp.lib.lock

# METADATA
# title: Server is admitted by the operator's settings
# description: The settings name this server's transport facts, and it has all of them.
# custom:
#   short_name: admitted
#   severity: info
#   responsible: operator
#   spec: 2026-07-28 basic#self-reported-names
on.connection.allow contains {
	"code": "client_trusts_server.admitted",
	"pointer": "/server",
	"args": {},
} if {
	_admitted
	not inbound.connection
}

# METADATA
# title: Server is not the one the settings name
# description: >-
#   The settings give grants to a server of this name with certain transport facts. This one has the name but not the
#   facts, so it is another program.
# custom:
#   short_name: transport_mismatch
#   severity: high
#   responsible: operator
#   remedy: Find out why the named facts differ or are missing; correct the settings if the change is yours.
on.any.deny contains {
	"code": "client_trusts_server.transport_mismatch",
	"pointer": "/server/name",
	"args": {"server": grants.server_name, "differs": concat(", ", sort(grants.differing))},
} if {
	_claimed
	not grants.entry
	not inbound.connection
}

# METADATA
# title: Server was never admitted
# description: Neither the settings nor the lock file name this server.
# custom:
#   short_name: not_admitted
#   severity: medium
#   responsible: operator
#   remedy: >-
#     Review the server; then approve it with mcp-trust approve, or name its transport facts under servers in
#     mcp-trust.yaml.
#   also: [operator/trusted_servers_only]
on.connection.weigh contains {
	"topic": "unadmitted_server",
	"code": "client_trusts_server.not_admitted",
	"pointer": "/server",
	"args": {"server": grants.server_name, "entry_digest": _entry_digest},
} if {
	not _claimed
	not lock.approved
	not inbound.connection
}

# The settings say what the server of this name is: it is that one, or transport_mismatch says that it is not.
_claimed if data.settings.servers[input.server.name].match

# What the lock file would hold.
_entry_digest := object.get(input, ["facts", "entry_digest"], "")

_admitted if grants.admits(data.settings.servers[input.server.name].match)
