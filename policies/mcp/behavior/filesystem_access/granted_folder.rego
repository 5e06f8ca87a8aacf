# METADATA
# title: File access within the configured scope is intended
# description: >-
#   Servers read, write and list files within their configured scope. The scope is the operator's: the folders granted
#   to this server in the settings. Where the operator says which repositories git may work on, git calls are
#   version_control's to judge.
# custom:
#   clause: filesystem_access
#   also: [operator/restrict_access]
package mcp.behavior.filesystem_access.granted_folder

import data.mcp.lib.grants
import data.mcp.lib.placement
import data.mcp.lib.tools

# METADATA
# title: Path lies inside the granted folders
# description: The path, with links followed, is inside a folder that the operator granted for this kind of access.
# custom:
#   short_name: inside_grant
#   severity: info
#   responsible: operator
on.any.allow contains {
	"code": "filesystem_access.inside_grant",
	"pointer": path.pointer,
	"args": {},
} if {
	_about_files
	some path in placement.paths
	placement.inside(path)
}

# METADATA
# title: Path lies outside the granted folders
# description: The operator granted folders to this server; this path, with links followed, is in none of them.
# custom:
#   short_name: outside_grant
#   severity: high
#   responsible: operator
#   remedy: If the server should work there, add the folder to its filesystem grants; otherwise find out who asked for it.
on.any.deny contains {
	"code": "filesystem_access.outside_grant",
	"pointer": path.pointer,
	"args": {"path": object.get(path, "resolved", null)},
} if {
	grants.filesystem_stated
	not placement.by_repositories
	some path in placement.paths
	not placement.inside(path)
	not placement.inside_readable(path)
	not placement.unplaced(path)
}

# METADATA
# title: Folder is granted for reading only
# description: The path is inside a folder granted for reading, but the tool is not known to change nothing.
# custom:
#   short_name: read_only_grant
#   severity: medium
#   responsible: operator
#   remedy: Grant the folder under write, or list the tool under tools.read_only if you know that it only reads.
on.any.deny contains {
	"code": "filesystem_access.read_only_grant",
	"pointer": path.pointer,
	"args": {"tool": tools.name},
} if {
	some path in placement.paths
	not placement.in_command(path)
	not placement.by_repositories
	not placement.inside(path)
	placement.inside_readable(path)
}

# Being inside a folder makes a file access intended; it says nothing about a command that is run there.
_about_files if input.kind == "resource_read"

_about_files if {
	input.kind == "tool_call"
	tools.file_work
	not placement.by_repositories
}
