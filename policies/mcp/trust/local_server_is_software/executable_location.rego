# METADATA
# title: Only the owner can replace the executable
# description: Software in a folder where every account may write is whatever another account last put there.
# custom:
#   clause: local_server_is_software
package mcp.trust.local_server_is_software.executable_location

import data.mcp.lib.folders

# METADATA
# title: Executable lies in a shared temporary folder
# description: >-
#   Any local account or program can put another file in its place before the next start, or nobody can tell where it
#   lies.
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
	_replaceable(found.path)
}

# METADATA
# title: Executable lies on another machine
# description: Whoever serves the network folder, or answers in its place, decides at each start which program runs.
# custom:
#   short_name: executable_on_network
#   severity: high
#   responsible: operator
#   remedy: Install the program on this machine and start it from there.
on.connection.deny contains {
	"code": "local_server_is_software.executable_on_network",
	"pointer": "/server/command",
	"args": {},
} if {
	input.facts.launch.location == "network"
}

on.connection.deny contains {
	"code": "local_server_is_software.executable_on_network",
	"pointer": found.pointer,
	"args": {},
} if {
	some found in _executables
	startswith(replace(found.path, "\\", "/"), "//")
}

_replaceable(path) if {
	some folder in data.tables.shared_folders.roots
	folders.within(path, folder)
}

_replaceable(path) if folders.unclear(path)

_executables contains {
	"path": input.facts.launch.directory,
	"pointer": "/server/command",
} if input.facts.launch.directory

_executables contains {
	"path": input.server.cwd,
	"pointer": "/server/cwd",
} if input.facts.launch.location == "relative"

_executables contains {"path": _path(file), "pointer": file.pointer} if some file in _loaded

_executables contains {
	"path": concat("/", [input.server.cwd, _path(file)]),
	"pointer": file.pointer,
} if {
	some file in _loaded
	folders.relative(_path(file))
}

_loaded contains input.facts.launch.script

_loaded contains file if some file in input.facts.launch.preloads

_path(file) := trim_prefix(file.path, "file://")
