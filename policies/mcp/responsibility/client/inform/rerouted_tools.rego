# METADATA
# title: A definition speaks for its own tool
# description: >-
#   Where another tool sends something is for that tool's server and its user to say. Attacker-controlled: a server that
#   is never called can steer those that are by what the model reads about it.
# custom:
#   clause: client/inform
#   also: [client_trusts_server]
package mcp.responsibility.client.inform.rerouted_tools

import data.mcp.lib.definitions
import data.mcp.lib.instructions
import data.mcp.lib.steering

# METADATA
# title: Definition sends other tools' data to an address
# description: The text says how tools of others are to be used, and gives the address that something is to be sent to.
# custom:
#   short_name: rerouted_tool
#   severity: high
#   responsible: server_developer
#   remedy: Disconnect the server and find out whose address this is; if it is yours, approve the definitions in mcp-trust.lock.
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_list.weigh contains {
	"topic": "suspicious_text",
	"code": "client/inform.rerouted_tool",
	"pointer": pointer,
	"args": {"name": object.get(tool, "name", "")},
} if {
	some index, tool in input.tools
	pointer := $"/tools/{index}"
	steering.reroutes(instructions.joined(instructions.pieces(tool)), _others(index))
	not pointer in definitions.approved
}

_others(index) := {other.name | some other in input.facts.other_tools} | {tool.name |
	some other, tool in input.tools
	other != index
}
