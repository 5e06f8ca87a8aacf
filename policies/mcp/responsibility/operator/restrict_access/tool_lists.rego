# METADATA
# title: The operator restricts what a server is asked to do
# description: >-
#   Operators configure the access restrictions their environment needs. A restriction that refuses a call is the
#   operator's wish, not a vulnerability in the server.
# custom:
#   clause: operator/restrict_access
package mcp.responsibility.operator.restrict_access.tool_lists

import data.mcp.lib.grants
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
	_listed
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
	not _listed
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
	not _spared
}

_listed if input.tool.name in grants.entry.tools.allow

_spared if {
	is_array(grants.entry.tools.deny)
	refused := {lower(name) | some name in grants.entry.tools.deny}
	count({lower(input.tool.name)} & refused) == 0
}
