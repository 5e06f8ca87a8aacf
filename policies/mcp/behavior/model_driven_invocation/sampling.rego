# METADATA
# title: A server uses the client's model
# description: >-
#   Servers may ask the client's model for text. How much of that is intended is the operator's say, or that of the
#   person who is asked.
# custom:
#   clause: model_driven_invocation
#   also: [client/consent]
package mcp.behavior.model_driven_invocation.sampling

import data.mcp.lib.consents
import data.mcp.lib.flows_limits
import data.mcp.lib.grants

# METADATA
# title: Use of the model is wanted
# description: The operator lets this server use the model, or a person agreed to this request.
# custom:
#   short_name: sampling
#   severity: info
#   responsible: operator
#   spec: 2026-07-28 client/sampling#user-interaction-model
on.sampling.allow contains {
	"code": "model_driven_invocation.sampling",
	"pointer": "/sampling",
	"args": {},
} if {
	is_array(input.sampling.messages)
	_wanted
}

# METADATA
# title: Request may use more of the model than was granted
# description: The operator set a most number of tokens for one request; this one asks for more, or sets no limit.
# custom:
#   short_name: tokens_beyond_grant
#   severity: medium
#   responsible: operator
#   spec: 2026-07-28 client/sampling#security-considerations
#   remedy: Raise max_tokens in the server's model grant if it needs longer answers.
#   also: [operator/restrict_access]
on.sampling.deny contains {
	"code": "model_driven_invocation.tokens_beyond_grant",
	"pointer": "/sampling",
	"args": {"max_tokens": object.get(input, ["sampling", "maxTokens"], null), "granted": limit},
} if {
	some entry in flows_limits.entries
	limit := entry.grants.model.max_tokens
	not _within(limit)
}

_wanted if grants.entry.grants.model.sampling == true

_wanted if consents.given

# Numbers only: among values of different types every text is more and every null less.
_within(limit) if {
	is_number(input.sampling.maxTokens)
	input.sampling.maxTokens <= limit
}
