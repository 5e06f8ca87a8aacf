# METADATA
# title: Definitions stay as they were reviewed
# description: What an operator approved is the definition that was read; the lock file holds its digest.
# custom:
#   clause: client_trusts_server
#   also: [operator/review_configuration]
package mcp.trust.client_trusts_server.tool_definitions_pinned

# METADATA
# title: Definition changed since it was approved
# description: The lock file holds an approval of a tool or prompt of this name, with another definition.
# custom:
#   short_name: changed_definition
#   severity: high
#   responsible: operator
#   remedy: Read the definition as it is now; if it is what you want, put its digest into mcp-trust.lock.
#   spec: 2026-07-28 server/tools#list-changed-notification
on.tool_list.weigh contains reason if some reason in _changed

on.tool_call.weigh contains reason if some reason in _changed

on.prompt_list.weigh contains reason if some reason in _changed

on.prompt_get.weigh contains reason if some reason in _changed

_changed contains {
	"topic": "changed_definition",
	"code": "client_trusts_server.changed_definition",
	"pointer": definition.pointer,
	"args": {"name": definition.name, "digest": definition.digest},
} if {
	some definition in _used
	count({definition.approved, definition.digest, ""}) == 3
}

# METADATA
# title: Definition is new since the server was approved
# description: The lock file holds approvals of this server's tools or prompts, and none of this name.
# custom:
#   short_name: new_definition
#   severity: medium
#   responsible: operator
#   remedy: Read the definition; if you want it, put its digest into mcp-trust.lock.
on.tool_list.weigh contains reason if some reason in _new

on.tool_call.weigh contains reason if some reason in _new

on.prompt_list.weigh contains reason if some reason in _new

on.prompt_get.weigh contains reason if some reason in _new

_new contains {
	"topic": "new_definition",
	"code": "client_trusts_server.new_definition",
	"pointer": definition.pointer,
	"args": {"name": definition.name, "digest": definition.digest},
} if {
	some definition in _used
	definition.approved == ""
}

# METADATA
# title: Definition cannot be compared with what was approved
# description: The lock file holds approvals of this server's definitions, and the event does not say which one this is.
# custom:
#   short_name: definition_undigested
#   severity: high
#   responsible: client_developer
#   remedy: Put the definition into the event, in tool.definition or prompt.definition, so that its digest is found.
on.tool_list.deny contains reason if some reason in _undigested

on.tool_call.deny contains reason if some reason in _undigested

on.prompt_list.deny contains reason if some reason in _undigested

on.prompt_get.deny contains reason if some reason in _undigested

_undigested contains {
	"code": "client_trusts_server.definition_undigested",
	"pointer": definition.pointer,
	"args": {"name": definition.name},
} if {
	some definition in _used
	definition.digest == ""
}

# The definitions that the event is about, where those of the server were approved. Empty stands for absent.
_used contains _compared(pins, $"/tools/{index}", tool.name, object.get(input, ["facts", "tools", index, "digest"], "")) if {
	input.kind == "tool_list"
	pins := data.lock.servers[input.server.name].tools
	some index, tool in input.tools
}

_used contains _compared(pins, $"/prompts/{index}", prompt.name, object.get(input, ["facts", "prompts", index, "digest"], "")) if {
	input.kind == "prompt_list"
	pins := data.lock.servers[input.server.name].prompts
	some index, prompt in input.prompts
}

_used contains _compared(pins, "/tool/name", name, _called_digest) if {
	input.kind == "tool_call"
	pins := data.lock.servers[input.server.name].tools
	name := object.get(input, ["tool", "name"], "")
}

_used contains _compared(pins, "/prompt/name", name, _called_digest) if {
	input.kind == "prompt_get"
	pins := data.lock.servers[input.server.name].prompts
	name := object.get(input, ["prompt", "name"], "")
}

_called_digest := object.get(input, ["facts", "definition_digest"], "")

_compared(pins, pointer, name, digest) := {
	"pointer": pointer,
	"name": name,
	"digest": digest,
	"approved": object.get(pins, name, ""),
}
