# METADATA
# title: The model may invoke tools that the user did not name
# description: >-
#   Models choose tools, several in sequence, without the user naming each; that is what they are for. What the tools may
#   do is the operator's to say, by grants and by lists of tools. What was left unsaid is the profile's to decide.
# custom:
#   clause: model_driven_invocation
package mcp.behavior.model_driven_invocation.invoked_tool

import data.mcp.lib.grants
import data.mcp.lib.operations_coverage as coverage
import data.mcp.lib.settings
import data.mcp.lib.tools

# METADATA
# title: Tool is the model's to invoke
# description: The operator lists the tool, or granted this server what the call does.
# custom:
#   short_name: granted_tool
#   severity: info
#   responsible: operator
on.tool_call.allow contains {
	"code": "model_driven_invocation.granted_tool",
	"pointer": "/tool/name",
	"args": {"tool": tools.name},
} if {
	coverage.granted
}

# METADATA
# title: Model invokes a tool of its choice
# description: Nothing that needs a grant is seen in the call, and the profile leaves such calls to the model.
# custom:
#   short_name: invoked
#   severity: info
#   responsible: operator
on.tool_call.allow contains {
	"code": "model_driven_invocation.invoked",
	"pointer": "/tool/name",
	"args": {"tool": tools.name},
} if {
	is_string(input.server.name)
	not coverage.granted
	not coverage.judged
	settings.effect("ungranted_tool") == "allow"
}

# METADATA
# title: Tool that nobody granted
# description: The settings neither list the tool nor grant this server what it does, as far as anybody can tell.
# custom:
#   short_name: ungranted_tool
#   severity: low
#   responsible: operator
#   remedy: List the tool under tools.allow of the server, or grant the server what the tool does.
on.tool_call.weigh contains {
	"topic": "ungranted_tool",
	"code": "model_driven_invocation.ungranted_tool",
	"pointer": "/tool/name",
	"args": {"tool": tools.name},
} if {
	not coverage.granted
	not coverage.judged
	not _asked
}

# METADATA
# title: Tool is always asked about
# description: The operator wants a person to confirm every call of this tool.
# custom:
#   short_name: asked_tool
#   severity: low
#   responsible: operator
#   remedy: Look at what the call does and confirm it; take the tool off tools.ask to stop being asked.
#   also: [operator/restrict_access]
on.tool_call.ask contains {
	"code": "model_driven_invocation.asked_tool",
	"pointer": "/tool/name",
	"args": {"tool": tools.name},
} if {
	_asked
}

_asked if {
	grants.entry.tools.ask
	not _spared
}

# Compared without letter case: servers differ in whether it counts.
_spared if {
	is_array(grants.entry.tools.ask)
	asked := {lower(name) | some name in grants.entry.tools.ask}
	count({lower(input.tool.name)} & asked) == 0
}
