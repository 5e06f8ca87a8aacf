# METADATA
# title: Git operations that change something need a grant
# description: >-
#   Where the operator said nothing about version control, looking is harmless; adding and taking away are what a person
#   or the profile decides about. A tool or command that the operator lists by name may do what that name says.
# custom:
#   clause: version_control
package mcp.behavior.version_control.ungranted_operation

import data.mcp.lib.grants_operations as grants
import data.mcp.lib.operations_commands as commands
import data.mcp.lib.operations_git as git
import data.mcp.lib.tools

# METADATA
# title: Change in version control that nobody granted
# description: The call commits, pushes or otherwise adds to a repository, and the settings do not say that this server may.
# custom:
#   short_name: ungranted_change
#   severity: low
#   responsible: operator
#   remedy: Grant the server git.write if it should change repositories.
on.tool_call.weigh contains {
	"topic": "ungranted_version_control",
	"code": "version_control.ungranted_change",
	"pointer": operation.pointer,
	"args": {},
} if {
	some operation in _open
	operation.class == "write"
}

# METADATA
# title: Rewriting of history that nobody granted
# description: >-
#   The call resets, rebases, forces, deletes or does something in version control that nobody understands, and the
#   settings do not say that this server may.
# custom:
#   short_name: ungranted_rewriting
#   severity: medium
#   responsible: operator
#   remedy: Grant the server git.rewrite_history if it should do this; otherwise look at what would be lost.
on.tool_call.weigh contains {
	"topic": "ungranted_history",
	"code": "version_control.ungranted_rewriting",
	"pointer": operation.pointer,
	"args": {},
} if {
	some operation in _open
	operation.class == "rewrite_history"
}

_open contains operation if {
	some operation in git.operations
	not grants.git_stated
	not _named_by_operator(operation)
}

_named_by_operator(operation) if {
	operation.pointer == "/tool/name"
	tools.listed
	git.as_named
}

_named_by_operator(operation) if operation.pointer in commands.granted
