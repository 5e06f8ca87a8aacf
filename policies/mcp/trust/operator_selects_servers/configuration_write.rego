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
import data.mcp.lib.texts
import data.mcp.lib.tools

# METADATA
# title: Tool would write a client's configuration
# description: The call changes a file in which an MCP client keeps its servers or permissions, or this policy's settings.
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
	_configuration(folders.joined(_path(found)))
}

_configuration(path) if {
	some file in data.tables.client_configuration.files
	endswith(path, $"/{file}/")
}

_configuration(path) if {
	some folder in data.tables.client_configuration.folders
	contains(path, $"/{folder}/")
}

# A path that could not be resolved, relative to a folder of the server's say, is judged as it was written.
# Attacker-controlled: a blank or quote at its end hides the name from comparison, and many servers drop it.
_path(found) := found.resolved if {
	is_string(found.resolved)
} else := texts.bare(texts.written[found.pointer])
