# METADATA
# title: Guards are taken down by their owner
# description: >-
#   Trust in folders, the sandbox, a question before the model is used, the gallery of servers: each stands between a server
#   and the user. Attacker-controlled: a file in a repository was written by whoever wrote the repository.
# custom:
#   clause: client/consent
#   also: [operator_selects_servers]
package mcp.responsibility.client.consent.switches_by_others

import data.mcp.lib.switches

# METADATA
# title: Somebody else takes a guard of the client down
# description: >-
#   The setting stands in a file that came with a project or a link, and what it switches protects whoever opens that
#   project.
# custom:
#   short_name: widened_by_others
#   severity: high
#   responsible: operator
#   remedy: Take the setting out of the shared file; whoever wants it sets it in their own settings.
on.setting.weigh contains {
	"topic": "widened_by_others",
	"code": "client/consent.widened_by_others",
	"pointer": "/setting/origin/source",
	"args": {"setting": switches.key},
} if {
	switches.widens
	not switches.own
}
