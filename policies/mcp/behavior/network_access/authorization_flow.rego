# METADATA
# title: Obtaining and presenting authorization is intended
# description: >-
#   Servers and clients interact with remote services, and with the authorization servers of those. A step of that flow
#   is intended when everything it must prove is there.
# custom:
#   clause: network_access
package mcp.behavior.network_access.authorization_flow

import data.mcp.lib.claims_flow as flow
import data.mcp.lib.claims_redirect as redirect
import data.mcp.lib.claims_token as token

# METADATA
# title: Step of an authorization flow
# description: The step proves what its phase must prove, so that it belongs to this flow and its token to this server.
# custom:
#   short_name: authorization_flow
#   severity: info
#   responsible: operator
#   spec: 2026-07-28 basic/authorization#authorization-flow-steps
on.authorization.allow contains {
	"code": "network_access.authorization_flow",
	"pointer": "/authorization/phase",
	"args": {},
} if {
	_sound
}

_sound if {
	flow.phase == "discovery"
	flow.issuer_right
}

_sound if {
	flow.phase == "registration"
	flow.issuer_right
	flow.client_id_right
	is_array(input.authorization.registered_redirect_uris)
}

_sound if {
	flow.phase == "authorize"
	flow.issuer_right
	flow.challenge_offered
	flow.challenge_hashed
	flow.named("resource")
	flow.client_id_right
	redirect.redirect_registered
}

_sound if {
	flow.phase == "callback"
	flow.issuer_right
	flow.state_same
	flow.state_fresh
	flow.state_young
}

_sound if {
	flow.phase == "token"
	flow.issuer_right
	flow.named("resource")
}

_sound if {
	flow.phase == "request"
	token.audience_right
	token.issuer_right
	token.verified
	token.unexpired
	token.scoped
}
