# METADATA
# title: Settings that approve in advance
# description: Reads what a client's setting approves, in the words that all clients' settings are put into.
package mcp.lib.approvals

# METADATA
# description: The setting answers for the user when a tool is about to be called.
about if input.setting.name in {"auto_approve_tools", "trust_server", "bypass_permissions", "sandbox_auto_approve"}

# METADATA
# description: The setting approves nothing.
off if input.setting.value == false

off if input.setting.value == []

# METADATA
# description: The setting approves tools by name, in a list in which no entry is a pattern but one of tools that look things up.
by_name if {
	input.setting.name in {"auto_approve_tools", "sandbox_auto_approve"}
	is_array(input.setting.value)
	count(input.setting.value) > 0
	every tool in input.setting.value {
		_one_tool(tool)
	}
}

# Attacker-controlled: what stands for any tool in some client is a mark in a name; so only letters, digits and separators make one.
_one_tool(tool) if {
	trim(tool, _in_names) == ""
	count(tool) > 0
}

# `list_*`, `notes-get-*`: the word right in front of the only mark is one of looking up, and none before it acts.
_one_tool(tool) if {
	stem := trim_suffix(tool, "*")
	stem != tool
	trim(stem, _in_names) == ""
	parts := split(replace(lower(stem), "-", "_"), "_")
	last := count(parts) - 1
	parts[last] == ""
	data.tables.tool_verbs.reading[parts[last - 1]]
	every word in parts {
		object.get(data.tables.tool_verbs.sensitive, word, false) == false
		object.get(data.tables.tool_verbs.changing, word, false) == false
	}
}

# Cut from both ends, nothing is left of a text that has no other characters.
_in_names := "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:/-"

# METADATA
# description: >-
#   The words of the entry at this index of the setting's list; undefined unless there are words for each entry, so that
#   nothing is proven of a list that was not described.
words(index) := {word | some word in input.facts.value_words[index]} if {
	is_array(input.facts.value_words[index])
	count(input.facts.value_words) == count(input.setting.value)
}
