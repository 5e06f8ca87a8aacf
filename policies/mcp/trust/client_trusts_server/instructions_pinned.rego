# METADATA
# title: Instructions stay as they were reviewed
# description: A server's instructions go to the model. The lock file may hold the digest of those that were approved.
# custom:
#   clause: client_trusts_server
#   also: [operator/review_configuration]
package mcp.trust.client_trusts_server.instructions_pinned

# METADATA
# title: Instructions changed since they were approved
# description: >-
#   The lock file holds an approval of this server's instructions, and these are others, or the event does not say which
#   they are.
# custom:
#   short_name: changed_instructions
#   severity: high
#   responsible: operator
#   remedy: Read the instructions as they are now; if you want them, put their digest into mcp-trust.lock.
#   spec: 2026-07-28 server/discover#instructions
on.session.weigh contains {
	"topic": "changed_definition",
	"code": "client_trusts_server.changed_instructions",
	"pointer": "/session/instructions",
	"args": {"digest": object.get(input, ["facts", "instructions_digest"], "")},
} if {
	input.session.instructions
	data.lock.servers[input.server.name].instructions_digest
	not _same
}

_same if input.facts.instructions_digest == data.lock.servers[input.server.name].instructions_digest
