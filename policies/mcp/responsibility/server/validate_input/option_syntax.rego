# METADATA
# title: Names are not options
# description: >-
#   A program reads an argument that begins with a dash as an option, wherever it stands. A server that hands on a name
#   without checking it lets the caller set any option of the program.
# custom:
#   clause: server/validate_input
#   also: [implementation, system_commands, version_control]
#   spec: 2026-07-28 server/tools#security-considerations
package mcp.responsibility.server.validate_input.option_syntax

import data.mcp.lib.argument_values
import data.mcp.lib.arguments

# METADATA
# title: Argument is an option
# description: >-
#   The value is the name of something that a command acts on, and begins as an option does or holds one behind a blank.
# custom:
#   short_name: option_in_argument
#   severity: high
#   responsible: server_developer
#   remedy: Refuse names that begin with a dash, pass -- before them, and never join names into one command line.
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_call.deny contains {
	"code": "server/validate_input.option_in_argument",
	"pointer": fact.pointer,
	"args": {},
} if {
	some fact in arguments.described
	_holds_option(fact)
	_taken_for_option(fact)
}

_holds_option(fact) if "embedded_option" in fact.marks

# Numbers may be negative, and a dash alone stands for the standard input.
_holds_option(fact) if {
	"option" in fact.marks
	not regex.match(`^(-+|-[0-9][0-9.,:]*)$`, argument_values.text(fact))
}

_taken_for_option(fact) if arguments.machine(fact)

_taken_for_option(fact) if {
	arguments.handed_on(fact)
	arguments.command_line
}

# No name ends before a long option, and no URL begins with one.
_taken_for_option(fact) if {
	some list in ["either", "coded", "operand"]
	arguments.named(fact, list)
	regex.match(`\s["']?--[A-Za-z][A-Za-z-]+`, argument_values.text(fact))
}

_taken_for_option(fact) if {
	some word in fact.words
	word in {"uri", "url"}
	startswith(argument_values.text(fact), "-")
}

# Beside the name of a cluster's things a name is one of them; what is drawn at random may begin with a dash.
_taken_for_option(fact) if {
	arguments.handed_on(fact)
	not arguments.named(fact, "opaque")
}
