# METADATA
# title: A server asks the user something
# description: Servers may ask the user for information or lead them to a page. The user answers, or does not.
# custom:
#   clause: model_driven_invocation
#   also: [client/consent]
package mcp.behavior.model_driven_invocation.elicitation

import data.mcp.lib.consents
import data.mcp.lib.consents_elicitation

# METADATA
# title: User is asked
# description: >-
#   The server asks for information in a form that the user fills in or leaves empty, or leads to a page that the user
#   saw the address of and wants to open.
# custom:
#   short_name: elicitation
#   severity: info
#   responsible: operator
#   spec: 2026-07-28 client/elicitation#user-interaction-model
on.elicitation.allow contains {
	"code": "model_driven_invocation.elicitation",
	"pointer": "/elicitation",
	"args": {},
} if {
	_intended
}

_intended if {
	consents_elicitation.form
	consents_elicitation.readable
}

_intended if {
	consents_elicitation.link
	consents.informed("url")
}
