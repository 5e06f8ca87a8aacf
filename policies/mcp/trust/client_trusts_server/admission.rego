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
# title: Server is as it was approved
# description: The lock file holds the digest of this entry, and the entry still has it.
# custom:
#   short_name: approved
#   severity: info
#   responsible: operator
on.connection.allow contains {
	"code": "client_trusts_server.approved",
	"pointer": "/server",
	"args": {},
} if {
	_approved
	not inbound.connection
}

# METADATA
# title: Server changed since it was approved
# description: >-
#   The lock file holds an approval under this name, but command, arguments, environment names, folder or URL are no
#   longer those that were approved.
# custom:
#   short_name: changed_since_approval
#   severity: high
#   responsible: operator
#   remedy: Look at what changed; if you want the change, put the new entry_digest into mcp-trust.lock.
#   also: [operator/review_configuration]
on.connection.weigh contains {
	"topic": "changed_server",
	"code": "client_trusts_server.changed_since_approval",
	"pointer": "/server",
	"args": {"entry_digest": _entry_digest},
} if {
	data.lock.servers[input.server.name].entry_digest
	not _approved
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
#     Review the server; then name its transport facts under servers in mcp-trust.yaml, or put its entry_digest into
#     mcp-trust.lock.
#   also: [operator/trusted_servers_only]
on.connection.weigh contains {
	"topic": "unadmitted_server",
	"code": "client_trusts_server.not_admitted",
	"pointer": "/server",
	"args": {"server": grants.server_name, "entry_digest": _entry_digest},
} if {
	not _claimed
	not _approved
	not inbound.connection
}

# The settings say what the server of this name is: it is that one, or transport_mismatch says that it is not.
_claimed if data.settings.servers[input.server.name].match

# What the lock file would hold.
_entry_digest := object.get(input, ["facts", "entry_digest"], "")

_admitted if grants.admits(data.settings.servers[input.server.name].match)

_approved if input.facts.entry_digest == data.lock.servers[input.server.name].entry_digest
