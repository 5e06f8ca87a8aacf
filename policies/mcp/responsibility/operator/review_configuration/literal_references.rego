# METADATA
# title: References are written as the client reads them
# description: >-
#   Each client replaces references in a spelling of its own. What it does not replace reaches the server as it is written:
#   a token that is no token, or a path that is none.
# custom:
#   clause: operator/review_configuration
package mcp.responsibility.operator.review_configuration.literal_references

# METADATA
# title: Client does not replace this reference
# description: >-
#   The value refers to something kept elsewhere in a spelling that this client does not read, so the server gets the
#   text of the reference.
# custom:
#   short_name: unexpanded_reference
#   severity: low
#   responsible: operator
#   remedy: Write the reference in the client's own spelling, or set the variable outside the file.
on.connection.weigh contains {
	"topic": "unexpanded_reference",
	"code": "operator/review_configuration.unexpanded_reference",
	"pointer": object.get(reference, "pointer", "/server/references"),
	"args": {"style": object.get(reference, "style", ""), "name": object.get(reference, "name", "")},
} if {
	some reference in input.server.references
	_literal(reference)
	not _read_by_program(reference)
}

# What nobody knows is not pointed out, but for a home folder in front of a program: shells replace it, clients rarely do.
_literal(reference) if {
	reference.expanded == false
	not _home(reference)
}

_literal(reference) if {
	_home(reference)
	not reference.expanded == true
	reference.pointer in {"/server/command", "/server/cwd", "/server/env_file"}
}

_home(reference) if reference.style == "tilde"

# Whoever starts a shell, or code of the configuration's own, has that replace what it can.
_read_by_program(reference) if {
	_argument(reference)
	input.facts.launch.shell
}

_read_by_program(reference) if {
	_argument(reference)
	input.facts.launch.inline_code
}

_read_by_program(reference) if {
	_argument(reference)
	some wrapper in input.facts.launch.wrappers
	wrapper in data.tables.launch_programs.shells
}

# Bridges look their arguments up in their own environment.
_read_by_program(reference) if {
	_argument(reference)
	lower(input.server.package.name) in data.tables.bridges.packages
}

# A variable that the entry sets is meant for the server, which reads it where its own arguments name it.
_read_by_program(reference) if {
	_argument(reference)
	reference.name in input.server.env_keys
}

_argument(reference) if startswith(reference.pointer, "/server/args/")
