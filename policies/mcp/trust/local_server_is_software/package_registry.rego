# METADATA
# title: The package comes from its registry
# description: A name and version say which software it is only within one registry; another may serve anything under it.
# custom:
#   clause: local_server_is_software
package mcp.trust.local_server_is_software.package_registry

# METADATA
# title: Package is fetched from another registry
# description: The command names its own place to fetch the package from, so the name does not tell who published it.
# custom:
#   short_name: registry_elsewhere
#   severity: medium
#   responsible: operator
#   remedy: Use the public registry, or set your organization's registry for the whole machine instead of in this entry.
on.connection.weigh contains {
	"topic": "unreviewed_code",
	"code": "local_server_is_software.registry_elsewhere",
	"pointer": "/server/package",
	"args": {"registry": input.server.package.registry_url},
} if not _usual

_usual if not input.server.package.registry_url

_usual if {
	some place in data.tables.package_registries.public
	trim_suffix(input.server.package.registry_url, "/") == place
}
