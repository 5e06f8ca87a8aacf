# METADATA
# title: Git operations within the grant are intended
# description: >-
#   Git servers can run git commands, resets and forced pushes included. How far this server may go is the operator's to
#   say: looking, adding, or taking something away. What is not understood counts as taking something away.
# custom:
#   clause: version_control
#   also: [operator/restrict_access]
package mcp.behavior.version_control.granted_operation

import data.mcp.lib.grants_operations as grants
import data.mcp.lib.operations_git as git

# METADATA
# title: Git operation is granted
# description: The operator granted this server version control that goes as far as this.
# custom:
#   short_name: granted
#   severity: info
#   responsible: operator
on.tool_call.allow contains {
	"code": "version_control.granted",
	"pointer": operation.pointer,
	"args": {"class": operation.class},
} if {
	grants.git_stated
	some operation in git.operations
	operation.class in grants.git
}

# METADATA
# title: Git operation goes beyond the grant
# description: The operator granted this server some version control; this operation needs more, as far as anybody can tell.
# custom:
#   short_name: outside_grant
#   severity: high
#   responsible: operator
#   remedy: If the server should do this, set the class of the operation in its git grant; otherwise find out who asked for it.
on.tool_call.deny contains {
	"code": "version_control.outside_grant",
	"pointer": operation.pointer,
	"args": {"class": operation.class},
} if {
	grants.git_stated
	some operation in git.operations
	not operation.class in grants.git
}
