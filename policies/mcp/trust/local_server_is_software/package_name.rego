# METADATA
# title: The package is the one it seems to be
# description: Names one slip away from a well-known package are how malicious software gets installed.
# custom:
#   clause: local_server_is_software
package mcp.trust.local_server_is_software.package_name

import data.mcp.lib.grants

# METADATA
# title: Package name resembles a well-known one
# description: The package is not the well-known one it resembles. It may be a typing slip, or somebody counting on one.
# custom:
#   short_name: package_lookalike
#   severity: high
#   responsible: operator
#   remedy: Check the publisher of the package; correct the name, or admit the server in the settings by its package.
on.connection.weigh contains {
	"topic": "unreviewed_code",
	"code": "local_server_is_software.package_lookalike",
	"pointer": "/server/package",
	"args": {
		"package": object.get(input, ["server", "package", "name"], ""),
		"resembles": concat(", ", sort(input.facts.similar_packages)),
	},
} if {
	count(input.facts.similar_packages) > 0
	not _vouched
}

# The operator named this very package: no slip.
_vouched if {
	data.settings.servers[input.server.name].match.package
	grants.admits(data.settings.servers[input.server.name].match)
}

# METADATA
# title: Package name was not compared
# description: The server is a package from a registry, and the event does not say whether its name resembles a well-known one.
# custom:
#   short_name: package_uncompared
#   severity: medium
#   responsible: client_developer
#   remedy: Let the SDK describe the entry before it is decided, or add facts.similar_packages, empty when there are none.
on.connection.deny contains {
	"code": "local_server_is_software.package_uncompared",
	"pointer": "/facts",
	"args": {},
} if {
	input.server.package.registry in {"npm", "pypi", "oci"}
	not _compared
}

_compared if is_array(input.facts.similar_packages)
