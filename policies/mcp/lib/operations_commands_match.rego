# METADATA
# title: A command and the operator's list
# description: >-
#   Compares a command with the granted programs and first words, word by word. A grant that names a launcher alone, such
#   as sudo, grants whatever that starts, and one that names an interpreter alone any script of its own: the operator said
#   so. Other programs start another one only by options, and those a grant covers only when they are written out in it.
package mcp.lib.operations_commands_match

import data.mcp.lib.grants_operations as grants
import data.mcp.lib.operations_git_command as git_command

# METADATA
# description: The operator's list has this command, or its program, or its program and first words.
covered(run) if {
	some wanted in grants.commands
	_begins(run, wanted)
	rest := array.slice(run.words, count(wanted), count(run.words))
	not _hands_over(run.program, _own(run.program, rest), count(wanted))
	_understood(run, wanted, rest)
}

# METADATA
# description: The operator's list has this launcher alone, or with the program among its words.
starts(run, program) if {
	data.tables.command_handovers.launchers[run.program]
	some wanted in grants.commands
	_begins(run, wanted)
	_names(wanted, program)
}

_names(wanted, _) if count(wanted) == 1

_names(wanted, program) if program in wanted

_begins(run, wanted) if {
	array.slice(run.words, 0, count(wanted)) == wanted
	run.program == trim_suffix(lower(_last(split(replace(wanted[0], "\\", "/"), "/"))), ".exe")
}

# Windows finds the same program under other spellings of its name.
_begins(run, wanted) if {
	run.program == wanted[0]
	lower(run.words[0]) in {wanted[0], $"{wanted[0]}.exe", $"{wanted[0]}.cmd", $"{wanted[0]}.bat"}
	array.slice(run.words, 1, count(wanted)) == array.slice(wanted, 1, count(wanted))
}

_last(parts) := parts[count(parts) - 1]

# Git's options start programs: behind granted first words only known ones may follow.
_understood(run, _, _) if run.program != "git"

_understood(run, wanted, _) if {
	run.program == "git"
	count(wanted) == 1
}

_understood(run, wanted, rest) if {
	run.program == "git"
	count(wanted) > 1
	git_command.all_known(wanted[1], rest)
}

# The words that the program reads itself; the others are its script's.
_own(program, rest) := array.slice(rest, 0, _end(program, rest))

_end(program, rest) := min([place | some place, "--" in rest]) if {
	data.tables.command_handovers.passing[program]
	"--" in rest
} else := count(rest)

_hands_over(program, rest, granted) if {
	some word in rest
	_turns(program, word)
	not _bare(program, granted)
}

_bare(program, 1) if data.tables.command_handovers.interpreters[program]

_turns(program, word) if data.tables.command_handovers.words[program][split(word, "=")[0]]

_turns(program, word) if {
	some option in data.tables.command_handovers.long[program]
	regex.match(`^--[^=]`, word)
	startswith(option, split(word, "=")[0])
}

_turns(program, word) if {
	some letter in data.tables.command_handovers.letters[program]
	regex.match(`^-[^-]`, word)
	contains(word, letter)
}

_turns(program, word) if {
	some letter in data.tables.command_handovers.first_letters[program]
	startswith(word, $"-{letter}")
	object.get(data.tables.command_handovers, ["spared", program, word], false) == false
}

_turns(program, word) if {
	data.tables.command_handovers.assignments[program]
	regex.match(`^[^-][^=]*=`, word)
}

# The first word is a bundle of letters, with or without a dash.
_hands_over(program, rest, 1) if {
	data.tables.command_handovers.bundles[program]
	some letter in data.tables.command_handovers.letters[program]
	contains(rest[0], letter)
}
