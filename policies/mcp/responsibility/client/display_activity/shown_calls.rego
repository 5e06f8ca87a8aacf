# METADATA
# title: What servers do is shown and logged
# description: >-
#   Clients display tool invocations where appropriate: a tool that acts, a prompt for the model and a page to open before
#   they happen. Calls and requests are logged, so that what happened can be told afterwards.
# custom:
#   clause: client/display_activity
package mcp.responsibility.client.display_activity.shown_calls

import data.mcp.lib.consents
import data.mcp.lib.consents_elicitation
import data.mcp.lib.tools

# METADATA
# title: Person agreed to a call they did not see
# description: >-
#   The client says that a person agreed to this call, but not that they were shown the tool and its arguments, uncut. The
#   tool is not known to change nothing.
# custom:
#   short_name: call_unseen
#   severity: medium
#   responsible: client_developer
#   remedy: Show the tool and all of its arguments before asking.
#   also: [client/consent]
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_call.ask contains {
	"code": "client/display_activity.call_unseen",
	"pointer": "/consent",
	"args": {"tool": tools.name},
} if {
	consents.claimed
	not tools.read_only
	not _seen
}

# METADATA
# title: Acting calls are shown
# description: By its name the tool runs code, changes or sends something, or nobody cut the name into words.
# custom:
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_call.oblige contains {"type": "display"} if {
	_shown_here
	not _calm
}

# METADATA
# title: Every call is logged
# description: Clients log the use of tools for audit.
# custom:
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_call.oblige contains {"type": "log"}

on.fetch.oblige contains {"type": "log"}

# METADATA
# title: Prompts for the model are shown
# description: The user can read what a server wants the model to be asked.
# custom:
#   spec: 2026-07-28 client/sampling#user-interaction-model
on.sampling.oblige contains {"type": "display"} if _shown_here

# METADATA
# title: Requests to the user are shown
# description: The user sees which server asks, and for a page its whole address.
# custom:
#   spec: 2026-07-28 client/elicitation#safe-url-handling
on.elicitation.oblige contains {"type": "display", "pointer": "/elicitation/message"} if {
	_shown_here
	not consents_elicitation.link
}

on.elicitation.oblige contains {"type": "display", "pointer": "/elicitation/url"} if {
	_shown_here
	not consents_elicitation.form
}

_seen if {
	consents.informed("tool")
	consents.informed("arguments")
}

# A server and a proxy have no screen; the client behind them is asked for itself.
_shown_here if {
	point := object.get(input, "point", "client")
	not point in {"server", "proxy"}
}

_calm if tools.read_only

_calm if {
	count(input.facts.tool_words) > 0
	every word in input.facts.tool_words {
		object.get(data.tables.tool_verbs.sensitive, word, false) == false
	}
}
