# METADATA
# title: Clients' own lists restrict
# description: >-
#   Lists of servers and tools in a client's settings that allow only some, deny some, or have a question asked first, take
#   nothing away from anybody's guard.
# custom:
#   clause: operator/restrict_access
package mcp.responsibility.operator.restrict_access.client_lists

# METADATA
# title: The client's settings restrict servers or tools
# description: The setting allows only what it lists, denies what it lists, or has the user asked about it.
# custom:
#   short_name: restricted_by_client
#   severity: info
#   responsible: operator
on.setting.allow contains {
	"code": "operator/restrict_access.restricted_by_client",
	"pointer": "/setting/value",
	"args": {},
} if {
	input.setting.name in {"allowed_servers", "denied_servers", "denied_tools", "asked_tools"}
}
