# METADATA
# title: Users may let the model go ahead
# description: >-
#   Which tools the model invokes is for the user and the application to control; a setting that approves some by name, or
#   approves none, is such a control.
# custom:
#   clause: model_driven_invocation
package mcp.behavior.model_driven_invocation.approved_in_advance

import data.mcp.lib.approvals

# METADATA
# title: The user settled it in advance
# description: The setting approves tools by name, or nothing at all; what it approves, the model may invoke.
# custom:
#   short_name: approved_in_advance
#   severity: info
#   responsible: operator
#   also: [client/consent]
on.setting.allow contains {
	"code": "model_driven_invocation.approved_in_advance",
	"pointer": "/setting/value",
	"args": {},
} if {
	approvals.about
	_bounded
}

_bounded if approvals.by_name

_bounded if approvals.off
