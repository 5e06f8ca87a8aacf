# METADATA
# title: Every definition is described
# description: Rules judge a definition by the facts about it; one that nobody described would be passed over.
# custom:
#   clause: client_trusts_server
package mcp.trust.client_trusts_server.tool_definitions_described

# METADATA
# title: Definition was not described
# description: The facts do not hold, at the same place in the list, what belongs to this tool or prompt.
# custom:
#   short_name: definition_not_described
#   severity: high
#   responsible: client_developer
#   remedy: Pass the event to the evaluator without facts, which describes every definition in order.
on.tool_list.deny contains {
	"code": "client_trusts_server.definition_not_described",
	"pointer": $"/tools/{index}",
	"args": {},
} if {
	some index, _ in input.tools
	not _tool_described(index)
}

on.prompt_list.deny contains {
	"code": "client_trusts_server.definition_not_described",
	"pointer": $"/prompts/{index}",
	"args": {},
} if {
	some index, _ in input.prompts
	not _prompt_described(index)
}

_tool_described(index) if {
	input.facts.tools[index].name == input.tools[index].name
	input.facts.tools[index].pointer == $"/tools/{index}"
	is_array(input.facts.tools[index].words)
	is_array(input.facts.tools[index].parameter_words)
}

_prompt_described(index) if {
	input.facts.prompts[index].name == input.prompts[index].name
	input.facts.prompts[index].pointer == $"/prompts/{index}"
}
