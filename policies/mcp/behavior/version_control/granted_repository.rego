# METADATA
# title: Git works in the granted repositories
# description: >-
#   A repository's own configuration and hooks can run programs, so in which folders git works is a scope of its own. Where
#   the operator states it, paths of git calls are judged by it; otherwise by the filesystem grants.
# custom:
#   clause: version_control
#   also: [operator/restrict_access, filesystem_access]
package mcp.behavior.version_control.granted_repository

import data.mcp.lib.placement

# METADATA
# title: Path lies outside the granted repositories
# description: >-
#   The operator said which folders hold this server's repositories; this path, with links followed, is in none of them,
#   or it cannot be told where it is.
# custom:
#   short_name: repository_outside_grant
#   severity: high
#   responsible: operator
#   remedy: Add the folder to git.repositories if the server should work there; otherwise find out who asked for it.
on.tool_call.deny contains {
	"code": "version_control.repository_outside_grant",
	"pointer": object.get(path, "pointer", "/facts/paths"),
	"args": {"path": object.get(path, "resolved", null)},
} if {
	placement.by_repositories
	some path in placement.paths
	not placement.in_repository(path)
	not placement.beside_repository(path)
}
