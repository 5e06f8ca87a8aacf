# METADATA
# title: Version control in a tool call
# description: >-
#   The operations of version control that a call asks for, each with its class: read, write, or rewrite_history for what
#   takes something away. A tool of version control is known by its name; git on a command line by its words. What is not
#   understood counts as the most that is possible.
package mcp.lib.operations_git

import data.mcp.lib.grants_operations as grants
import data.mcp.lib.operations_git_arguments as given
import data.mcp.lib.operations_git_command as command
import data.mcp.lib.operations_git_tool as tool

# METADATA
# description: The call does something with version control.
about if count(operations) > 0

# METADATA
# description: The tool is one of version control by its name, or git is all that its command lines run.
solely if by_name

solely if {
	count(_run) > 0
	every run in _run {
		run.program == "git"
	}
}

# METADATA
# description: The tool is one of version control by its name.
by_name if "git" in input.facts.tool_words

by_name if {
	grants.git_stated
	some word in input.facts.tool_words
	data.tables.git_operations.own[word]
}

# METADATA
# description: What the call does, each with where it says so, its class, its words of git and the branches it names.
operations contains {"pointer": "/tool/name", "class": tool.class, "words": tool.words, "branches": given.branches} if {
	by_name
	not _only_carries
}

operations contains {
	"pointer": object.get(fact, "pointer", "/facts/commands"),
	"class": command.class(run),
	"words": {word | word := run.words[command.start(run)]},
	"branches": command.branches(run),
} if {
	some fact in input.facts.commands
	some run in fact.commands
	object.get(run, "program", "git") == "git"
}

# METADATA
# description: The most that the call does.
class := "rewrite_history" if "rewrite_history" in _classes

class := "write" if {
	"write" in _classes
	not "rewrite_history" in _classes
}

class := "read" if _classes == {"read"}

# METADATA
# description: The class is what the tool's own name says; no argument makes it more.
as_named if {
	by_name
	tool.named == class
}

_classes := {operation.class | some operation in operations}

_run := [run |
	some fact in input.facts.commands
	some run in fact.commands
]

# The tool runs a command line that was read; the line says more than the name.
_only_carries if {
	some word in input.facts.tool_words
	data.tables.code_words.code[word]
	some run in _run
	run.program == "git"
}
