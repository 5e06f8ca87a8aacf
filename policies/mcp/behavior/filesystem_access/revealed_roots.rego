# METADATA
# title: Roots are what the operator granted
# description: >-
#   A client tells a server which folders it may work in. What it tells is at most what the operator granted; other paths
#   of the machine are nobody's business.
# custom:
#   clause: filesystem_access
#   also: [server/least_privilege, operator/restrict_access]
package mcp.behavior.filesystem_access.revealed_roots

import data.mcp.lib.flows_limits
import data.mcp.lib.placement

# METADATA
# title: Root lies inside the granted folders
# description: The folder, with links followed, is inside a folder that the operator granted to this server.
# custom:
#   short_name: root_in_grant
#   severity: info
#   responsible: operator
#   spec: 2026-07-28 client/roots#security-considerations
on.roots.allow contains {
	"code": "filesystem_access.root_in_grant",
	"pointer": _pointer(index),
	"args": {},
} if {
	some index, _ in input.roots
	_granted(index)
}

# METADATA
# title: No folder is revealed
# description: The client tells the server that it has no roots for it.
# custom:
#   short_name: no_roots
#   severity: info
#   responsible: operator
on.roots.allow contains {"code": "filesystem_access.no_roots", "pointer": "/roots", "args": {}} if input.roots == []

# METADATA
# title: Root lies outside the granted folders
# description: The operator granted folders to this server; this root, with links followed, is in none of them.
# custom:
#   short_name: root_outside_grant
#   severity: medium
#   responsible: client_developer
#   remedy: Reveal only folders that the user granted to this server; or add the folder to its filesystem grants.
#   spec: 2026-07-28 client/roots#security-considerations
on.roots.deny contains {
	"code": "filesystem_access.root_outside_grant",
	"pointer": _pointer(index),
	"args": {},
} if {
	_stated
	some index, _ in input.roots
	not _granted(index)
}

# METADATA
# title: No folders are granted to the server
# description: The client would reveal a folder, and the settings do not say which folders this server may know of.
# custom:
#   short_name: root_ungranted
#   severity: low
#   responsible: operator
#   remedy: Give the server a filesystem grant with the folders it works on.
#   spec: 2026-07-28 client/roots#security-considerations
on.roots.weigh contains {
	"topic": "ungranted_roots",
	"code": "filesystem_access.root_ungranted",
	"pointer": _pointer(index),
	"args": {},
} if {
	not _stated
	some index, _ in input.roots
}

# METADATA
# title: Root is no folder
# description: The root has another scheme than file, so it names no folder of this machine.
# custom:
#   short_name: root_not_file
#   severity: medium
#   responsible: client_developer
#   remedy: Reveal folders as file:// URIs.
#   spec: 2026-07-28 client/roots#root
on.roots.deny contains {
	"code": "filesystem_access.root_not_file",
	"pointer": _pointer(index),
	"args": {},
} if {
	some index, root in input.roots
	not _file(root)
}

_stated if {
	some entry in flows_limits.entries
	entry.grants.filesystem
}

_pointer(index) := $"/roots/{index}/uri"

# No second fact may contradict the one that says where it lies.
_granted(index) if {
	places := [path | some path in input.facts.paths; path.pointer == _pointer(index)]
	count(places) > 0
	every path in places {
		placement.inside_readable(path)
	}
}

_file(root) if startswith(lower(root.uri), "file://")
