# METADATA
# title: A server stays what was approved
# description: >-
#   Who approved a server read its entry: command, arguments, names of variables, folder, URL. The lock file holds those
#   and their digest, so that what changes later is found, and shown.
# custom:
#   clause: client_trusts_server
package mcp.trust.client_trusts_server.approval

import data.mcp.lib.grants
import data.mcp.lib.inbound
import data.mcp.lib.lock
import data.mcp.lib.lock_changes
import data.mcp.lib.settings

# METADATA
# title: Server is as it was approved
# description: The lock file holds this entry's digest under this name.
# custom:
#   short_name: approved
#   severity: info
#   responsible: operator
on.connection.allow contains {
	"code": "client_trusts_server.approved",
	"pointer": "/server",
	"args": {},
} if {
	lock.approved
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
#   remedy: Look at what changed; if you want the change, approve it with mcp-trust approve.
#   also: [operator/review_configuration]
on.connection.weigh contains {
	"topic": "changed_server",
	"code": "client_trusts_server.changed_since_approval",
	"pointer": "/server",
	"args": {"entry_digest": _entry_digest, "changes": lock_changes.changes},
} if {
	count(lock.digests) > 0
	not lock.approved
	not inbound.connection
}

# METADATA
# title: Server is not among the approved ones
# description: >-
#   The lock file holds approvals of servers, so they are reviewed here, and there is none under this name: it was added
#   later.
# custom:
#   short_name: not_approved
#   severity: medium
#   responsible: operator
#   remedy: Review the server; then approve it with mcp-trust approve, or remove it from the client's configuration.
#   also: [operator/review_configuration]
on.connection.weigh contains {
	"topic": "unapproved_server",
	"code": "client_trusts_server.not_approved",
	"pointer": "/server",
	"args": {"server": grants.server_name, "entry_digest": _entry_digest},
} if {
	# Where the profile minds strangers, not_admitted says it.
	settings.effect("unadmitted_server") == "allow"
	not _claimed
	count(lock.digests) == 0
	not inbound.connection
	lock.in_use
}

# The settings name this server, whatever else holds: transport_mismatch speaks about it.
_claimed if data.settings.servers[input.server.name].match

# What the lock file would hold.
_entry_digest := object.get(input, ["facts", "entry_digest"], "")
