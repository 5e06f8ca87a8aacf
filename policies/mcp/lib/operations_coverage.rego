# METADATA
# title: What the operator's word covers of a call
# description: >-
#   Whether a tool call does what the operator granted to its server, and whether a clause of its own judges it. Neither
#   says that the call is fine: each clause still finds what it finds.
package mcp.lib.operations_coverage

import data.mcp.lib.grants
import data.mcp.lib.grants_operations
import data.mcp.lib.network
import data.mcp.lib.operations_commands as commands
import data.mcp.lib.operations_database as database
import data.mcp.lib.operations_git as git
import data.mcp.lib.placement
import data.mcp.lib.tools

# METADATA
# description: The operator lists the tool, or granted the server something that the call does.
granted if tools.listed

granted if {
	tools.file_work
	count(placement.paths) > 0
	every path in placement.paths {
		placement.inside(path)
	}
}

granted if git.class in grants_operations.git

granted if {
	database.about
	count(network.requested) == 0
	every operation in database.operations {
		operation.class in grants_operations.database
	}
}

granted if {
	count(commands.pointers) > 0
	every pointer in commands.pointers {
		pointer in commands.granted
	}
}

granted if {
	count(commands.pointers) == 0
	some url in network.requested
	network.standing(url) == "granted"
}

# METADATA
# description: The call does something that a clause of its own judges, whether or not it was granted.
judged if count(commands.pointers) > 0

judged if git.class in {"write", "rewrite_history"}

judged if {
	grants_operations.git_stated
	git.about
}

judged if {
	some operation in database.operations
	operation.class != "read"
}

judged if {
	grants_operations.database_stated
	database.about
}

judged if {
	tools.file_work
	some path in placement.paths
	_placed(path)
}

_placed(_) if grants.filesystem_stated

_placed(path) if not placement.unplaced(path)
