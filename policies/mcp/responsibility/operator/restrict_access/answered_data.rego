# METADATA
# title: Answers carry nothing of other servers
# description: >-
#   A server asks a person for something, or the client's model, and the answer goes to that server. Attacker-controlled: the
#   question may be one that only another server's data answers.
# custom:
#   clause: operator/restrict_access
#   also: [client/consent]
package mcp.responsibility.operator.restrict_access.answered_data

import data.mcp.lib.flows
import data.mcp.lib.grants

# METADATA
# title: Private data goes to a server in an answer
# description: >-
#   What a person or the model answered to this server's question holds data that another server's tool gave before, and
#   data that is not public is in the conversation.
# custom:
#   short_name: cross_server_answer
#   severity: medium
#   responsible: operator
#   remedy: >-
#     Look at what is answered and to whom; let it pass if this is what the user wanted. For sampling, context all_servers
#     in the server's model grant allows it.
#   spec: 2026-07-28 client/sampling#security-considerations
on.session.weigh contains {
	"topic": "tainted_flow",
	"code": "operator/restrict_access.cross_server_answer",
	"pointer": pointer,
	"args": {},
} if {
	flows.confidential
	some pointer in flows.foreign
	not _granted
}

_granted if {
	input.session.method == "sampling/createMessage"
	grants.entry.grants.model.context == "all_servers"
}
