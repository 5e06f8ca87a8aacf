# METADATA
# title: What strangers wrote does not decide where data goes
# description: >-
#   Operators restrict how data moves between servers in one conversation. Attacker-controlled: an issue, a page or a
#   message that the model read may ask it to send on what it read elsewhere.
# custom:
#   clause: operator/restrict_access
#   also: [operator/understand_capabilities]
package mcp.responsibility.operator.restrict_access.tainted_flow

import data.mcp.lib.flows
import data.mcp.lib.tools

# METADATA
# title: Data may leave at a stranger's request
# description: >-
#   Text that strangers may have written and data that is not public are both in the conversation, and this call carries
#   data out.
# custom:
#   short_name: tainted_flow
#   severity: high
#   responsible: operator
#   remedy: Look at what is sent and where it goes; do work on private data in a conversation that reads nothing of strangers.
on.tool_call.weigh contains {
	"topic": "tainted_flow",
	"code": "operator/restrict_access.tainted_flow",
	"pointer": "/tool/name",
	"args": {"tool": tools.name},
} if {
	flows.untrusted
	_confidential
	flows.sink
}

# METADATA
# title: Private data goes to another server
# description: >-
#   The arguments hold data that another server's tool gave before, data that is not public is in the conversation, and
#   this call carries data out.
# custom:
#   short_name: cross_server_flow
#   severity: medium
#   responsible: operator
#   remedy: Look at what is sent; let the call pass if this is what the user asked for.
on.tool_call.weigh contains {
	"topic": "tainted_flow",
	"code": "operator/restrict_access.cross_server_flow",
	"pointer": pointer,
	"args": {"tool": tools.name},
} if {
	flows.confidential
	some pointer in flows.foreign
	flows.sink
}

# METADATA
# title: Private data may become public
# description: The call changes an object that everybody can read, and data that is not public is in the conversation.
# custom:
#   short_name: published
#   severity: medium
#   responsible: operator
#   remedy: Look at what is written; let the call pass if nothing private is in it.
on.tool_call.weigh contains {
	"topic": "tainted_flow",
	"code": "operator/restrict_access.published",
	"pointer": object.get(touched, "pointer", "/arguments"),
	"args": {"tool": tools.name},
} if {
	flows.confidential
	some touched in input.facts.objects
	"public" in touched.labels
	not tools.read_only
}

# METADATA
# title: Rights may be given at a stranger's request
# description: >-
#   Text that strangers may have written is in the conversation, and this call gives somebody rights, ownership or a share
#   of what is the user's.
# custom:
#   short_name: tainted_access
#   severity: high
#   responsible: operator
#   remedy: Look at who receives what; let the call pass if the user asked for it.
on.tool_call.weigh contains {
	"topic": "tainted_flow",
	"code": "operator/restrict_access.tainted_access",
	"pointer": "/tool/name",
	"args": {"tool": tools.name},
} if {
	flows.untrusted
	flows.hands_over
}

_confidential if flows.confidential

_confidential if flows.about_confidential
