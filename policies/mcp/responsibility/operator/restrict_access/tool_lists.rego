# METADATA
# title: The operator restricts what a server is asked to do
# description: >-
#   Operators configure the access restrictions their environment needs. A restriction that refuses a call is the
#   operator's wish, not a vulnerability in the server.
# custom:
#   clause: operator/restrict_access
package mcp.responsibility.operator.restrict_access.tool_lists

import data.mcp.lib.grants
import data.mcp.lib.listed_tools
import data.mcp.lib.tools

# METADATA
# title: Tool is on the operator's list
# description: The settings list this tool among those the server may be asked to run.
# custom:
#   short_name: tool_allowed
#   severity: info
#   responsible: operator
on.tool_call.allow contains {
	"code": "operator/restrict_access.tool_allowed",
	"pointer": "/tool/name",
	"args": {"tool": tools.name},
} if {
	listed_tools.listed(_name)
}

# METADATA
# title: Tool is not on the operator's list
# description: The settings list the tools this server may be asked to run, and this is none of them.
# custom:
#   short_name: tool_not_listed
#   severity: medium
#   responsible: operator
#   remedy: Add the tool to tools.allow of the server if it should be usable.
on.tool_call.deny contains {
	"code": "operator/restrict_access.tool_not_listed",
	"pointer": "/tool/name",
	"args": {"tool": tools.name},
} if {
	grants.entry.tools.allow
	not listed_tools.listed(_name)
}

# METADATA
# title: Tool is refused by the operator
# description: The settings list this tool among those the server must not be asked to run.
# custom:
#   short_name: tool_refused
#   severity: medium
#   responsible: operator
#   remedy: Remove the tool from tools.deny of the server if it should be usable.
on.tool_call.deny contains {
	"code": "operator/restrict_access.tool_refused",
	"pointer": "/tool/name",
	"args": {"tool": tools.name},
} if {
	grants.entry.tools.deny
	not listed_tools.spared(_name)
}

_name := object.get(input, ["tool", "name"], null)

# What may not be called is not offered.
on.tool_list.oblige contains {"type": "omit", "pointer": $"/tools/{index}"} if {
	some index in _refused
}

_refused contains index if {
	grants.entry.tools.allow
	some index, tool in input.tools
	not listed_tools.listed(object.get(tool, "name", null))
}

_refused contains index if {
	grants.entry.tools.deny
	some index, tool in input.tools
	not listed_tools.spared(object.get(tool, "name", null))
}
