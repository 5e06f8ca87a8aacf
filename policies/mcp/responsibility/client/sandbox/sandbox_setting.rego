# METADATA
# title: The client's sandbox stays on
# description: A client that confines what it runs does so until a setting says otherwise.
# custom:
#   clause: client/sandbox
package mcp.responsibility.client.sandbox.sandbox_setting

import data.mcp.lib.switches

# METADATA
# title: The client's sandbox is switched off
# description: >-
#   What the client and the model run has all privileges of the user, for every project or server that the setting is
#   about.
# custom:
#   short_name: sandbox_off
#   severity: medium
#   responsible: operator
#   remedy: Switch the sandbox on, and grant what a task needs beyond it where it is needed.
on.setting.weigh contains {
	"topic": "sandbox_off",
	"code": "client/sandbox.sandbox_off",
	"pointer": "/setting/value",
	"args": {"setting": switches.key},
} if {
	input.setting.name == "sandbox_off"
	not switches.off
}

# METADATA
# title: The client's sandbox is on
# description: The setting keeps the sandbox.
# custom:
#   short_name: sandbox_kept
#   severity: info
#   responsible: operator
on.setting.allow contains {
	"code": "client/sandbox.sandbox_kept",
	"pointer": "/setting/value",
	"args": {},
} if {
	input.setting.name == "sandbox_off"
	switches.off
}
