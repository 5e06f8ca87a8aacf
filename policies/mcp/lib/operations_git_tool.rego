# METADATA
# title: What a tool of version control does
# description: >-
#   Reads the class of an operation from the tool's name, from the argument that says which of its operations is meant,
#   and from arguments that turn adding into taking away.
package mcp.lib.operations_git_tool

import data.mcp.lib.operations_git_arguments as given
import data.mcp.lib.tools

# METADATA
# description: The words of git among the name's and of the operation that an argument chooses.
words := {word | some word in input.facts.tool_words} | {mode | some mode in _modes}

# METADATA
# description: The class of the operation, arguments included.
class := "rewrite_history" if given.takes_away

class := named if not given.takes_away

# METADATA
# description: The class that the name and the chosen operation say.
named := "read" if tools.labelled

named := "rewrite_history" if {
	not tools.labelled
	not _looks
	not _adds
}

named := "read" if {
	not tools.labelled
	_looks
}

named := "write" if {
	not tools.labelled
	not _looks
	_adds
}

# Every word is known and none of them changes anything, except as what is looked at.
_looks if {
	_understood
	"read" in _roles
	_changing - _objects == set()
	not "rewrite_history" in _roles
}

# Named after a thing only, and given nothing but where and what to list.
_looks if {
	_understood
	_roles - {"noun", "neutral"} == set()
	"noun" in _roles
	is_object(input.arguments)
	every key, _ in input.arguments {
		data.tables.git_operations.listing[given.plain(key)]
	}
}

_adds if {
	_understood
	"write" in _roles
	not "rewrite_history" in _roles
}

_understood if {
	count(words) > 0
	every word in words {
		data.tables.git_operations.words[word]
	}
}

_roles := {role |
	some word in words
	role := data.tables.git_operations.words[word]
}

_changing := {word |
	some word in words
	data.tables.git_operations.words[word] == "write"
}

# What another argument chooses is done, not looked at.
_objects := {word |
	some word in input.facts.tool_words
	data.tables.git_operations.objects[word]
	not word in _modes
}

# A mode that is no text is none that anybody knows.
_modes := {lower($"{value}") |
	some key, value in input.arguments
	data.tables.git_operations.modes[given.plain(key)]
}
