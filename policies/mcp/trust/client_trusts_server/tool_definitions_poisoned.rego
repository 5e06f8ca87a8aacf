# METADATA
# title: Definitions describe, they do not command
# description: >-
#   A client trusts what a server says about its tools, and the model does what it reads there. A definition that orders
#   the model about breaks that trust before any tool is called.
# custom:
#   clause: client_trusts_server
#   also: [client/inform]
package mcp.trust.client_trusts_server.tool_definitions_poisoned

import data.mcp.lib.definitions

# METADATA
# title: Definition gives the model orders against its user
# description: >-
#   The text tells the model to keep something from the person, to set instructions aside or to take something from where
#   credentials are, and what to do with it. No honest definition needs that.
# custom:
#   short_name: poisoned_definition
#   severity: critical
#   responsible: server_developer
#   remedy: Disconnect the server and find out whose text this is; a definition says what a tool does and nothing else.
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_list.deny contains reason if some reason in _poisoned

on.prompt_list.deny contains reason if some reason in _poisoned

on.resource_list.deny contains reason if some reason in _poisoned

on.session.deny contains reason if some reason in _poisoned

_poisoned contains {
	"code": "client_trusts_server.poisoned_definition",
	"pointer": found.pointer,
	"args": {"name": found.name, "signals": definitions.words(found)},
} if {
	some found in definitions.poisoned
}
