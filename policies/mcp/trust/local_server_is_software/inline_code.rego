# METADATA
# title: The program is not written into the configuration
# description: Launcher flags such as node -e, python -c or npx -c turn a configuration value into a program.
# custom:
#   clause: local_server_is_software
package mcp.trust.local_server_is_software.inline_code

# METADATA
# title: Program text inside the configuration
# description: The entry carries program text that an interpreter runs as it stands; no package stands behind it.
# custom:
#   short_name: inline_code
#   severity: high
#   responsible: operator
#   remedy: Put the program in a file or package that can be reviewed and pinned, and start that.
on.connection.weigh contains {
	"topic": "unreviewed_code",
	"code": "local_server_is_software.inline_code",
	"pointer": code.pointer,
	"args": {"program": code.program, "flag": code.flag},
} if {
	code := input.facts.launch.inline_code
}
