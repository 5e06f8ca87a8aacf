# METADATA
# title: Arguments of prompts that give orders
# description: >-
#   What is filled into a prompt's template the model reads as the user's words. Attacker-controlled: it may come from a
#   file, a page or a link that a stranger wrote.
# custom:
#   clause: client/inform
#   also: [server/validate_input]
package mcp.responsibility.client.inform.instructions_in_arguments

import data.mcp.lib.instructions

# METADATA
# title: Argument gives the model orders against its user
# description: >-
#   Close together, an argument of the prompt tells the model to keep something from the person or to set instructions
#   aside, and to fetch, pass on or call something.
# custom:
#   short_name: instructions_in_argument
#   severity: medium
#   responsible: client_developer
#   remedy: Find out where the value comes from, and hand it to the model as quoted data.
#   spec: 2026-07-28 server/prompts#security
on.prompt_get.weigh contains {
	"topic": "suspicious_text",
	"code": "client/inform.instructions_in_argument",
	"pointer": "/arguments",
	"args": {"signals": concat(", ", sort(signals))},
} if {
	text := instructions.joined(instructions.pieces(input.arguments))
	instructions.holds(text, ["secrecy", "override"])
	some signals in instructions.clusters(text)
	count(signals & {"secrecy", "override"}) > 0
	count(signals & {"credential_path", "coerced_step", "carried_content"}) > 0
}
