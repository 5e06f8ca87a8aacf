# METADATA
# title: Hooks are software
# description: >-
#   A hook is a command that the client runs by itself when something happens. Whoever wrote it runs a program with the
#   client's privileges. Attacker-controlled: one in a repository was written by whoever wrote the repository.
# custom:
#   clause: client/consent
#   also: [local_server_is_software]
package mcp.responsibility.client.consent.hook_commands

import data.mcp.lib.switches

# METADATA
# title: Command of somebody else runs by itself
# description: >-
#   A file that came with a project or a link names a command that the client runs when something happens; opening the
#   project is then enough to start it.
# custom:
#   short_name: hook_by_others
#   severity: medium
#   responsible: operator
#   remedy: Read the command as you would read a server's; keep it only if you would start it yourself.
on.setting.weigh contains {
	"topic": "unreviewed_code",
	"code": "client/consent.hook_by_others",
	"pointer": "/setting/value",
	"args": {"setting": switches.key},
} if {
	input.setting.name == "hook_command"
	not switches.own
	not switches.off
}

# METADATA
# title: Hook of one's own
# description: The command that the client runs when something happens was written by its user or administrator, or there is none.
# custom:
#   short_name: own_hook
#   severity: info
#   responsible: operator
on.setting.allow contains {
	"code": "client/consent.own_hook",
	"pointer": "/setting/value",
	"args": {},
} if {
	input.setting.name == "hook_command"
	_intended
}

_intended if switches.own

_intended if switches.off
