# METADATA
# title: Headers are one line
# description: >-
#   What becomes a header of a mail or a request ends where its line ends. A value with a line break in it writes headers of
#   the caller's choosing.
# custom:
#   clause: server/validate_input
#   also: [implementation, network_access]
#   spec: 2026-07-28 server/tools#security-considerations
package mcp.responsibility.server.validate_input.header_syntax

import data.mcp.lib.argument_values
import data.mcp.lib.arguments

# METADATA
# title: Line breaks out of a header
# description: The value becomes one line of a message's head, and has a line break with the name of another header behind it.
# custom:
#   short_name: line_break_in_header
#   severity: high
#   responsible: server_developer
#   remedy: Refuse line breaks in what becomes a header.
on.tool_call.deny contains {
	"code": "server/validate_input.line_break_in_header",
	"pointer": fact.pointer,
	"args": {},
} if {
	some fact in arguments.described
	"newline" in fact.marks
	_in_head(fact)
	regex.match(`[\r\n]+[A-Za-z][A-Za-z-]*:`, argument_values.text(fact))
}

_in_head(fact) if arguments.says(fact, "header")

# The headers of a request by their own names.
_in_head(fact) if startswith(fact.pointer, "/arguments/headers/")
