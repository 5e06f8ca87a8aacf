# METADATA
# title: The program is not written into the configuration
# description: Launcher flags such as node -e, python -c or npx -c turn a configuration value into a program.
# custom:
#   clause: local_server_is_software
package mcp.trust.local_server_is_software.inline_code

import data.mcp.lib.settings

# METADATA
# title: Program text inside the configuration
# description: The entry carries program text that an interpreter runs as it stands; no package stands behind it.
# custom:
#   short_name: inline_code
#   severity: high
#   responsible: operator
#   remedy: Put the program in a file or package that can be reviewed and pinned, and start that.
deny contains _finding if settings.effect("unreviewed_code") == "deny"

ask contains _finding if settings.effect("unreviewed_code") == "ask"

_finding := {
	"code": "local_server_is_software.inline_code",
	"pointer": input.facts.launch.inline_code.pointer,
	"args": {
		"program": input.facts.launch.inline_code.program,
		"flag": input.facts.launch.inline_code.flag,
	},
} if {
	input.kind == "connection"
}
