# METADATA
# title: File access needs a scope
# description: Whether a file is within the configured scope can be told only when there is a scope and a place.
# custom:
#   clause: filesystem_access
package mcp.behavior.filesystem_access.scope_unknown

import data.mcp.lib.grants
import data.mcp.lib.placement

# METADATA
# title: No folders are granted to the server
# description: The call names files, but the settings do not say which folders this server may use.
# custom:
#   short_name: no_grant
#   severity: low
#   responsible: operator
#   remedy: Give the server a filesystem grant with the folders it works on.
on.any.weigh contains {
	"topic": "ungranted_files",
	"code": "filesystem_access.no_grant",
	"pointer": path.pointer,
	"args": {"path": object.get(path, "resolved", null)},
} if {
	not grants.filesystem_stated
	not placement.by_repositories
	some path in placement.paths
	not placement.in_command(path)
	not placement.unplaced(path)
}

# METADATA
# title: Path starts where nobody knows
# description: >-
#   The path is relative, and the event does not say which folder the server works in, so it cannot be told whether the
#   path is inside the granted folders.
# custom:
#   short_name: base_unknown
#   severity: low
#   responsible: operator
#   remedy: Configure the server's working folder, or let the client send absolute paths.
on.any.weigh contains {
	"topic": "ungranted_files",
	"code": "filesystem_access.base_unknown",
	"pointer": path.pointer,
	"args": {},
} if {
	grants.filesystem_stated
	not placement.by_repositories
	some path in placement.paths
	not placement.in_command(path)
	placement.unplaced(path)
	not placement.beside_repository(path)
}
