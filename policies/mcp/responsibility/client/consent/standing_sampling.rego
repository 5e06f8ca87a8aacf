# METADATA
# title: Use of the model is granted server by server
# description: >-
#   Clients ask before a server has the model answer it. A setting that answers in advance is consent as far as it names
#   the server that it is for.
# custom:
#   clause: client/consent
#   also: [model_driven_invocation]
package mcp.responsibility.client.consent.standing_sampling

import data.mcp.lib.switches

# METADATA
# title: Every server may use the model unasked
# description: The setting lets servers put prompts before the model without a question, and names no server that it is for.
# custom:
#   short_name: sampling_for_every_server
#   severity: medium
#   responsible: operator
#   remedy: Allow it for the servers that need it, each by name, and leave the question on for the rest.
on.setting.weigh contains {
	"topic": "unconsented_sampling",
	"code": "client/consent.sampling_for_every_server",
	"pointer": "/setting/value",
	"args": {"setting": switches.key},
} if {
	_about
	not switches.off
	not _named
}

# METADATA
# title: Server may use the model unasked
# description: The setting lets the server put prompts before the model without a question about each.
# custom:
#   short_name: approves_sampling
#   severity: low
#   responsible: operator
#   remedy: Switch it off unless you know what this server asks the model.
on.setting.weigh contains {
	"topic": "standing_sampling",
	"code": "client/consent.approves_sampling",
	"pointer": "/setting/value",
	"args": {"server": object.get(input, ["setting", "server"], "")},
} if {
	_about
	not switches.off
	_named
}

# METADATA
# title: The user settled the use of the model
# description: The setting allows it to one server by name, or to none.
# custom:
#   short_name: sampling_settled
#   severity: info
#   responsible: operator
on.setting.allow contains {
	"code": "client/consent.sampling_settled",
	"pointer": "/setting/value",
	"args": {},
} if {
	_about
	_settled
}

_about if input.setting.name == "server_sampling"

_settled if switches.off

_settled if {
	_named
	switches.own
}

_named if {
	is_string(input.setting.server)
	indexof(input.setting.server, "*") == -1
	count(input.setting.server) > 0
}
