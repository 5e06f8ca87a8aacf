# METADATA
# title: Messages go to whom the operator named
# description: Operators may say whom a server may send something to.
# custom:
#   clause: operator/restrict_access
package mcp.responsibility.operator.restrict_access.known_recipients

import data.mcp.lib.flows_limits
import data.mcp.lib.grants

# METADATA
# title: Recipient is not among those granted
# description: The settings list the addresses this server may send to, and this is none of them.
# custom:
#   short_name: unknown_recipient
#   severity: medium
#   responsible: operator
#   remedy: Check who asked for this recipient; add the address, or *@ and its domain, to network.recipients if it is wanted.
on.tool_call.weigh contains {
	"topic": "unknown_recipient",
	"code": "operator/restrict_access.unknown_recipient",
	"pointer": object.get(recipient, "pointer", "/arguments"),
	"args": {"domain": object.get(recipient, "domain", "")},
} if {
	some entry in flows_limits.entries
	entry.grants.network.recipients
	some recipient in input.facts.recipients
	not _known(recipient)
}

_known(recipient) if {
	some pattern in grants.entry.grants.network.recipients
	lower(pattern) == lower(recipient.address)
}

# The domain as it was read and as it is written: of two readings both must be the one that was granted.
_known(recipient) if {
	some pattern in grants.entry.grants.network.recipients
	startswith(pattern, "*@")
	lower(pattern) == $"*@{lower(recipient.domain)}"
	endswith(lower(recipient.address), $"@{lower(recipient.domain)}")
	count(split(recipient.address, "@")) == 2
}
