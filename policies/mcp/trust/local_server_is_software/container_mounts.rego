# METADATA
# title: A container sees what it works on
# description: A server in a container is evaluated as contained software. What it is lent of the host is not contained.
# custom:
#   clause: local_server_is_software
#   also: [client/sandbox, sandbox_escape]
package mcp.trust.local_server_is_software.container_mounts

import data.mcp.lib.folders

# METADATA
# title: Container is handed the container engine
# description: Through the engine's socket the server can start further containers with any rights on the host.
# custom:
#   short_name: container_engine_socket
#   severity: high
#   responsible: operator
#   remedy: Do not mount the socket; if the server manages containers, run it against a restricted, rootless engine.
on.connection.deny contains {
	"code": "local_server_is_software.container_engine_socket",
	"pointer": mount.pointer,
	"args": {"source": mount.source},
} if {
	some mount in input.facts.launch.container.mounts
	some socket in data.tables.container_limits.engine_sockets
	folders.ends_with(mount.source, socket)
}

# METADATA
# title: Container mounts a folder of secrets
# description: The mount holds the keys and tokens of other programs, which the server can then use as the user.
# custom:
#   short_name: container_secret_mount
#   severity: medium
#   responsible: operator
#   remedy: Hand the server a credential of its own, with the least rights it needs, instead of your folder of them.
on.connection.weigh contains {
	"topic": "widened_environment",
	"code": "local_server_is_software.container_secret_mount",
	"pointer": mount.pointer,
	"args": {"source": mount.source},
} if {
	some mount in input.facts.launch.container.mounts
	some place in data.tables.container_limits.secret_places
	contains(folders.joined(mount.source), $"/{place}/")
}

# METADATA
# title: Container mounts the host's system
# description: The mount gives the server the host's root folder, its system folders or a whole home folder.
# custom:
#   short_name: container_host_mount
#   severity: high
#   responsible: operator
#   remedy: Mount only the folders the server works on, read-only where it only reads.
on.connection.deny contains {
	"code": "local_server_is_software.container_host_mount",
	"pointer": mount.pointer,
	"args": {"source": mount.source},
} if {
	some mount in input.facts.launch.container.mounts
	_too_wide(mount.source)
	not _lent(mount)
}

_too_wide(source) if folders.whole(source)

# Only whoever starts it knows where this climbs to.
_too_wide(source) if {
	not folders.anchored(source)
	".." in split(replace(source, "\\", "/"), "/")
}

_too_wide(source) if {
	folders.anchored(source)
	path := folders.joined(source)
	some folder in _system
	startswith(path, folder)
	not _socket(source)
}

_too_wide(source) if {
	folders.anchored(source)
	path := folders.joined(source)
	some folder in _system
	startswith(folder, path)
}

_system := {folders.joined(folder) | some folder in data.tables.container_limits.system_folders}

# Time zone and certificates, and devices that hold no data, are what containers are commonly lent.
_lent(mount) if {
	mount.read_only == true
	some place in data.tables.container_limits.readable_places
	folders.within(mount.source, place)
}

_lent(mount) if {
	some place in data.tables.container_limits.harmless_places
	folders.within(mount.source, place)
}

# A socket has a finding of its own.
_socket(source) if {
	some socket in data.tables.container_limits.engine_sockets
	folders.ends_with(source, socket)
}
