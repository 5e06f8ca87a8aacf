# METADATA
# title: Signals in definitions
# description: The texts of a server's definitions and instructions, with the signals that stand together in each.
package mcp.lib.definitions_signals

import data.mcp.lib.instructions
import data.mcp.lib.steering

# METADATA
# description: Each definition whose text holds a signal, or more text than is read, with the signals that stand together.
signaled contains {
	"pointer": definition.pointer,
	"name": definition.name,
	"too_long": _too_long(text),
	"clusters": {_with_names(cluster - _quoted(cluster, text), definition, text) | some cluster in instructions.clusters(text)},
	"about_credentials": definition.about_credentials,
} if {
	some definition in _definitions
	text := instructions.joined(definition.pieces)
	_worth_a_look(definition, text)
}

# The other signals are ordinary without one of these, and sought only beside them.
_worth_a_look(_, text) if instructions.holds(text, ["secrecy", "override", "credential_path", "pseudo_markup"])

_worth_a_look(_, text) if instructions.too_long(text)

_worth_a_look(definition, text) if {
	instructions.credential_parameter(text)
	_asks_for_credentials(definition)
}

_definitions contains {
	"pointer": $"/tools/{index}",
	"name": tool.name,
	"pieces": instructions.pieces(tool),
	"about_credentials": _about_credentials(index),
} if {
	input.kind == "tool_list"
	some index, tool in input.tools
}

_definitions contains {
	"pointer": $"/prompts/{index}",
	"name": prompt.name,
	"pieces": instructions.pieces(prompt),
	"about_credentials": false,
} if {
	input.kind == "prompt_list"
	some index, prompt in input.prompts
}

_definitions contains {
	"pointer": $"/resources/{index}",
	"name": object.get(resource, "name", ""),
	"pieces": {piece |
		some name in ["name", "title", "description"]
		piece := resource[name]
	},
	"about_credentials": true,
} if {
	input.kind == "resource_list"
	some index, resource in input.resources
}

_definitions contains {
	"pointer": "/session/instructions",
	"name": "",
	"pieces": {input.session.instructions},
	"about_credentials": false,
} if {
	input.kind == "session"
}

_with_names(cluster, definition, text) := (cluster | _parameter_signal(definition)) | _tool_signal(cluster, text)

# What looks for such texts says which, between quotation marks.
_quoted(cluster, text) := {"override"} if {
	cluster == {"override"}
	steering.quotes_attacks(text)
} else := set()

_parameter_signal(definition) := {"credential_parameter"} if {
	_asks_for_credentials(definition)
} else := set()

_asks_for_credentials(definition) if {
	some piece in definition.pieces
	count(piece) <= 128
	instructions.credential_parameter(piece)
}

# How to use another server's tool is that server's to say. By itself it may be a hint to good use.
_tool_signal(cluster, text) := {"other_tool"} if {
	count(cluster & {"secrecy", "override"}) > 0
	some other in input.facts.other_tools
	instructions.mentions(text, other.name)
} else := set()

_too_long(text) if instructions.too_long(text)

else := false

_about_credentials(index) if {
	some word in input.facts.tools[index].words
	data.tables.instruction_signals.about_credentials[word]
} else := false
