# METADATA
# title: What strangers write, what is private, and a way out
# description: >-
#   Where one conversation has tools that bring in what strangers wrote, tools that read what is not public and tools that
#   carry data out, a text from the first can have the second's data sent by the third. Whoever enables servers should
#   know when all three come together.
# custom:
#   clause: operator/understand_capabilities
#   also: [operator/restrict_access]
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.operator.understand_capabilities.source_to_sink

import data.mcp.lib.capabilities

# METADATA
# title: Server brings strangers' text, private data and a way out together
# description: By the operator's labels or by the words of its tools, the server does all three.
# custom:
#   short_name: all_in_one_server
#   severity: medium
#   responsible: operator
#   remedy: Refuse the tools you do not need under tools.deny, or label the tools if their names mislead.
on.connection.weigh contains {
	"topic": "source_to_sink",
	"code": "operator/understand_capabilities.all_in_one_server",
	"pointer": "/server",
	"args": {},
} if {
	count(capabilities.labeled) == 3
}

on.tool_list.weigh contains {
	"topic": "source_to_sink",
	"code": "operator/understand_capabilities.all_in_one_server",
	"pointer": "/tools",
	"args": {},
} if {
	count(_here) == 3
}

# METADATA
# title: Servers together bring strangers' text, private data and a way out
# description: No server does all three by itself, but this one and the others of the client do.
# custom:
#   short_name: all_in_one_client
#   severity: medium
#   responsible: operator
#   remedy: Use the servers in separate conversations, or refuse the tools you do not need under tools.deny.
on.tool_list.weigh contains {
	"topic": "source_to_sink",
	"code": "operator/understand_capabilities.all_in_one_client",
	"pointer": "/tools",
	"args": {"servers": concat(", ", sort(_contributing))},
} if {
	count(_here) in {1, 2}
	count(_contributing) > 0
	count(_here | _elsewhere) == 3
}

_here contains class if some class in capabilities.labeled

_here contains class if {
	some classes in capabilities.offered
	some class in classes
}

_elsewhere contains class if {
	some tool in input.facts.other_tools
	some class in _classes(tool)
}

_contributing contains tool.server if {
	some tool in input.facts.other_tools
	count(_classes(tool) - _here) > 0
}

_classes(tool) := {class | some class in data.settings.servers[tool.server].tools.labels[tool.name]} if {
	is_array(data.settings.servers[tool.server].tools.labels[tool.name])
} else := {class | some class in data.settings.servers[tool.server].labels} if {
	is_array(data.settings.servers[tool.server].labels)
} else := capabilities.by_words(_words(tool.name), set())

_words(name) := {lower(word[0]) |
	some word in regex.find_all_string_submatch_n(`[A-Z]?[a-z]+|[A-Z]+`, name, -1)
}
