# METADATA
# title: Callers have what a tool needs
# description: >-
#   Who may call a server may not therefore call each of its tools. The operator says which scopes and which principals a
#   tool needs; a tool that is not named is under *.
# custom:
#   clause: server/access_control
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.server.access_control.permissions

import data.mcp.lib.tools

# METADATA
# title: Caller lacks a scope
# description: The settings say which scopes the tool needs, and the principal does not have all of them.
# custom:
#   short_name: missing_scope
#   http: insufficient_scope
#   severity: high
#   responsible: operator
#   remedy: Answer 403 with the scopes in the challenge; let the caller ask for them, or correct access.scopes of the server.
#   also: [authorization_bypass]
#   spec: 2026-07-28 basic/authorization#scope-challenge-handling
on.tool_call.deny contains {
	"code": "server/access_control.missing_scope",
	"pointer": "/principal/scopes",
	"args": {"tool": tools.name, "needed": concat(" ", sort(needed))},
} if {
	needed := _needed("scopes")
	not _holds(needed)
}

_holds(needed) if {
	held := {scope | some scope in input.principal.scopes}
	count(needed - held) == 0
}

# METADATA
# title: Caller may not use the tool
# description: The settings say who may call the tool, and the principal is not among them.
# custom:
#   short_name: principal_not_listed
#   severity: high
#   responsible: operator
#   remedy: Add the principal under access.principals of the server in mcp-trust.yaml if the caller should have the tool.
#   also: [authorization_bypass]
on.tool_call.deny contains {
	"code": "server/access_control.principal_not_listed",
	"pointer": "/principal/id",
	"args": {"tool": tools.name},
} if {
	listed := _needed("principals")
	not _among(listed)
}

_among(listed) if input.principal.id in listed

# What the operator said about the tool; of a call without a tool's name, what fits none.
_needed(member) := {entry | some entry in access[member][input.tool.name]} if {
	access := _access
	access[member][input.tool.name]
} else := {entry | some entry in access[member]["*"]} if {
	access := _access
	is_string(input.tool.name)
	access[member]["*"]
} else := {""} if {
	access := _access
	access[member]
	object.get(input, ["tool", "name"], null) == null
}

# Access is the business of the server and of a proxy before it; who does not say where it stands is held to it too.
_access := data.settings.servers[input.server.name].access if object.get(input, "point", "") in {"server", "proxy", ""}
