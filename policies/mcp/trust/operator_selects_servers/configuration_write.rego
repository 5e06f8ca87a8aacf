# METADATA
# title: A tool does not select servers
# description: >-
#   A tool that can write a client's configuration can start any program at the next launch. Text the model read may
#   be the one that asked for it.
# custom:
#   clause: operator_selects_servers
#   also: [client/consent]
package mcp.trust.operator_selects_servers.configuration_write

import data.mcp.lib.folders
import data.mcp.lib.spellings
import data.mcp.lib.tools

# METADATA
# title: Tool would write a client's configuration
# description: >-
#   The call changes a file, or a folder of files, in which an MCP client keeps its servers or permissions, or this
#   policy's settings; or it cannot be told what it changes.
# custom:
#   short_name: configuration_write
#   severity: critical
#   responsible: operator
#   remedy: Make the change yourself, or keep configuration folders out of the server's grants.
on.tool_call.deny contains {
	"code": "operator_selects_servers.configuration_write",
	"pointer": found.pointer,
	"args": {"tool": tools.name},
} if {
	not tools.read_only
	some found in input.facts.paths
	not _elsewhere(found)
}

# Both spellings count: a client reads its configuration through the link that the resolved path has followed.
_elsewhere(found) if {
	count(spellings.of(found)) > 0
	every path in spellings.of(found) {
		parts := folders.components(path)
		count(_endings(parts) & _destinations) == 0
		joined := $"/{concat("/", parts)}/"
		count([folder | some folder in _folders; contains(joined, folder)]) == 0
	}
}

_endings(parts) := {ending |
	some length in numbers.range(1, _longest)
	ending := concat("/", array.slice(parts, count(parts) - length, count(parts)))
}

_longest := max({count(split(file, "/")) | some file in data.tables.client_configuration.files})

_folders := {$"/{folder}/" | some folder in data.tables.client_configuration.folders}

_destinations := {file | some file in data.tables.client_configuration.files} | _parents

# Whoever moves a folder to the place of one of these brings the file in it along.
_parents contains parent if {
	some file in data.tables.client_configuration.files
	parts := split(file, "/")
	some length, _ in parts
	parent := concat("/", array.slice(parts, 0, length))
	_telling(parent)
}

# A word alone names many other folders.
_telling(parent) if startswith(parent, ".")

_telling(parent) if contains(parent, "/")
