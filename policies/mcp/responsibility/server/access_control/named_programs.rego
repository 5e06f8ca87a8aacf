# METADATA
# title: Nobody unknown says what to start
# description: >-
#   Some servers start other programs for their callers. Attacker-controlled: a page in a browser of the same machine can
#   send such a request as well, and needs no answer.
# custom:
#   clause: server/access_control
#   also: [implementation]
package mcp.responsibility.server.access_control.named_programs

import data.mcp.lib.inbound

# METADATA
# title: Unauthenticated request names a program
# description: The query of the request says which command to run, and nobody verified who sent it.
# custom:
#   short_name: program_named
#   severity: critical
#   responsible: server_developer
#   remedy: Demand a token of every request that starts something, and check its Origin.
#   spec: 2026-07-28 security_best_practices#local-mcp-server-compromise
on.connection.deny contains {
	"code": "server/access_control.program_named",
	"pointer": "/http/path",
	"args": {},
} if {
	inbound.request
	not inbound.authenticated
	regex.match(`[?&;](?:command|cmd|exec|executable|program)=[^&]`, lower(input.http.path))
}
