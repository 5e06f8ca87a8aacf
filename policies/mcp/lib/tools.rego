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
read_only if labelled

read_only if {
	not _told_to_change
	some word in input.facts.tool_words
	_reads(word)
	every each in input.facts.tool_words {
		_only_reads(each)
	}
}

# METADATA
# description: The tool called reads or changes files and does nothing else, as far as anybody can tell.
file_work if labelled

file_work if listed

file_work if {
	some word in input.facts.tool_words
	_works_on_files(word)
	every each in input.facts.tool_words {
		_only_works_on_files(each)
	}
}

# METADATA
# description: The operator knows the tool called to change nothing, whatever its name says.
labelled if input.tool.name in grants.entry.tools.read_only

# METADATA
# description: The operator lists the tool called among those that may be called.
listed if input.tool.name in grants.entry.tools.allow

# Attacker-controlled: an argument may turn looking into changing, at any depth.
_told_to_change if {
	some [name, value] in _members
	data.tables.tool_verbs.arguments[name]
	not value in {false, null, 0, "", "false"}
}

_told_to_change if {
	some [name, value] in _members
	data.tables.tool_verbs.modes[name]
	regex.match(`^([rbt]*[wax+][bt+]*|(read)?write|append|overwrite)$`, replace(lower(value), "_", ""))
}

_members contains [replace(replace(lower(name), "_", ""), "-", ""), value] if {
	some path, value
	walk(input.arguments, [path, value])
	count(path) > 0
	name := path[count(path) - 1]
	is_string(name)
}

_reads(word) if data.tables.tool_verbs.reading[word]

_only_reads(word) if _reads(word)

_only_reads(word) if data.tables.tool_verbs.neutral[word]

_works_on_files(word) if _reads(word)

_works_on_files(word) if data.tables.tool_verbs.changing[word]

# A word may say both: what may run code is no file work, whatever else it says.
_only_works_on_files(word) if {
	_works_on_files(word)
	object.get(data.tables.tool_verbs.executing, word, false) == false
}

_only_works_on_files(word) if {
	data.tables.tool_verbs.neutral[word]
	object.get(data.tables.tool_verbs.executing, word, false) == false
}
