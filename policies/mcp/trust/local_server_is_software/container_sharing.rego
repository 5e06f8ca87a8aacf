# METADATA
# title: A container shares only what its mounts say
# description: A server in a container is evaluated as contained software. What it shares by other flags is not contained.
# custom:
#   clause: local_server_is_software
#   also: [client/sandbox, sandbox_escape]
package mcp.trust.local_server_is_software.container_sharing

import data.mcp.lib.folders

# METADATA
# title: Container shares devices, other containers or another engine
# description: >-
#   The container is handed a device of the host, the volumes or namespaces of other containers, or is started by an
#   engine that the command names, which may be that of another machine.
# custom:
#   short_name: container_shares
#   severity: medium
#   responsible: operator
#   remedy: Remove the flags, or name in your settings what the server needs of them.
on.connection.weigh contains {
	"topic": "widened_environment",
	"code": "local_server_is_software.container_shares",
	"pointer": object.get(_container, "pointer", "/server/args"),
	"args": {"shares": concat(", ", sort(_shared))},
} if {
	count(_shared) > 0
}

_shared contains $"device {device}" if {
	some device in _container.devices
	not _harmless(split(device, ":")[0])
}

_shared contains $"volumes of {other}" if some other in _container.volumes_from

_shared contains $"{kind} of another container" if some kind in _container.joined_namespaces

_shared contains concat(" ", ["engine", _container.engine])

_harmless(path) if {
	some place in data.tables.container_limits.harmless_places
	folders.within(path, place)
}

_container := input.facts.launch.container
