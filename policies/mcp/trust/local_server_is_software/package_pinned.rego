# METADATA
# title: The package is pinned
# description: Software is evaluated before it is installed; a name without a version is new software at every start.
# custom:
#   clause: local_server_is_software
package mcp.trust.local_server_is_software.package_pinned

# METADATA
# title: Package is not pinned
# description: >-
#   The command names a package, image or address, but not exactly which build of it. Another one may run at the next
#   start, without anybody having looked at it.
# custom:
#   short_name: package_unpinned
#   severity: low
#   responsible: operator
#   fix: pin
#   remedy: Name the exact version you reviewed, for example package@1.2.3, package==1.2.3 or image@sha256:….
on.connection.weigh contains {
	"topic": "unpinned_software",
	"code": "local_server_is_software.package_unpinned",
	"pointer": "/server/package",
	"args": {
		"package": object.get(input, ["server", "package", "name"], ""),
		"version": object.get(input, ["server", "package", "version"], ""),
	},
} if {
	_fetched
	not _pinned
}

_fetched if input.server.package

# Entering a container that runs already, or one that a file of this machine describes, names no image.
_fetched if input.facts.launch.container.image

# A launcher of packages whose package could not be told: it fetches something, and nobody knows what.
_fetched if input.facts.launch.program in data.tables.launch_programs.runners

# What lies on this machine already, a program or a folder, changes only when somebody changes it.
_pinned if input.server.package.registry == "path"

_pinned if input.server.package.pinned == true
