# METADATA
# title: What passes through the servers of an environment
# description: >-
#   Capability classes of each server before anything is asked of it: by the operator's labels, by the names of the tools
#   that may be called, by the table of well-known servers.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.environments_classes

import data.mcp.lib.capabilities
import data.mcp.lib.environments
import data.mcp.lib.environments_sinks
import data.mcp.lib.settings

# METADATA
# description: Classes of the server at this index; a way out that the operator's grants close is none.
classes[index] := _open(index) - {class | some class in ["sink"]; environments_sinks.closed(index)} if {
	some index, _ in environments.enabled
}

# METADATA
# description: >-
#   When a tool of the server is called, the rules about flows know its classes as they are known here: labels state them,
#   or the names of all tools that may be called.
certain contains index if {
	some index, entry in environments.entry
	is_array(entry.labels)
}

certain contains index if {
	some index, _ in environments.enabled
	every tool in _callable(index) {
		_stated(index, tool)
	}
}

# METADATA
# description: Somebody knows what passes through the server.
known(index) if certain[index]

known(index) if environments.recognized(index)

_open(index) := {class |
	some tool in _callable(index)
	some class in _of_tool(index, tool)
} if {
	_callable(index)
} else := _by_server(index) | {class |
	some labels in environments.entry[index].tools.labels
	some class in labels
}

# What the operator lists restricts nothing while decisions are only recorded.
_callable(index) := {tool |
	some tool in environments.entry[index].tools.allow
	not lower(tool) in _refused(index)
} if {
	settings.mode == "enforce"
	is_array(environments.entry[index].tools.allow)
} else := {tool |
	some tool, _ in data.lock.servers[environments.name(index)].tools
	not lower(tool) in _refused(index)
} if {
	is_object(data.lock.servers[environments.name(index)].tools)
}

_refused(index) := {lower(tool) |
	settings.mode == "enforce"
	some tool in environments.entry[index].tools.deny
}

_of_tool(index, tool) := {class | some class in environments.entry[index].tools.labels[tool]} if {
	is_array(environments.entry[index].tools.labels[tool])
} else := _by_server(index) if {
	is_array(environments.entry[index].labels)
} else := capabilities.by_words(_words(tool), set()) if {
	_telling(index, tool)
} else := _by_server(index)

_stated(index, tool) if is_array(environments.entry[index].tools.labels[tool])

_stated(index, tool) if _telling(index, tool)

# Of a tool that opens any address, the name does not say that the address carries something out.
_telling(index, tool) if {
	not environments_sinks.unnamed(index)
	words := _words(tool)
	_says(words, capabilities.by_words(words, set()))
}

_says(_, said) if count(said) > 0

_says(words, _) if capabilities.looks(words)

_words(tool) := {lower(word[0]) | some word in regex.find_all_string_submatch_n(`[A-Z]?[a-z]+|[A-Z]+`, tool, -1)}

_by_server(index) := {class | some class in environments.entry[index].labels} if {
	is_array(environments.entry[index].labels)
} else := environments.named_labels(index) | (_tabled(index) - {class | some class in ["sink"]; environments.read_only(index)})

_tabled(index) := {class |
	some record in environments.records[index]
	some class in ["untrusted_source", "private_data", "sink"]
	record[class]
}
