# METADATA
# title: What an argument is for
# description: >-
#   Tells by the name of a parameter what kind of value it takes. Free text may hold anything; the name of a machine's own
#   thing holds letters, digits and little else, and whatever else stands in it was put there for another reader.
package mcp.lib.arguments

# METADATA
# description: The described arguments of a call. A fact that lacks a part says nothing here; another rule denies it.
described contains fact if {
	some fact in input.facts.arguments
	is_string(fact.pointer)
	is_array(fact.words)
	is_array(fact.marks)
}

# METADATA
# description: The parameter's name has a word of this list, and none that says free text.
named(fact, list) if {
	_has(fact.words, list)
	not _free(fact.words)
}

# The name of a script, the id of a message: what stands last says what the value is.
_free(words) if {
	_has(words, "text")
	last := words[count(words) - 1]
	object.get(data.tables.argument_words.naming, last, false) == false
}

# METADATA
# description: The value is a code or name that holds no separator of commands, whatever else it may hold.
coded(fact) if named(fact, "coded")

coded(fact) if {
	named(fact, "opaque")
	count(fact.words) > 1
}

# METADATA
# description: Some part of the parameter's name is on the list, whatever the rest says.
says(fact, list) if _has(fact.words, list)

# METADATA
# description: The value is the name that a program gave to a thing of its own.
machine(fact) if {
	named(fact, "machine")
	not _has(fact.words, "place")
}

# METADATA
# description: The value is a name, and the tool or what stands beside it says that a program takes it from a command line.
handed_on(fact) if {
	named(fact, "either")
	_programs_take_names
}

handed_on(fact) if {
	command_line
	some list in ["machine", "place", "operand"]
	named(fact, list)
}

_programs_take_names if command_line

_programs_take_names if {
	some fact in described
	named(fact, "infrastructure")
}

# METADATA
# description: The value names a thing.
identifier(fact) if {
	some list in ["machine", "either", "database", "stored"]
	named(fact, list)
}

# METADATA
# description: The tool hands its arguments to the command line of a program.
command_line if {
	_has(input.facts.tool_words, "program")
	not _has(input.facts.tool_words, "not_program")
}

command_line if {
	some word in input.facts.tool_words
	data.tables.tool_verbs.executing[word]
}

# METADATA
# description: The value is the name of a table, or of something beside or inside one.
stored(fact) if named(fact, "database")

stored(fact) if {
	_has(fact.words, "stored")
	_stores
}

# The names of members next to the name of a table are the columns to write.
stored(fact) if {
	"member_name" in fact.marks
	_stores
}

_stores if _has(input.facts.tool_words, "storage")

_stores if {
	some fact in described
	named(fact, "database")
}

_has(words, list) if {
	some word in words
	data.tables.argument_words[list][word]
}
