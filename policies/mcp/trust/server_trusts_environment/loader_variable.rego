# METADATA
# title: The environment does not choose the code
# description: >-
#   Servers trust the environment they run in, so a variable that makes a program load other code decides what the
#   server is, whatever package the command names.
# custom:
#   clause: server_trusts_environment
package mcp.trust.server_trusts_environment.loader_variable

# METADATA
# title: Environment variable loads code into the server
# description: The entry sets a variable whose value is code that the loader or interpreter runs in the server.
# custom:
#   short_name: loader_variable
#   severity: high
#   responsible: operator
#   remedy: Remove the variable; install what it loads as part of the server instead.
on.connection.deny contains {
	"code": "server_trusts_environment.loader_variable",
	"pointer": found.pointer,
	"args": {"name": found.name},
} if {
	some found in _variables
	_loads(_spelled(found.name))
}

# METADATA
# title: Environment variable changes what the server runs or trusts
# description: >-
#   The entry changes where programs, libraries or packages are looked up, what they are started with, or whom they trust.
# custom:
#   short_name: search_path_variable
#   severity: low
#   responsible: operator
#   remedy: Drop the variable, or check that only you decide about the place or option that it names.
on.connection.weigh contains {
	"topic": "widened_environment",
	"code": "server_trusts_environment.search_path_variable",
	"pointer": found.pointer,
	"args": {"name": found.name},
} if {
	some found in _variables
	_redirects(_spelled(found.name))
}

# npm reads its variables in any case and with either character.
_spelled(name) := replace(upper(name), "-", "_")

_loads(name) if name in data.tables.loader_variables.code

_loads(name) if {
	some prefix in data.tables.loader_variables.code_prefixes
	startswith(name, prefix)
}

_redirects(name) if name in data.tables.loader_variables.search

_redirects(name) if {
	some prefix in data.tables.loader_variables.search_prefixes
	startswith(name, prefix)
	not _loads(name)
	not name in data.tables.loader_variables.harmless
}

_variables contains {"name": name, "pointer": pointer} if {
	some index, name in input.server.env_keys
	pointer := $"/server/env_keys/{index}"
}

_variables contains {"name": name, "pointer": "/server/args"} if some name in input.facts.launch.env_keys
