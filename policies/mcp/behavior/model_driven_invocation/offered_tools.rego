# METADATA
# title: Servers offer tools and prompts
# description: >-
#   Definitions are how a model learns what it may invoke and a person what there is to choose. Offering them, asking for
#   a prompt and handing it over are what the protocol is for.
# custom:
#   clause: model_driven_invocation
package mcp.behavior.model_driven_invocation.offered_tools

# METADATA
# title: Server offers tools
# description: The model chooses tools by their definitions.
# custom:
#   short_name: offered_tools
#   severity: info
#   responsible: operator
#   spec: 2026-07-28 server/tools#listing-tools
on.tool_list.allow contains {
	"code": "model_driven_invocation.offered_tools",
	"pointer": "/tools",
	"args": {},
} if {
	is_array(input.tools)
}

# METADATA
# title: Server offers prompts
# description: A person chooses prompts by their definitions.
# custom:
#   short_name: offered_prompts
#   severity: info
#   responsible: operator
#   spec: 2026-07-28 server/prompts#listing-prompts
on.prompt_list.allow contains {
	"code": "model_driven_invocation.offered_prompts",
	"pointer": "/prompts",
	"args": {},
} if {
	is_array(input.prompts)
}

# METADATA
# title: Prompt is asked for
# description: A person, or the client for them, asks the server for one of its prompts.
# custom:
#   short_name: requested_prompt
#   severity: info
#   responsible: operator
#   spec: 2026-07-28 server/prompts#getting-a-prompt
on.prompt_get.allow contains {
	"code": "model_driven_invocation.requested_prompt",
	"pointer": "/prompt/name",
	"args": {},
} if {
	is_string(input.prompt.name)
}
