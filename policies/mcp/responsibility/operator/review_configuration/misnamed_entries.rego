# METADATA
# title: Entries are named after what they run
# description: >-
#   The key of an entry is what a person reads, in the file and in front of every question a client asks. Where it names one
#   well-known product and the package is about another, the person says yes to something else than they think.
# custom:
#   clause: operator/review_configuration
#   also: [operator/understand_capabilities]
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.operator.review_configuration.misnamed_entries

import data.mcp.lib.grants

# METADATA
# title: Entry is named after another product than its package
# description: The name of the entry and the name of the package each hold the name of a well-known product, and not the same.
# custom:
#   short_name: misnamed_entry
#   severity: low
#   responsible: operator
#   remedy: Check that the package is the one you meant; then rename the entry, or admit the server by its package in mcp-trust.yaml.
on.connection.weigh contains {
	"topic": "misnamed_entry",
	"code": "operator/review_configuration.misnamed_entry",
	"pointer": "/server/package",
	"args": {
		"server": grants.server_name,
		"package": object.get(input, ["server", "package", "name"], ""),
		"product": concat(", ", sort(_runs)),
	},
} if {
	input.server.package.registry in {"npm", "pypi", "oci", "crates", "nuget", "jsr"}
	count(_families(_named)) == 1
	count(_runs) > 0
	count(_families(_named) & _families(_runs)) == 0
	not _vouched
}

# A product with several names, or several products of one vendor, count as one.
_families(products) := {family |
	some product in products
	family := data.tables.well_known_products[product]
}

_named := _products(input.server.name)

_runs := _products(_own_name)

# The host of an image says where it is kept, not what it is.
_own_name := input.server.package.name if input.server.package.registry != "oci"

_own_name := concat("/", array.slice(parts, 1, count(parts))) if {
	input.server.package.registry == "oci"
	parts := split(input.server.package.name, "/")
	contains(parts[0], ".")
}

_own_name := input.server.package.name if {
	input.server.package.registry == "oci"
	not contains(split(input.server.package.name, "/")[0], ".")
}

_products(name) := {word |
	some word in split(strings.replace_n(_separators, lower(name)), " ")
	data.tables.well_known_products[word]
}

_separators := {character: " " | some character in split("-_./@:", "")}

_vouched if grants.admits(data.settings.servers[input.server.name].match)
