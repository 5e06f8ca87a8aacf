# METADATA
# title: Results go to the model
# description: >-
#   What a tool answers and what a prompt says reach the model, which goes on by them, in several steps if need be. That is
#   intended; what they may make it do is judged when it does it.
# custom:
#   clause: model_driven_invocation
package mcp.behavior.model_driven_invocation.returned_result

# METADATA
# title: Tool answers
# description: The result of a call that was decided about reaches the model.
# custom:
#   short_name: returned_result
#   severity: info
#   responsible: operator
#   spec: 2026-07-28 server/tools#tool-result
on.tool_result.allow contains {
	"code": "model_driven_invocation.returned_result",
	"pointer": "/result",
	"args": {},
} if {
	is_object(input.result)
	is_string(input.tool.name)
}

# METADATA
# title: Prompt is handed over
# description: The messages of a prompt that was asked for reach the model.
# custom:
#   short_name: returned_prompt
#   severity: info
#   responsible: operator
#   spec: 2026-07-28 server/prompts#getting-a-prompt
on.prompt_result.allow contains {
	"code": "model_driven_invocation.returned_prompt",
	"pointer": "/result",
	"args": {},
} if {
	is_object(input.result)
	is_string(input.prompt.name)
}
