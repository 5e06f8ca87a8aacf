# METADATA
# title: Commands within the grant are intended
# description: >-
#   Some servers run system commands or scripts. Which ones this server may run is the operator's to say: a program, or a
#   program and its first words. Every command of a line must be covered, and nothing in the line may be decided only when
#   it runs.
# custom:
#   clause: system_commands
#   also: [operator/restrict_access]
package mcp.behavior.system_commands.granted_command

import data.mcp.lib.grants_operations as grants
import data.mcp.lib.operations_code as code
import data.mcp.lib.operations_commands as commands
import data.mcp.lib.tools

# METADATA
# title: Command is granted
# description: The operator's list covers every command of the line, word by word.
# custom:
#   short_name: granted
#   severity: info
#   responsible: operator
on.tool_call.allow contains {
	"code": "system_commands.granted",
	"pointer": pointer,
	"args": {},
} if {
	some pointer in commands.granted
}

# METADATA
# title: Command is outside the grant
# description: >-
#   The operator listed the commands this server may run. This line has another one, or a redirection, a substitution, a
#   variable or an option by which a program starts another; or it is code that is no command line.
# custom:
#   short_name: outside_grant
#   severity: high
#   responsible: operator
#   remedy: If the server should run this, add the program and its first words to its commands grant; otherwise find out who asked for it.
on.tool_call.deny contains {
	"code": "system_commands.outside_grant",
	"pointer": pointer,
	"args": {},
} if {
	grants.commands_stated
	some pointer in commands.pointers
	not pointer in commands.granted
}

# METADATA
# title: Command that nobody granted
# description: The call runs a command or code, and the settings do not say what this server may run.
# custom:
#   short_name: ungranted_command
#   severity: medium
#   responsible: operator
#   remedy: List the commands the server may run under grants.commands, or the tool under tools.allow if it may run anything.
on.tool_call.weigh contains {
	"topic": "ungranted_command",
	"code": "system_commands.ungranted_command",
	"pointer": pointer,
	"args": {},
} if {
	some pointer in commands.pointers
	not grants.commands_stated
	not _left_to_others(pointer)
}

# Listing the tool by its name grants what the name says.
_left_to_others(_) if {
	tools.listed
	code.runs
}

# How far git may go is version_control's to judge.
_left_to_others(pointer) if {
	grants.git_stated
	pointer in commands.plain_git
}
