# METADATA
# title: What the client's sandbox cannot do is said
# description: >-
#   Where a server is wanted in a sandbox and the client has none that works, or one that holds the server to less than was
#   granted, the operator's profile decides.
# custom:
#   clause: client/sandbox
#   also: [server/least_privilege]
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.client.sandbox.sandbox_limits

import data.mcp.lib.grants
import data.mcp.lib.sandboxes

# METADATA
# title: The sandbox cannot hold the server to its hosts
# description: >-
#   The operator granted some hosts. The sandbox of this machine gives a server the whole network or none: it can reach
#   every host, this machine's own services too.
# custom:
#   short_name: unenforced_hosts
#   severity: low
#   responsible: operator
#   remedy: Confine its network outside, for example by a container's, or grant no hosts if it needs none.
#   spec: 2026-07-28 security_best_practices#local-mcp-server-compromise
on.connection.weigh contains {
	"topic": "unenforced_hosts",
	"code": "client/sandbox.unenforced_hosts",
	"pointer": "/server",
	"args": {"server": grants.server_name},
} if {
	sandboxes.confined
	not sandboxes.hosts_held
}

# METADATA
# title: Server cannot be confined
# description: >-
#   The operator granted this server what it needs, and the client has nothing that works on this machine to hold it to
#   that: it runs with everything the user has.
# custom:
#   short_name: cannot_confine
#   severity: medium
#   responsible: client_developer
#   remedy: Install bubblewrap where it exists and allow user namespaces, or run the server in a container.
#   spec: 2026-07-28 security_best_practices#local-mcp-server-compromise
on.connection.weigh contains {
	"topic": "unavailable_sandbox",
	"code": "client/sandbox.cannot_confine",
	"pointer": "/server",
	"args": {"server": grants.server_name, "because": _because},
} if {
	not sandboxes.elsewhere
	not sandboxes.unwanted
	not sandboxes.usable
}

# Where the profile lets it run, it leaves a trace.
on.connection.oblige contains {"type": "log", "message_code": "client/sandbox.cannot_confine"} if {
	not sandboxes.elsewhere
	not sandboxes.unwanted
	not sandboxes.usable
}

_because := object.get(input, ["client", "sandbox", "unavailable_because"], "unknown")
