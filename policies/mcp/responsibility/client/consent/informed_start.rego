# METADATA
# title: Whoever agrees to a connection saw all of it
# description: >-
#   A yes counts for what was seen. Attacker-controlled: whoever makes an install link can push what matters out of sight
#   behind a long argument or a well-known name.
# custom:
#   clause: client/consent
#   also: [client/inform]
package mcp.responsibility.client.consent.informed_start

import data.mcp.lib.consents
import data.mcp.lib.grants

# METADATA
# title: Person did not see the whole command or address
# description: >-
#   The client says that a person agreed to this server, but not that they were shown its exact command, or its URL,
#   uncut.
# custom:
#   short_name: shown_incomplete
#   severity: high
#   responsible: client_developer
#   remedy: Show the exact command with all arguments, or the exact URL, without cutting it short, and ask again.
#   spec: 2026-07-28 security_best_practices#local-mcp-server-compromise
on.connection.deny contains {
	"code": "client/consent.shown_incomplete",
	"pointer": "/consent",
	"args": {"server": grants.server_name},
} if {
	consents.claimed
	not consents.informed(_subject)
}

default _subject := "command"

_subject := "url" if input.server.transport in {"http", "sse", "ws"}
