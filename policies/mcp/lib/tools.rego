# METADATA
# title: What a tool does by its name
# description: >-
#   Only a name made of reading words, or the operator's own label, makes a tool read-only. The server's annotations
#   are claims of the server and are not consulted.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.tools

import data.mcp.lib.grants

# METADATA
# description: The name of the tool called; empty when the event has none, so that no reason falls silent.
name := object.get(input, ["tool", "name"], "")

# METADATA
# description: The tool called changes nothing. What may run code may change anything.
read_only if _labelled

read_only if {
	words := {word | some word in input.facts.tool_words}
	count(words & _reading) > 0
	count(words & (_changing | _executing)) == 0
}

# METADATA
# description: The tool called may run code; a tool whose words are unknown may, unless the operator knows better.
default executing := true

executing := false if _labelled

executing := false if {
	is_array(input.facts.tool_words)
	words := {word | some word in input.facts.tool_words}
	count(words & _executing) == 0
}

_labelled if input.tool.name in grants.entry.tools.read_only

_executing := {word | some word in data.tables.tool_verbs.executing}

_reading := {word | some word in data.tables.tool_verbs.reading}

_changing := {word | some word in data.tables.tool_verbs.changing}
