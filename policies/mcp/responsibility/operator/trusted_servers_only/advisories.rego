# METADATA
# title: Advisories of the operator
# description: What the operator's source of advisories says about a package counts in whatever spelling, and for a version that nobody knows too.
# custom:
#   clause: operator/trusted_servers_only
#   also: [local_server_is_software]
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.operator.trusted_servers_only.advisories

import data.mcp.lib.inbound
import data.mcp.lib.packages

# METADATA
# title: Package is known to be malicious
# description: An advisory in the settings says that this package, in the version that may run, is an attack.
# custom:
#   short_name: known_malicious
#   severity: critical
#   responsible: operator
#   remedy: Remove the entry; where it ever ran, treat the machine's secrets as stolen.
#   also: [local_server_is_software]
on.connection.deny contains {
	"code": "operator/trusted_servers_only.known_malicious",
	"pointer": "/server/package",
	"args": {"package": packages.own, "advisory": object.get(advisory, "id", "")},
} if {
	some advisory in data.settings.advisories
	advisory.kind == "malicious"
	_affected(advisory)
}

# METADATA
# title: Package is known to be vulnerable
# description: An advisory in the settings speaks about this package in the version that may run.
# custom:
#   short_name: known_vulnerable
#   severity: high
#   responsible: operator
#   remedy: Pin a version that the advisory is not about; if you answer for this one, write a waiver.
#   also: [local_server_is_software]
on.connection.weigh contains {
	"topic": "vulnerable_software",
	"code": "operator/trusted_servers_only.known_vulnerable",
	"pointer": "/server/package",
	"args": {"package": packages.own, "advisory": object.get(advisory, "id", "")},
} if {
	some advisory in data.settings.advisories
	advisory.kind == "vulnerable"
	_affected(advisory)
}

# METADATA
# title: Package cannot be compared with the advisories
# description: The entry starts a launcher of packages, and which package it fetches could not be told.
# custom:
#   short_name: advisories_uncompared
#   severity: medium
#   responsible: operator
#   remedy: Write the command so that the package can be read, for example npx -y name@1.2.3.
on.connection.deny contains {
	"code": "operator/trusted_servers_only.advisories_uncompared",
	"pointer": "/server/package",
	"args": {},
} if {
	count(data.settings.advisories) > 0
	_fetches
	not packages.own
}

_fetches if input.server.package

_fetches if input.facts.launch.program in data.tables.launch_programs.runners

_affected(advisory) if {
	not inbound.connection
	packages.identity(advisory.package) == packages.own
	not _spared(advisory)
}

# The advisory lists versions, and it is known that another one runs.
_spared(advisory) if {
	is_array(advisory.versions)
	listed := {packages.version(text) | some text in advisory.versions}
	count(_versions) > 0
	count(_versions & listed) == 0
}

_versions contains packages.version(input.server.package.resolved_version)

_versions contains packages.version(input.server.package.version) if input.server.package.pinned == true
