# METADATA
# title: Packages by name
# description: Names of packages as registries compare them, so that another spelling is the same package.
package mcp.lib.packages

# METADATA
# description: >-
#   Registry and name in one spelling. Registries of names ignore letter case; PyPI also takes some characters for one
#   another, in rows too.
identity(name) := concat("-", [part | some part in split(replace(replace(lower(name), "_", "-"), ".", "-"), "-"); part != ""]) if {
	startswith(lower(name), "pypi:")
} else := lower(name)

# METADATA
# description: Registry and name of the package of the event's server, in one spelling.
own := identity(concat(":", [input.server.package.registry, input.server.package.name]))

# METADATA
# description: A version in one spelling.
version(text) := trim_prefix(lower(text), "v")
