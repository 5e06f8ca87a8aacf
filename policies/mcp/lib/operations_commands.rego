# METADATA
# title: Commands in a tool call
# description: >-
#   The command lines that a call runs, and whether the operator's list covers them word by word. A tool that runs code
#   which is no command line that anybody read is known by its name and parameters.
package mcp.lib.operations_commands

import data.mcp.lib.operations_code as code
import data.mcp.lib.operations_commands_match as match
import data.mcp.lib.operations_git_arguments as given
import data.mcp.lib.operations_git_command as git_command

# METADATA
# description: Where the call says what to run; the tool's name where it runs code that nobody read.
pointers contains object.get(fact, "pointer", "/facts/commands") if some fact in input.facts.commands

pointers contains "/tool/name" if {
	code.runs
	count(input.facts.commands) == 0
}

# METADATA
# description: The pointers whose commands the operator's list covers, all of them and nothing beside them.
granted contains pointer if {
	some pointer in pointers
	_read(pointer)
	_nothing_beside
	every run in _runs(pointer) {
		_covered(run, _runs(pointer))
	}
}

# METADATA
# description: The pointers that run git and nothing else, in a way that starts no other program.
plain_git contains pointer if {
	some pointer in pointers
	_read(pointer)
	_nothing_beside
	every run in _runs(pointer) {
		git_command.plain(run)
	}
}

_covered(run, _) if match.covered(run)

# What a launcher starts is also listed by its name alone.
_covered(run, runs) if {
	run.words == [run.program]
	some launcher in runs
	match.covered(launcher)
	match.starts(launcher, run.program)
}

# A parser read every fact at this place, and whatever joins the commands runs nothing of its own.
_read(pointer) if {
	facts := [fact |
		some fact in input.facts.commands
		object.get(fact, "pointer", "/facts/commands") == pointer
	]
	count(facts) > 0
	every fact in facts {
		fact.parsed == true
		count(fact.commands) > 0
		every operator in fact.operators {
			operator in {"&&", "||", ";", "|", "&", ">&"}
		}
	}
}

_runs(pointer) := [run |
	some fact in input.facts.commands
	object.get(fact, "pointer", "/facts/commands") == pointer
	some run in fact.commands
]

# Attacker-controlled: variables, input and further arguments may change what a command does.
_nothing_beside if {
	every argument in input.facts.arguments {
		_judged(argument)
	}
	not _switched
}

# Attacker-controlled: facts list only texts; a number or a switch may say as whom, where or how the command runs.
_switched if {
	some path, value
	walk(input.arguments, [path, value])
	value != 0
	_number_or_true(value)
	some name in path
	is_string(name)
	object.get(data.tables.command_handovers.beside, given.plain(name), false) == false
}

_number_or_true(true)

_number_or_true(value) if is_number(value)

_judged(argument) if {
	some pointer in pointers
	startswith($"{argument.pointer}/", $"{pointer}/")
}

_judged(argument) if {
	count(argument.words) > 0
	every word in argument.words {
		data.tables.code_words.beside[word]
	}
}

# The words that a command was put together from: {"command": "git", "args": ["status"]}.
_judged(argument) if {
	["", "arguments", name, _] = split(argument.pointer, "/")
	values := input.arguments[name]
	count(values) > 0
	some pointer in pointers
	some run in _runs(pointer)
	array.slice(run.words, count(run.words) - count(values), count(run.words)) == values
}
