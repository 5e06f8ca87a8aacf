# METADATA
# title: A container stays a container
# description: >-
#   A server in a container is evaluated as contained software. Flags that hand it the host make it something else.
# custom:
#   clause: local_server_is_software
#   also: [client/sandbox, sandbox_escape]
package mcp.trust.local_server_is_software.container

import data.mcp.lib.folders

# METADATA
# title: Container runs privileged
# description: A privileged container, or one with a capability equal to root on the host, is not isolated from it.
# custom:
#   short_name: container_privileged
#   severity: high
#   responsible: operator
#   remedy: Remove --privileged and the named capabilities; grant single devices or capabilities if the server needs them.
on.connection.deny contains {
	"code": "local_server_is_software.container_privileged",
	"pointer": _pointer,
	"args": {"grants": concat(", ", sort(_host_rights))},
} if {
	count(_host_rights) > 0
}

_host_rights contains "--privileged" if _container.privileged

_host_rights contains name if {
	some capability in _container.capabilities_added
	name := trim_prefix(upper(capability), "CAP_")
	name in data.tables.container_limits.host_capabilities
}

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
	some mount in _container.mounts
	some socket in data.tables.container_limits.engine_sockets
	folders.ends_with(mount.source, socket)
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
	some mount in _container.mounts
	_too_wide(mount.source)
	not _lent(mount)
}

_too_wide(source) if folders.whole(source)

_too_wide(source) if {
	some folder in data.tables.container_limits.system_folders
	folders.within(source, folder)
	not _socket(source)
}

_too_wide(source) if {
	some folder in data.tables.container_limits.system_folders
	folders.within(folder, source)
}

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

# METADATA
# title: Container shares a namespace with the host
# description: With the host's network, processes or users the server reaches local services and sees other programs.
# custom:
#   short_name: container_host_namespace
#   severity: medium
#   responsible: operator
#   remedy: Publish single ports with -p, or name the namespaces the server needs in your settings.
on.connection.weigh contains {
	"topic": "widened_environment",
	"code": "local_server_is_software.container_host_namespace",
	"pointer": _pointer,
	"args": {"namespaces": concat(", ", sort(_container.host_namespaces))},
} if {
	count(_container.host_namespaces) > 0
}

# METADATA
# title: Container was not described
# description: The command runs a container image, and the event does not say with which rights, mounts and namespaces.
# custom:
#   short_name: container_undescribed
#   severity: high
#   responsible: client_developer
#   remedy: Let the SDK describe the entry before it is decided; write the container's flags so that they can be read.
on.connection.deny contains {
	"code": "local_server_is_software.container_undescribed",
	"pointer": "/server/args",
	"args": {},
} if {
	_is_container
	not _described
}

_is_container if _container

_is_container if input.server.package.registry == "oci"

_described if {
	is_boolean(_container.privileged)
	is_array(_container.host_namespaces)
	is_array(_container.capabilities_added)
	is_array(_container.mounts)
	every mount in _container.mounts {
		is_string(mount.source)
		is_string(mount.pointer)
	}
}

_container := input.facts.launch.container

_pointer := object.get(_container, "pointer", "/server/args")
