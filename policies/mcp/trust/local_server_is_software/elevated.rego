# METADATA
# title: The server runs with the client's privileges
# description: A local server has the access of any other application of the user, not that of the administrator.
# custom:
#   clause: local_server_is_software
package mcp.trust.local_server_is_software.elevated

# METADATA
# title: Server is started with raised privileges
# description: The command runs the server as an administrator, so every mistake in it is the whole machine's.
# custom:
#   short_name: elevated
#   severity: high
#   responsible: operator
#   remedy: Start the server as yourself; give it the single right it lacks another way.
#   spec: 2026-07-28 security_best_practices#local-mcp-server-compromise
on.connection.weigh contains {
	"topic": "unreviewed_code",
	"code": "local_server_is_software.elevated",
	"pointer": "/server/command",
	"args": {"wrappers": concat(", ", input.facts.launch.wrappers)},
} if {
	input.facts.launch.elevated
}
