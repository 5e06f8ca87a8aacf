# METADATA
# title: Calls in one conversation have an end
# description: >-
#   Models call several tools in sequence, and that is intended. Operators may say after how many somebody looks, so that
#   a loop or a server that prompts without end is noticed.
# custom:
#   clause: operator/restrict_access
#   also: [model_driven_invocation]
package mcp.responsibility.operator.restrict_access.call_limit

import data.mcp.lib.flows_limits

# METADATA
# title: Limit of calls is reached
# description: The conversation had as many calls, or requests for the model, as the operator granted, or nobody counted them.
# custom:
#   short_name: call_limit
#   severity: low
#   responsible: operator
#   remedy: Look at what the conversation does; raise max_calls in the server's model grant if it needs more.
#   spec: 2026-07-28 client/sampling#security-considerations
on.tool_call.ask contains {
	"code": "operator/restrict_access.call_limit",
	"pointer": "/conversation/counts/calls",
	"args": {"limit": limit},
} if {
	some limit in _limits
	not _below(limit, "calls")
}

on.sampling.ask contains {
	"code": "operator/restrict_access.call_limit",
	"pointer": "/conversation/counts/sampling",
	"args": {"limit": limit},
} if {
	some limit in _limits
	not _below(limit, "sampling")
}

_limits contains entry.grants.model.max_calls if some entry in flows_limits.entries

# Numbers only: among values of different types every null is less.
_below(limit, name) if {
	is_number(input.conversation.counts[name])
	input.conversation.counts[name] < limit
}
