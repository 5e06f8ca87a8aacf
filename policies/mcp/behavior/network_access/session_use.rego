# METADATA
# title: Keeping a session is intended
# description: Servers that interact over several requests keep state for a client, which finds it again by a session or a handle.
# custom:
#   clause: network_access
package mcp.behavior.network_access.session_use

import data.mcp.lib.claims
import data.mcp.lib.sessions

# METADATA
# title: Session used by its owner
# description: >-
#   The session belongs to the principal that uses it, or to nobody where nobody must be told apart. Another address of
#   the same principal is no other principal.
# custom:
#   short_name: session_use
#   severity: info
#   responsible: operator
on.session.allow contains {
	"code": "network_access.session_use",
	"pointer": "/session/action",
	"args": {},
} if {
	input.session.action in {"issued", "opened", "message", "resumed", "closed"}
	_fits
}

_fits if sessions.owned

_fits if {
	not sessions.bound
	_told_apart
}

_told_apart if claims.identified

_told_apart if not claims.required

_told_apart if not claims.received
