# METADATA
# title: Paths and the grants
# description: Where each path of the event lies with regard to the folders the operator granted to its server.
package mcp.lib.placement

import data.mcp.lib.folders
import data.mcp.lib.grants
import data.mcp.lib.grants_operations
import data.mcp.lib.operations_git as git
import data.mcp.lib.texts
import data.mcp.lib.tools

# METADATA
# description: The paths of an event that opens files.
paths := {path |
	input.kind in {"tool_call", "resource_read"}
	some path in input.facts.paths
}

# METADATA
# description: The path is in a folder granted for what the event does with it.
inside(path) if {
	is_string(path.resolved)
	some root in path.inside
	root in grants.writable
}

inside(path) if {
	_reading
	inside_readable(path)
}

# METADATA
# description: The path is in a folder granted for reading at least.
inside_readable(path) if {
	is_string(path.resolved)
	some root in path.inside
	root in grants.readable
}

# METADATA
# description: >-
#   The path is a word of a command line. What the command does with it is what the operator granted commands for, and it
#   starts in the folder that the command starts in; only where there is a scope for files must it lie inside.
in_command(path) if path.found_by == "command"

# METADATA
# description: >-
#   The path is relative to a base only the server knows, a repository, a bucket or its working folder, and nobody reads
#   it as one that climbs out of there.
unplaced(path) if {
	path.form == "relative"
	path.marks == []
	is_null(path.resolved)
	_base_unknown
	texts.bare(path.written) == path.written
	not _climbs(path.written)
}

# Between revisions of git two or three dots stand inside a component; a component of dots alone is a parent to somebody.
_climbs(written) if regex.match(`(^|[/\\])[. ]*\.\.[. ]*([/\\]|$)`, written)

_climbs(written) if regex.match(`(^|[^a-zA-Z0-9_.-])\.\.|\.\.([^a-zA-Z0-9_.-]|$)`, written)

# With its base known a relative path resolves; where it did not, its readers differ.
_base_unknown if {
	folder := object.get(input, ["server", "cwd"], "")
	is_string(folder)
	not folders.anchored(folder)
}

_reading if input.kind == "resource_read"

_reading if {
	input.kind == "tool_call"
	tools.read_only
	not git.about
}

# What git does is read from more than the tool's name.
_reading if {
	input.kind == "tool_call"
	git.solely
	git.class == "read"
}

# METADATA
# description: The paths of the event are repositories and what is in them, and the operator said where those may be.
by_repositories if {
	grants_operations.repositories_stated
	input.kind == "tool_call"
	git.solely
}

# METADATA
# description: The path is in a folder granted for repositories.
in_repository(path) if {
	is_string(path.resolved)
	some root in path.inside
	root in grants_operations.repositories
}

# METADATA
# description: The path is relative, and another path of the call says which granted repository it is in.
beside_repository(path) if {
	git.solely
	unplaced(path)
	some other in paths
	_git_may_work_in(other)
}

_git_may_work_in(path) if in_repository(path)

_git_may_work_in(path) if {
	not grants_operations.repositories_stated
	inside(path)
}
