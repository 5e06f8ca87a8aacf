# METADATA
# title: Tools that run code
# description: >-
#   Knows tools that run code of the caller's choosing. No single word makes one, but for the name of a shell: search_code
#   and process_payment run nothing.
package mcp.lib.operations_code

import data.mcp.lib.operations_database_name as name
import data.mcp.lib.tools

# METADATA
# description: By its name, or by its name and a parameter, the tool runs code that the caller gives it.
runs if {
	not tools.labelled
	not name.starts
	_takes_code
}

_takes_code if {
	count(_words(data.tables.code_words.starting)) > 0
	count(_words(data.tables.code_words.code)) > 0
}

_takes_code if {
	count(_words(data.tables.code_words.shells)) > 0
	count(_words(data.tables.tool_verbs.reading)) == 0
}

# Named after nothing but the starting.
_takes_code if {
	count(input.facts.tool_words) > 0
	every word in input.facts.tool_words {
		data.tables.code_words.starting[word]
	}
}

# A name that only may mean it, and a parameter that takes it.
_takes_code if {
	count(_words(data.tables.tool_verbs.executing)) > 0
	some argument in input.facts.arguments
	_for_code(argument)
}

_for_code(argument) if {
	some word in argument.words
	data.tables.code_words.parameters[word]
}

# Nobody says what the argument is for.
_for_code(argument) if not _described(argument)

_described(argument) if is_array(argument.words)

_words(table) := {word | some word in input.facts.tool_words; table[word]}
