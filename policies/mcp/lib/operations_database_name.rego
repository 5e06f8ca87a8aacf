# METADATA
# title: What a database tool does by its name
# description: >-
#   Reads from a tool's name whether it is one of databases, and the classes of what it does. A name with a word that is
#   on no list may mean anything.
package mcp.lib.operations_database_name

import data.mcp.lib.tools

# METADATA
# description: The tool is one of databases, for a server that the operator speaks of databases for.
about if {
	some list in ["nouns", "texts", "rows", "definitions"]
	_has(list)
}

# What changes something is taken for the database's; what only looks may look anywhere.
about if {
	understood
	some class in _said
	class != "read"
}

# METADATA
# description: The tool runs SQL by its name, whatever its arguments are called.
runs_sql if {
	_has("nouns")
	_starts
}

# METADATA
# description: The tool starts statements or queries and does nothing else.
starts if {
	_starts
	_has_statements
	every word in input.facts.tool_words {
		_known(word)
	}
}

# METADATA
# description: The tool is about files or folders rather than tables.
of_files if _has("files")

# METADATA
# description: The classes of what the name says. Starting says nothing of what is started.
classes := {"read"} if {
	tools.labelled
} else := {"unknown"} if {
	not understood
} else := {"read"} if {
	_said == {"read"}
} else := _said - {"read"}

_said := {class | some word in input.facts.tool_words; class := _class(word)}

# METADATA
# description: The name says what is done, and every word of it is known.
understood if {
	_has("verbs")
	not _has("starting")
	every word in input.facts.tool_words {
		_known(word)
	}
}

_starts if {
	_has("starting")
	not _has("verbs")
}

_has_statements if _has("nouns")

_has_statements if _has("texts")

_class(word) := "write" if {
	data.tables.database_words.verbs[word] == "schema"
	_has("rows")
} else := "schema" if {
	data.tables.database_words.verbs[word] == "write"
	_has("definitions")
	not _has("rows")
} else := data.tables.database_words.verbs[word]

_has(list) if {
	some word in input.facts.tool_words
	data.tables.database_words[list][word]
}

_known(word) if {
	some list in ["verbs", "nouns", "texts", "starting", "rows", "definitions", "fillers"]
	data.tables.database_words[list][word]
}
