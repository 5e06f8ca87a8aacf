# METADATA
# title: What a server is confined to
# description: >-
#   Whether a server that a client starts is wanted in a sandbox, whether the client has one, and what the server is shown
#   in it.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.sandboxes

import data.mcp.lib.grants

# METADATA
# description: >-
#   The operator said what the server needs. That the grants are for another program takes them away, not the sandbox.
wanted if {
	_granted
	not elsewhere
}

# METADATA
# description: Nobody said what the server needs, or nothing is started yet.
unwanted if at_rest

unwanted if {
	is_string(input.server.name)
	not _granted
}

_granted if data.settings.servers[input.server.name].grants

# METADATA
# description: It runs on another machine, or in a container, which local_server_is_software judges.
elsewhere if input.server.transport in {"http", "sse", "ws"}

elsewhere if input.facts.launch.container.image

# METADATA
# description: An entry of a configuration, which nobody starts now.
at_rest if input.point == "config"

# METADATA
# description: The client has a sandbox that works here and can hold a server to folders and to having no network.
usable if {
	input.client.sandbox.available == true
	{"files", "network"} - {part | some part in input.client.sandbox.enforces} == set()
}

# METADATA
# description: The server is started in the client's sandbox.
confined if {
	wanted
	not at_rest
	usable
}

# METADATA
# description: What is granted, as obligation. The cache is for what a package runner fetches when it starts the server.
profile := object.union(
	{
		"read": sort(grants.readable),
		"write": sort(grants.writable),
		"egress": sort(_egress),
		"network": _network,
	},
	_cache,
)

_egress := {destination | some destination in grants.entry.grants.network.allow}

default _network := "none"

_network := "shared" if count(_egress) > 0

default _cache := {}

_cache := {"cache": true} if input.server.package.registry in {"npm", "pypi", "jsr", "git", "url"}

# METADATA
# description: The sandbox keeps the server from other hosts than those granted, or there are no others.
hosts_held if count(_egress) == 0

hosts_held if "*" in _egress

hosts_held if "hosts" in input.client.sandbox.enforces
