# METADATA
# title: The command is a program, not a shell script
# description: >-
#   Starting a configured program is intended behavior. A shell line in its place is a program written into the
#   configuration, which nobody versions, signs or reviews as software.
# custom:
#   clause: local_server_is_software
package mcp.trust.local_server_is_software.shell_command

# METADATA
# title: Command downloads code and runs it
# description: The shell line fetches something from the network and hands it to an interpreter in one go.
# custom:
#   short_name: download_and_run
#   severity: critical
#   responsible: operator
#   remedy: Install the server from a registry with an exact version, and start the installed program.
on.connection.deny contains {
	"code": "local_server_is_software.download_and_run",
	"pointer": input.facts.launch.shell.pointer,
	"args": {"programs": concat(", ", sort(_programs))},
} if {
	_downloads_and_runs
}

# METADATA
# title: Command is a shell script
# description: >-
#   The entry runs a shell line with operators or expansions instead of one program. What really runs depends on the
#   shell, the environment and the folder it starts in.
# custom:
#   short_name: shell_script
#   severity: medium
#   responsible: operator
#   remedy: Start the program directly with its arguments, or put the script in a reviewed file and start that.
on.connection.weigh contains {
	"topic": "unreviewed_code",
	"code": "local_server_is_software.shell_script",
	"pointer": input.facts.launch.shell.pointer,
	"args": {"operators": concat(" ", sort(input.facts.launch.shell.operators))},
} if {
	input.facts.launch.shell
	not _simple
	not _downloads_and_runs
}

_simple if input.facts.launch.shell.simple == true

_downloads_and_runs if {
	_downloads
	count(_programs & _named("interpreters")) > 0
	_feeds
}

# A shell beside a download is there to run it, by whatever operator.
_downloads_and_runs if {
	_downloads
	count(_programs & _named("shells")) > 0
}

_downloads if {
	not _simple
	count(_programs & _named("downloaders")) > 0
}

_feeds if {
	some operator in input.facts.launch.shell.operators
	operator in data.tables.launch_programs.feeding
}

# To these shells parentheses alone are a substitution; to the others they only group commands.
_feeds if {
	"()" in input.facts.launch.shell.operators
	input.facts.launch.shell.program in data.tables.launch_programs.substituting
}

# In lower case, and without the version that interpreters carry: python3.12 is python.
_programs := {trim_right(lower(program), ".0123456789") | some program in input.facts.launch.shell.programs}

_named(list) := {program | some program in data.tables.launch_programs[list]}
