# METADATA
# title: What runs is what was reviewed
# description: A review is about one version. Where a launcher resolved the name to another one, the review says nothing about it.
# custom:
#   clause: operator/review_configuration
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.operator.review_configuration.versions

import data.mcp.lib.inbound
import data.mcp.lib.packages

# METADATA
# title: Another version would run than the one that was reviewed
# description: The launcher resolved the package to a version that is neither the one the settings name nor the one the entry pins.
# custom:
#   short_name: resolved_differs
#   severity: high
#   responsible: operator
#   remedy: Find out where the other version comes from, a cache, a mirror or a lock file of the launcher; review it before it runs.
#   also: [local_server_is_software]
on.connection.deny contains {
	"code": "operator/review_configuration.resolved_differs",
	"pointer": "/server/package/resolved_version",
	"args": {"reviewed": reviewed, "resolved": input.server.package.resolved_version},
} if {
	input.server.package.resolved_version
	not inbound.connection
	some reviewed in _reviewed
	not _same(reviewed)
}

_reviewed contains data.settings.servers[input.server.name].match.version

# A pin that does not say what it pins is none that anything can be the same as.
_reviewed contains object.get(input.server.package, "version", "") if {
	object.get(input.server.package, "pinned", true) == true
	object.get(input.server.package, "digest", "") == ""
}

_reviewed contains input.server.package.version if input.server.package.pinned == true

_same(reviewed) if packages.version(reviewed) == packages.version(input.server.package.resolved_version)

# The settings may name the artifact itself; then its version is no matter.
_same(reviewed) if reviewed == input.server.package.digest
