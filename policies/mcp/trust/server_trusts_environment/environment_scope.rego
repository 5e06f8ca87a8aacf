# METADATA
# title: The environment is no wider than needed
# description: A server has access to whatever its execution context holds, so the context should hold what it needs.
# custom:
#   clause: server_trusts_environment
package mcp.trust.server_trusts_environment.environment_scope

import data.mcp.lib.folders

# METADATA
# title: Whole environment is handed to the server
# description: Every variable of the client, secrets for other programs included, reaches the server.
# custom:
#   short_name: environment_inherited
#   severity: medium
#   responsible: operator
#   remedy: List the variables the server needs, and pass only those.
on.connection.weigh contains {
	"topic": "widened_environment",
	"code": "server_trusts_environment.environment_inherited",
	"pointer": "/server/env_inherit",
	"args": {},
} if {
	input.server.env_inherit == "all"
}

# METADATA
# title: Working folder is the whole disk or home
# description: Relative paths of the server reach everything below a root or home folder.
# custom:
#   short_name: working_folder_wide
#   severity: low
#   responsible: operator
#   remedy: Set the working folder to the project the server works on.
on.connection.weigh contains {
	"topic": "widened_environment",
	"code": "server_trusts_environment.working_folder_wide",
	"pointer": "/server/cwd",
	"args": {"folder": input.server.cwd},
} if {
	folders.whole(input.server.cwd)
}

# METADATA
# title: Server is handed a whole disk or home
# description: >-
#   An argument names the root of a disk, or a home folder with everything in it. A server whose arguments are its scope
#   may then read or change all of it.
# custom:
#   short_name: folder_argument_wide
#   severity: low
#   responsible: operator
#   remedy: Name the folders the server works on, each for itself.
on.connection.weigh contains {
	"topic": "widened_environment",
	"code": "server_trusts_environment.folder_argument_wide",
	"pointer": $"/server/args/{index}",
	"args": {"folder": argument},
} if {
	input.server.transport == "stdio"
	some index, argument in input.server.args
	_rooted(argument)
	folders.whole(argument)
}

# What can be a whole disk or home at all, told apart cheaply: most arguments are flags and words.
_rooted(argument) if substring(argument, 0, 1) in {"/", "\\", "~", "$", "%", "."}

_rooted(argument) if substring(argument, 1, 1) == ":"
