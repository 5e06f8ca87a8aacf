# METADATA
# title: Names hold no commands
# description: >-
#   Servers often put the names they are given into command lines. A name with a separator or substitution in it is two
#   things to a shell: the name, and a command of the caller's choosing.
# custom:
#   clause: server/validate_input
#   also: [implementation, system_commands]
#   spec: 2026-07-28 server/tools#security-considerations
package mcp.responsibility.server.validate_input.shell_syntax

import data.mcp.lib.argument_values
import data.mcp.lib.arguments

# METADATA
# title: Name holds shell syntax
# description: >-
#   The value is the name of a pod, branch, host or the like, or goes to the command line of a program, and holds a
#   separator, a substitution or a line break. No such thing has such a name.
# custom:
#   short_name: shell_syntax_in_identifier
#   severity: critical
#   responsible: server_developer
#   remedy: Check names against the letters that they may have, and start programs with a list of arguments, not a shell.
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_call.deny contains {
	"code": "server/validate_input.shell_syntax_in_identifier",
	"pointer": fact.pointer,
	"args": {},
} if {
	some fact in arguments.described
	count({mark | some mark in fact.marks} & _shell) > 0
	_read_by_shell(fact)
}

# METADATA
# title: Name may hold a command
# description: >-
#   The value is a name, and holds a command substitution, or the name of a program behind a separator. In free text that
#   would be nothing; in a name there is no reason for it.
# custom:
#   short_name: shell_syntax_in_name
#   severity: medium
#   responsible: server_developer
#   remedy: Check in the server that names hold nothing a shell would act on.
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_call.weigh contains {
	"topic": "unfit_argument",
	"code": "server/validate_input.shell_syntax_in_name",
	"pointer": fact.pointer,
	"args": {},
} if {
	some fact in arguments.described
	count({mark | some mark in fact.marks} & _shell) > 0
	arguments.named(fact, "either")
	not _read_by_shell(fact)
	_commands(fact)
}

_shell := {"shell_separator", "shell_substitution", "redirection", "newline"}

_read_by_shell(fact) if arguments.machine(fact)

# Comparisons stand in the names of packages, ampersands in those of folders.
_read_by_shell(fact) if {
	arguments.handed_on(fact)
	some mark in fact.marks
	mark in {"shell_substitution", "newline"}
}

_read_by_shell(fact) if {
	arguments.handed_on(fact)
	"shell_separator" in fact.marks
	not _folder_with_ampersand(fact)
}

# A code has no separators; || stands between the versions of a package, one bar in the ids of login services.
_read_by_shell(fact) if {
	arguments.coded(fact)
	regex.match("(;|&&|\\|\\|\\s*[^\\s~^<>=*v0-9]|\\s\\|[^|]|[^|]\\|\\s|`|\\$\\()", argument_values.text(fact))
}

# What ends a quoted word and begins another command was written for a shell, wherever it stands.
_read_by_shell(fact) if {
	some list in ["either", "place"]
	arguments.named(fact, list)
	regex.match(`["']\s*(;|&&|\|)\s*\S`, argument_values.text(fact))
}

_folder_with_ampersand(fact) if {
	arguments.named(fact, "place")
	text := argument_values.text(fact)
	text != ""
	indexof(text, ";") == -1
	indexof(text, "|") == -1
	indexof(text, "&&") == -1
	not _names_program(text)
}

_commands(fact) if "shell_substitution" in fact.marks

_commands(fact) if _names_program(argument_values.text(fact))

# A value that cannot be found may be any.
_commands(fact) if argument_values.text(fact) == ""

_names_program(text) if {
	parts := split(strings.replace_n({"|": ";", "&": ";", "\n": ";", "\r": ";"}, text), ";")
	some part in array.slice(parts, 1, count(parts))
	words := split(replace(trim_space(part), "\t", " "), " ")
	steps := split(lower(words[0]), "/")
	data.tables.argument_words.injected_program[steps[count(steps) - 1]]
}
