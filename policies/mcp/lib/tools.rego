# METADATA
# title: What a tool does by its name
# description: >-
#   A tool is taken for what its name says only when every word of the name is known; otherwise the operator's own lists
#   say it. The server's annotations are claims of the server and are not consulted.
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
	count(_words & _reading) > 0
	count(_words - (_reading | _neutral)) == 0
}

# METADATA
# description: The tool called reads or changes files and does nothing else, as far as anybody can tell.
file_work if _labelled

file_work if input.tool.name in grants.entry.tools.allow

file_work if {
	count(_words & (_reading | _changing)) > 0
	count(_words - ((_reading | _changing) | _neutral)) == 0
	count(_words & _executing) == 0
}

_labelled if input.tool.name in grants.entry.tools.read_only

_words := {word | some word in input.facts.tool_words}

_executing := {word | some word in data.tables.tool_verbs.executing}

_reading := {word | some word in data.tables.tool_verbs.reading}

_changing := {word | some word in data.tables.tool_verbs.changing}

_neutral := {word | some word in data.tables.tool_verbs.neutral}
