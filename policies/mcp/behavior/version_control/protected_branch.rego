# METADATA
# title: Protected branches are asked about
# description: >-
#   The operator names branches that others build on. A push to one of them, or an operation that rewrites or deletes it,
#   is asked about whatever else is granted; so is one that does not say which branch it changes.
# custom:
#   clause: version_control
#   also: [operator/restrict_access]
package mcp.behavior.version_control.protected_branch

import data.mcp.lib.operations_git_branches as branches

# METADATA
# title: Protected branch may change
# description: The call pushes to, rewrites or deletes a branch that the operator protects, or does not say which branch it is.
# custom:
#   short_name: protected_branch
#   severity: medium
#   responsible: operator
#   remedy: Let the call name a branch that is not protected, or confirm that this one is meant.
on.tool_call.weigh contains {
	"topic": "protected_branch",
	"code": "version_control.protected_branch",
	"pointer": operation.pointer,
	"args": {"class": operation.class},
} if {
	some operation in branches.endangering
}
