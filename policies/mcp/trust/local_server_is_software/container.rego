# METADATA
# title: A container stays a container
# description: >-
#   A server in a container is evaluated as contained software. Flags that hand it the host make it something else.
# custom:
#   clause: local_server_is_software
#   also: [client/sandbox, sandbox_escape]
package mcp.trust.local_server_is_software.container

# METADATA
# title: Container runs privileged
# description: >-
#   A privileged container, or one with a capability equal to root on the host, with its disks or memory, or without the
#   filters that confine it, is not isolated from it.
# custom:
#   short_name: container_privileged
#   severity: high
#   responsible: operator
#   remedy: Remove --privileged and the named rights; grant single devices or capabilities if the server needs them.
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

_host_rights contains $"device {device}" if {
	some device in _container.devices
	name := trim_prefix(lower(split(device, ":")[0]), "/dev/")
	some prefix in data.tables.container_limits.raw_devices
	startswith(name, prefix)
}

_host_rights contains option if {
	some option in _container.security_options
	some word in data.tables.container_limits.unconfining_words
	contains(lower(option), word)
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
