# METADATA
# title: Command execution for stdio is intended
# description: >-
#   Clients execute the configured command, with the client's privileges, and pass it the configured arguments. That
#   is the transport's purpose and no vulnerability.
# custom:
#   clause: stdio_command_execution
package mcp.behavior.stdio_command_execution.configured_command

# METADATA
# title: Client starts the configured command
# description: The entry names a command, and the client starts exactly that.
# custom:
#   short_name: configured_command
#   severity: info
#   responsible: operator
on.connection.allow contains {
	"code": "stdio_command_execution.configured_command",
	"pointer": "/server/command",
	"args": {},
} if {
	_stdio
	_command_given
}

# METADATA
# title: No command is configured
# description: A stdio server without a command cannot be started as configured; whatever runs is not the operator's choice.
# custom:
#   short_name: command_missing
#   severity: high
#   responsible: operator
#   remedy: Give the entry a command, and its arguments as a list of their own.
on.connection.deny contains {
	"code": "stdio_command_execution.command_missing",
	"pointer": "/server",
	"args": {},
} if {
	_stdio
	not _command_given
}

# METADATA
# title: Every start is logged
# description: Uses of the stdio transport are logged, so that what ran can be told afterwards.
# custom:
#   spec: 2026-07-28 security_best_practices#local-mcp-server-compromise
on.connection.oblige contains {"type": "log"} if _stdio

_stdio if input.server.transport == "stdio"

# An entry without arguments has none; arguments that are no list are split by whoever starts it.
_command_given if {
	count(trim_space(input.server.command)) > 0
	is_array(object.get(input.server, "args", []))
}
