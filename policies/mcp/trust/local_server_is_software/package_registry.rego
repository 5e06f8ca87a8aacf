# METADATA
# title: The package comes from its registry
# description: A name and version say which software it is only within one registry; another may serve anything under it.
# custom:
#   clause: local_server_is_software
package mcp.trust.local_server_is_software.package_registry

# METADATA
# title: Command names the registry
# description: >-
#   The command brings its own place to fetch the package from, so name and version do not tell whose software it is.
# custom:
#   short_name: registry_elsewhere
#   severity: medium
#   responsible: operator
#   remedy: Drop the option; set your organization's registry for the whole machine if you need one.
on.connection.weigh contains {
	"topic": "unreviewed_code",
	"code": "local_server_is_software.registry_elsewhere",
	"pointer": "/server/package",
	"args": {"registry": registry},
} if {
	registry := input.server.package.registry_url
}
