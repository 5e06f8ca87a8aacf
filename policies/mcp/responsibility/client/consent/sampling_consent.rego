# METADATA
# title: A person agrees to what the model is asked
# description: >-
#   What a server puts before the client's model, and what it gets back, passes a person or was granted. Attacker-controlled:
#   the server writes the prompt, and may want to read along or act through the model.
# custom:
#   clause: client/consent
package mcp.responsibility.client.consent.sampling_consent

import data.mcp.lib.consents
import data.mcp.lib.grants
import data.mcp.lib.instructions

# METADATA
# title: Nobody agreed to the use of the model
# description: The server wants an answer of the client's model; no person said yes, and the settings do not grant it.
# custom:
#   short_name: sampling_unconsented
#   severity: medium
#   responsible: client_developer
#   remedy: Show the prompt to the user before it reaches the model; or set sampling in the server's model grant.
#   also: [model_driven_invocation]
#   spec: 2026-07-28 client/sampling#user-interaction-model
on.sampling.weigh contains {
	"topic": "unconsented_sampling",
	"code": "client/consent.sampling_unconsented",
	"pointer": "/sampling",
	"args": {},
} if {
	not consents.given
	not _granted
}

# METADATA
# title: Request includes the conversation
# description: >-
#   The server wants the model to see what the user said, or what other servers answered, and the answer goes back to the
#   server. That is more than the settings grant and nobody agreed to it.
# custom:
#   short_name: sampling_context
#   severity: medium
#   responsible: client_developer
#   remedy: Leave the context out, or ask the user; or set context in the server's model grant.
#   also: [model_driven_invocation, operator/restrict_access]
#   spec: 2026-07-28 client/sampling#capabilities
on.sampling.weigh contains {
	"topic": "unconsented_sampling",
	"code": "client/consent.sampling_context",
	"pointer": "/sampling/includeContext",
	"args": {"context": _context},
} if {
	not consents.given
	not _context_granted
}

# METADATA
# title: Request hands tools to the model
# description: The server wants the model to call tools of the server's making; nobody agreed and the settings do not grant it.
# custom:
#   short_name: sampling_tools
#   severity: medium
#   responsible: client_developer
#   remedy: Ask the user first; or set tools in the server's model grant.
#   also: [model_driven_invocation]
#   spec: 2026-07-28 client/sampling#tools-in-sampling
on.sampling.weigh contains {
	"topic": "unconsented_sampling",
	"code": "client/consent.sampling_tools",
	"pointer": "/sampling/tools",
	"args": {},
} if {
	not consents.given
	not _tools_granted
}

# METADATA
# title: Request orders the model about
# description: >-
#   The server's text tells the model to forget what it was told, or to keep something from the user. Whoever agreed to
#   the use of the model did not agree to that.
# custom:
#   short_name: sampling_instructs
#   severity: medium
#   responsible: server_developer
#   remedy: Read the prompt; a server that only needs an answer asks for it without overriding anybody.
#   also: [client/inform]
#   spec: 2026-07-28 client/sampling#security-considerations
on.sampling.weigh contains {
	"topic": "suspicious_text",
	"code": "client/consent.sampling_instructs",
	"pointer": "/sampling",
	"args": {"signals": concat(", ", sort(_orders))},
} if {
	count(_orders) > 0
}

_orders := {"override", "secrecy"} & instructions.signals(instructions.joined(instructions.pieces(input.sampling)))

_granted if grants.entry.grants.model.sampling == true

_context := object.get(input, ["sampling", "includeContext"], "none")

_context_granted if _reach[_context] <= _granted_reach[_most]

_reach := {"none": 0, "thisServer": 1, "allServers": 2}

_granted_reach := {"none": 0, "this_server": 1, "all_servers": 2}

default _most := "none"

_most := grants.entry.grants.model.context

_tools_granted if object.get(input, ["sampling", "tools"], []) == []

_tools_granted if grants.entry.grants.model.tools == true
