# METADATA
# title: Resources expose data by design
# description: >-
#   Servers may provide file contents, query results, API responses and system information as resources. What may be
#   read is up to the server and the operator. File URIs are judged as file access.
# custom:
#   clause: resource_access
package mcp.behavior.resource_access.granted_resource

import data.mcp.lib.grants
import data.mcp.lib.settings
import data.mcp.lib.uris

# METADATA
# title: Resource is granted
# description: The URI fits one of the patterns that the operator granted to this server.
# custom:
#   short_name: granted
#   severity: info
#   responsible: operator
on.resource_read.allow contains {
	"code": "resource_access.granted",
	"pointer": "/resource/uri",
	"args": {},
} if {
	_read
	_granted
}

# METADATA
# title: Resource is exposed by the server
# description: The operator set no limits on this server's resources, and exposing them is what resources are for.
# custom:
#   short_name: exposed
#   severity: info
#   responsible: operator
on.resource_read.allow contains {
	"code": "resource_access.exposed",
	"pointer": "/resource/uri",
	"args": {},
} if {
	_read
	not _limited
	settings.effect("ungranted_resource") == "allow"
}

# METADATA
# title: Resource is outside the granted patterns
# description: The operator granted certain resources of this server; this URI fits none of them.
# custom:
#   short_name: outside_grant
#   severity: medium
#   responsible: operator
#   spec: 2026-07-28 server/resources#security-considerations
#   remedy: Add a pattern for it to the server's resources grant if it should be readable.
#   also: [operator/restrict_access]
on.resource_read.deny contains {
	"code": "resource_access.outside_grant",
	"pointer": "/resource/uri",
	"args": {},
} if {
	_read
	_limited
	not _granted
}

# METADATA
# title: No resources are granted to the server
# description: The profile wants resources granted by pattern, and the settings have none for this server.
# custom:
#   short_name: no_grant
#   severity: low
#   responsible: operator
#   remedy: Give the server a resources grant with patterns such as db://customers/*.
on.resource_read.weigh contains {
	"topic": "ungranted_resource",
	"code": "resource_access.no_grant",
	"pointer": "/resource/uri",
	"args": {},
} if {
	_read
	not _limited
}

# METADATA
# title: Resource is on a host that nobody named
# description: The URI leads across the network, and no grant spells out its host; the server may reach it in your name.
# custom:
#   short_name: host_not_granted
#   severity: medium
#   responsible: operator
#   remedy: Grant a pattern with the host in it, such as https://docs.example.com/**.
on.resource_read.weigh contains {
	"topic": "ungranted_resource",
	"code": "resource_access.host_not_granted",
	"pointer": "/resource/uri",
	"args": {},
} if {
	_read
	uris.network(input.resource.uri)
	not _host_granted
}

_host_granted if {
	some pattern in grants.entry.grants.resources
	uris.names_host(input.resource.uri, pattern)
}

_read if {
	uris.absolute(input.resource.uri)
	not uris.file(input.resource.uri)
}

_limited if grants.entry.grants.resources

_granted if {
	some pattern in grants.entry.grants.resources
	uris.matches(input.resource.uri, pattern)
}
