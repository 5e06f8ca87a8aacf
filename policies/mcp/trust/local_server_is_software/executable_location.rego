# METADATA
# title: Only the owner can replace the executable
# description: Software in a folder where every account may write is whatever another account last put there.
# custom:
#   clause: local_server_is_software
package mcp.trust.local_server_is_software.executable_location

import data.mcp.lib.folders

# METADATA
# title: Executable lies in a shared temporary folder
# description: Any local account or program can put another file in its place before the next start.
# custom:
#   short_name: executable_in_shared_folder
#   severity: high
#   responsible: operator
#   remedy: Install the program in a folder that only you or an administrator can write to.
on.connection.deny contains {
	"code": "local_server_is_software.executable_in_shared_folder",
	"pointer": found.pointer,
	"args": {"path": found.path},
} if {
	some found in _executables
	some folder in data.tables.shared_folders.roots
	folders.within(found.path, folder)
}

_executables contains {
	"path": input.facts.launch.directory,
	"pointer": "/server/command",
} if input.facts.launch.directory

_executables contains {
	"path": input.server.cwd,
	"pointer": "/server/cwd",
} if input.facts.launch.location == "relative"

_executables contains {
	"path": input.facts.launch.script.path,
	"pointer": input.facts.launch.script.pointer,
} if input.facts.launch.script

_executables contains {
	"path": concat("/", [input.server.cwd, input.facts.launch.script.path]),
	"pointer": input.facts.launch.script.pointer,
} if folders.relative(input.facts.launch.script.path)
