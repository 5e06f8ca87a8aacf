# METADATA
# title: Paths name one place
# description: >-
#   Servers validate inputs before sensitive operations. A text that a shell or library may read as something other than
#   one path was judged as one path only.
# custom:
#   clause: server/validate_input
#   also: [filesystem_access, client/consent]
package mcp.responsibility.server.validate_input.path_ambiguous

# METADATA
# title: Path may be read as something else
# description: >-
#   The path holds a variable, a pattern in braces or a separator of lists, or begins as an option does. Servers differ in
#   what they read in it, and so in the files they open.
# custom:
#   short_name: ambiguous_path
#   severity: medium
#   responsible: server_developer
#   remedy: Send the plain path, with ./ before a name that begins with a dash; in the server, expand nothing.
on.any.ask contains {
	"code": "server/validate_input.ambiguous_path",
	"pointer": path.pointer,
	"args": {"mark": mark},
} if {
	input.kind in {"tool_call", "resource_read"}
	some path in input.facts.paths
	some mark in path.marks
	mark in {"variable", "brace_pattern", "option_like", "list"}
}

# METADATA
# title: Path hides parent folders behind percent-encoding
# description: Decoded once more, the path would climb to a parent folder. Whether it does depends on the server.
# custom:
#   short_name: encoded_traversal
#   severity: medium
#   responsible: server_developer
#   remedy: Decode a path exactly once, before it is checked, and refuse what still holds encoded separators or dots.
on.any.ask contains {
	"code": "server/validate_input.encoded_traversal",
	"pointer": path.pointer,
	"args": {},
} if {
	input.kind in {"tool_call", "resource_read"}
	some path in input.facts.paths
	"percent_encoded_traversal" in path.marks
}
