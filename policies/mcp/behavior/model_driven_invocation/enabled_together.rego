# METADATA
# title: A client uses several servers
# description: >-
#   One conversation may use the tools of all servers that the client enables, one after the other, as the model decides.
#   That is what the protocol is for; which servers come together is the operator's to know.
# custom:
#   clause: model_driven_invocation
#   also: [operator/understand_capabilities]
package mcp.behavior.model_driven_invocation.enabled_together

# METADATA
# title: Servers are enabled together
# description: The model may use the tools of all of them in one conversation.
# custom:
#   short_name: enabled_together
#   severity: info
#   responsible: operator
on.environment.allow contains {
	"code": "model_driven_invocation.enabled_together",
	"pointer": "/servers",
	"args": {},
} if {
	is_array(input.servers)
}
