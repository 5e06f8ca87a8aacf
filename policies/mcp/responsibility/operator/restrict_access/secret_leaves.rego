# METADATA
# title: Secrets stay with whom the operator named
# description: >-
#   Once a secret is in a conversation, an address is enough to carry it away: whoever fetches it, or shows a preview of it
#   in a message, sends what stands in it.
# custom:
#   clause: operator/restrict_access
#   also: [token_leakage]
package mcp.responsibility.operator.restrict_access.secret_leaves

import data.mcp.lib.flows
import data.mcp.lib.network_grants

# METADATA
# title: Secret would leave in an address
# description: >-
#   A secret is in the conversation, and the arguments hold an address on a host that is not granted; what strangers wrote
#   is in the conversation too, or data that a tool gave stands in that place.
# custom:
#   short_name: secret_leaves
#   severity: critical
#   responsible: operator
#   remedy: Find out who asked for this address; grant the host under network.allow if it may have such data.
on.tool_call.deny contains {
	"code": "operator/restrict_access.secret_leaves",
	"pointer": object.get(url, "pointer", "/arguments"),
	"args": {"host": object.get(url, "host", "")},
} if {
	flows.secret
	some url in _foreign
	_steered(url)
}

# METADATA
# title: Address follows on a secret
# description: A secret is in the conversation, and the arguments hold an address on a host that is not granted.
# custom:
#   short_name: address_after_secret
#   severity: medium
#   responsible: operator
#   remedy: Look at the address; grant the host under network.allow if the server works with it.
on.tool_call.weigh contains {
	"topic": "tainted_flow",
	"code": "operator/restrict_access.address_after_secret",
	"pointer": object.get(url, "pointer", "/arguments"),
	"args": {"host": object.get(url, "host", "")},
} if {
	flows.secret
	some url in _foreign
	not _steered(url)
}

_foreign contains url if {
	some url in input.facts.urls
	not network_grants.granted(url)
}

_steered(_) if flows.untrusted

_steered(url) if flows.reaches(object.get(url, "pointer", "/arguments"))
