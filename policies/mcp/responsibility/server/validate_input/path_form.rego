# METADATA
# title: Paths mean the same to everyone who reads them
# description: >-
#   Servers validate inputs before sensitive operations. A path that different readers resolve differently passes one
#   check and opens another file.
# custom:
#   clause: server/validate_input
#   also: [filesystem_access, sandbox_escape]
package mcp.responsibility.server.validate_input.path_form

# METADATA
# title: Paths were not resolved
# description: >-
#   The event names a tool call or resource but does not say which of its values are paths, or says it incompletely.
# custom:
#   short_name: paths_unresolved
#   severity: high
#   responsible: client_developer
#   remedy: Let the SDK describe the event before it is decided, or add facts.paths, empty when there are none.
on.any.deny contains {
	"code": "server/validate_input.paths_unresolved",
	"pointer": "/facts",
	"args": {},
} if {
	_judged
	not _resolved
}

# METADATA
# title: Path is spelled to deceive
# description: >-
#   The path holds a null byte, a control character, an alternate data stream or a component that ends in a dot or
#   space, mixes separators, climbs behind a link or is too long: checks and file systems read these differently.
# custom:
#   short_name: deceptive_path
#   severity: high
#   responsible: server_developer
#   remedy: Refuse such paths in the server; send the plain spelling.
on.any.deny contains {
	"code": "server/validate_input.deceptive_path",
	"pointer": path.pointer,
	"args": {"mark": mark},
} if {
	_judged
	some path in input.facts.paths
	some mark in path.marks
	mark in _deceptive
}

# METADATA
# title: Path names a device or another machine
# description: >-
#   A device path bypasses the file system's rules; a network path makes the machine log in to a host of the caller's
#   choosing and hand over the user's credentials.
# custom:
#   short_name: device_or_network_path
#   severity: high
#   responsible: server_developer
#   remedy: Accept only paths of the local file system; map network folders and grant them by their local path.
on.any.deny contains {
	"code": "server/validate_input.device_or_network_path",
	"pointer": path.pointer,
	"args": {"form": path.form},
} if {
	_judged
	some path in input.facts.paths
	path.form in {"device", "unc"}
	count(path.inside) == 0
}

# METADATA
# title: Relative path climbs out of its base
# description: The path is relative to a folder the server chooses and leaves it through parent folders.
# custom:
#   short_name: path_leaves_base
#   severity: high
#   responsible: server_developer
#   remedy: Resolve the path against its base and compare whole components before using it.
on.any.deny contains {
	"code": "server/validate_input.path_leaves_base",
	"pointer": path.pointer,
	"args": {},
} if {
	_judged
	some path in input.facts.paths
	"leaves_base" in path.marks
	count(path.inside) == 0
}

_deceptive := {
	"null_byte", "control_character", "alternate_stream", "trailing_dot_or_space", "mixed_separators",
	"link_ambiguous", "too_long",
}

_judged if input.kind in {"tool_call", "resource_read"}

# The other rules, and those of filesystem_access, rely on every one of these.
_resolved if {
	is_array(input.facts.paths)
	every path in input.facts.paths {
		is_string(path.pointer)
		is_string(path.form)
		is_array(path.inside)
		is_array(path.marks)
		type_name(path.resolved) in {"null", "string"}
	}
}
