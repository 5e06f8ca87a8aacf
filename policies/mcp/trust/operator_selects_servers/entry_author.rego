# METADATA
# title: A person selected the server
# description: Users and administrators are responsible for server selection; a program or a web page is neither.
# custom:
#   clause: operator_selects_servers
package mcp.trust.operator_selects_servers.entry_author

import data.mcp.lib.consents
import data.mcp.lib.grants

# METADATA
# title: Server was added by an agent
# description: The entry was written by the model through a tool, not by the person responsible for the selection.
# custom:
#   short_name: entry_by_agent
#   severity: critical
#   responsible: client_developer
#   remedy: Let agents propose a server; add it only after the user confirmed the exact command.
on.connection.deny contains {
	"code": "operator_selects_servers.entry_by_agent",
	"pointer": "/server/origin/source",
	"args": {"server": grants.server_name},
} if {
	input.server.origin.source == "agent"
}

# METADATA
# title: Server was added by a link
# description: >-
#   The entry came with an install link; whoever made the link chose the command, and no person is known to have agreed
#   to all of it.
# custom:
#   short_name: entry_by_link
#   severity: high
#   responsible: client_developer
#   remedy: Show the whole command and its arguments, and add the server only when the user confirms it.
#   also: [client/consent]
#   spec: 2026-07-28 security_best_practices#local-mcp-server-compromise
on.connection.ask contains {
	"code": "operator_selects_servers.entry_by_link",
	"pointer": "/server/origin/source",
	"args": {"server": grants.server_name},
} if {
	input.server.origin.source == "deep_link"
	not consents.informed(_subject)
}

# METADATA
# title: Nobody is known to have selected the server
# description: The configuration entry, or the client setting, does not say who wrote it.
# custom:
#   short_name: author_unknown
#   severity: medium
#   responsible: client_developer
#   remedy: Say in origin.source whether a user, a project, an administrator, a link or an agent wrote it.
on.connection.deny contains {
	"code": "operator_selects_servers.author_unknown",
	"pointer": "/server",
	"args": {},
} if {
	not _live
	not _author("server")
}

on.setting.deny contains {
	"code": "operator_selects_servers.author_unknown",
	"pointer": "/setting",
	"args": {},
} if {
	not _author("setting")
}

default _subject := "command"

_subject := "url" if input.server.transport in {"http", "sse", "ws"}

# A connection that nobody says was seen alive is an entry in a file.
_live if input.point in {"client", "server", "proxy"}

_author(payload) if input[payload].origin.source in {"user", "project", "managed", "deep_link", "agent"}
