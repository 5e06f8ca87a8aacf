# METADATA
# title: Definitions worth reading
# description: >-
#   Who agrees to a server should know what its texts tell the model. These say something that a description seldom needs.
# custom:
#   clause: client/inform
#   also: [client_trusts_server]
package mcp.responsibility.client.inform.suspicious_definition

import data.mcp.lib.definitions

# METADATA
# title: Definition may steer the model
# description: >-
#   The text asks for something to be kept from the person, for instructions to be set aside, names a place of
#   credentials, imitates marks of a prompt, or is longer than anybody reads.
# custom:
#   short_name: suspicious_definition
#   severity: medium
#   responsible: server_developer
#   remedy: Read the text; if it is harmless, approve the server's definitions in mcp-trust.lock or waive this code.
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_list.weigh contains reason if some reason in _suspicious

on.prompt_list.weigh contains reason if some reason in _suspicious

on.resource_list.weigh contains reason if some reason in _suspicious

on.session.weigh contains reason if some reason in _suspicious

_suspicious contains {
	"topic": "suspicious_text",
	"code": "client/inform.suspicious_definition",
	"pointer": found.pointer,
	"args": {"name": found.name, "signals": definitions.words(found)},
} if {
	some found in definitions.suspicious
}
