# METADATA
# title: A tool's name means one tool
# description: >-
#   The model chooses tools by name. Where two share one, a call meant for the first may reach the second, with everything
#   in its arguments.
# custom:
#   clause: client_trusts_server
package mcp.trust.client_trusts_server.shadowed_tools

# METADATA
# title: Another server offers a tool of this name
# description: Two servers of this client offer tools of one name, letter case, dashes and look-alike digits aside, so a call may reach the wrong one.
# custom:
#   short_name: shadowed_tool
#   severity: medium
#   responsible: operator
#   remedy: Disconnect one of the two servers, or let the client put the server's name before the tool's.
#   spec: 2026-07-28 server/tools#tool-names
on.tool_list.weigh contains {
	"topic": "shadowed_tool",
	"code": "client_trusts_server.shadowed_tool",
	"pointer": $"/tools/{index}/name",
	"args": {"tool": tool.name, "servers": concat(", ", sort(others))},
} if {
	count(_others) > 0
	some index, tool in input.tools
	others := _others[_spoken(tool.name)]
}

# METADATA
# title: Two tools of the server have one name
# description: Names in this list differ in letter case or in characters that nobody sees, or in nothing.
# custom:
#   short_name: duplicate_tool_name
#   severity: high
#   responsible: server_developer
#   remedy: Give each tool a name of its own; MCP wants tool names to be unique within a server.
#   spec: 2026-07-28 server/tools#tool-names
on.tool_list.deny contains {
	"code": "client_trusts_server.duplicate_tool_name",
	"pointer": $"/tools/{index}/name",
	"args": {"tool": tool.name},
} if {
	count(_names) < count(input.tools)
	some index, tool in input.tools
	count(_names[_read(tool.name)]) > 1
}

_names[name] contains index if {
	some index, tool in input.tools
	name := _read(tool.name)
}

_others[name] contains other.server if {
	some other in input.facts.other_tools
	other.server != input.server.name
	name := _spoken(other.name)
}

# Dashes, dots and digits that look like letters do not tell two tools apart.
_spoken(name) := strings.replace_n({"-": "", "_": "", ".": "", "0": "o", "1": "l"}, _read(name))

# As a person reads it: without letter case, blanks, and characters that take no place.
_read(name) := concat("", [part[0] |
	some part in regex.find_all_string_submatch_n(`[^\p{Cf}\p{Cc}\p{Z}]+`, lower(name), -1)
])
