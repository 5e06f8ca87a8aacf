# METADATA
# title: Projects do not choose how they are guarded
# description: >-
#   A file that came with a project may start its servers through mcp-trust wrap. Which settings, approvals and policies
#   those are judged by, and as which server, is for whoever opens the project to say.
# custom:
#   clause: operator/review_configuration
package mcp.responsibility.operator.review_configuration.wrappers

import data.mcp.lib.grants

# METADATA
# title: Project's file chooses what its server is judged by
# description: >-
#   The entry starts mcp-trust wrap with options or variables that choose its settings, approvals or policies, or nobody can
#   tell with which. The file came with a project, so whoever wrote that wrote the policy too.
# custom:
#   short_name: wrapper_options
#   severity: high
#   responsible: operator
#   remedy: Take these options out of the project's file; keep what they say in your own settings, or in an entry of your own.
#   also: [operator_selects_servers]
on.connection.deny contains {
	"code": "operator/review_configuration.wrapper_options",
	"pointer": "/server/wrapper",
	"args": {"server": grants.server_name, "options": concat(", ", _choosing)},
} if {
	input.server.wrapper
	not _of_operator
	not _about_the_server
}

_about_the_server if {
	count(_leading) == 0
	is_array(input.server.wrapper.options)
	every option in input.server.wrapper.options {
		option in data.tables.wrapper_options.about_the_server
	}
}

_choosing contains $"--{option}" if {
	some option in input.server.wrapper.options
	not option in data.tables.wrapper_options.about_the_server
}

_choosing contains name if some name in _leading

# Variables by which the user's own settings are found.
_leading contains name if {
	some name in input.server.env_keys
	upper(name) in data.tables.wrapper_options.leading_to_settings
}

# METADATA
# title: Project's file guards its server under another name
# description: >-
#   The entry starts mcp-trust wrap for a server of another name than its own, or of none. What the settings grant to the
#   server of that name would be granted to this one.
# custom:
#   short_name: wrapper_name
#   severity: high
#   responsible: operator
#   remedy: Give --name the name of the entry, as mcp-trust check --wrap does.
#   also: [operator_selects_servers]
on.connection.deny contains {
	"code": "operator/review_configuration.wrapper_name",
	"pointer": "/server/wrapper",
	"args": {"server": grants.server_name, "name": object.get(input, ["server", "wrapper", "name"], "")},
} if {
	input.server.wrapper
	not _of_operator
	not _own_name
}

_own_name if input.server.wrapper.name == input.server.name

_of_operator if input.server.origin.source in {"user", "managed"}
