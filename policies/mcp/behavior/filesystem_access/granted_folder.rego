# METADATA
# title: File access within the configured scope is intended
# description: >-
#   Servers read, write and list files within their configured scope. The scope is the operator's: the folders granted
#   to this server in the settings.
# custom:
#   clause: filesystem_access
#   also: [operator/restrict_access]
package mcp.behavior.filesystem_access.granted_folder

import data.mcp.lib.grants
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
	some path in _paths
	_inside(path)
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
	some path in _paths
	not _inside(path)
	not _inside_readable(path)
	not _unplaced(path)
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
	some path in _paths
	not _inside(path)
	_inside_readable(path)
}

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
	some path in _paths
	not _unplaced(path)
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
	some path in _paths
	_unplaced(path)
}

# Relative to a base only the server knows, and not climbing out of it: a repository, a bucket, or its working folder.
_unplaced(path) if {
	path.form == "relative"
	is_null(path.resolved)
	count({"leaves_base"} & {mark | some mark in path.marks}) == 0
}

# Being inside a folder makes a file access intended; it says nothing about a command that is run there.
_about_files if input.kind == "resource_read"

_about_files if {
	input.kind == "tool_call"
	not tools.executing
}

_paths := {path |
	input.kind in {"tool_call", "resource_read"}
	some path in input.facts.paths
}

_inside(path) if {
	is_string(path.resolved)
	some root in path.inside
	root in grants.writable
}

_inside(path) if {
	_reading
	_inside_readable(path)
}

_inside_readable(path) if {
	is_string(path.resolved)
	some root in path.inside
	root in grants.readable
}

_reading if input.kind == "resource_read"

_reading if {
	input.kind == "tool_call"
	tools.read_only
}
