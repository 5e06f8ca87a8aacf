# METADATA
# title: The server can be recognized
# description: A server is recognized by transport facts, under the name that the operator gave it; without these there is nothing to go by.
# custom:
#   clause: client_trusts_server
package mcp.trust.client_trusts_server.recognizable

# METADATA
# title: Transport is unknown
# description: The event does not say whether the server is started or reached over the network, so no rule about either can speak.
# custom:
#   short_name: transport_unknown
#   severity: high
#   responsible: client_developer
#   remedy: Say in server.transport whether the entry is stdio, http, sse or ws.
on.connection.deny contains {
	"code": "client_trusts_server.transport_unknown",
	"pointer": "/server",
	"args": {},
} if {
	not _known
}

_known if input.server.transport in {"stdio", "http", "sse", "ws"}

# METADATA
# title: Server has no name
# description: The event does not say which configured server it is about, so none of the operator's words about it can apply.
# custom:
#   short_name: server_unnamed
#   severity: high
#   responsible: client_developer
#   remedy: Give the key of the server's configuration entry in server.name.
on.any.deny contains {
	"code": "client_trusts_server.server_unnamed",
	"pointer": "/server",
	"args": {},
} if {
	_about_server
	not _named
}

_about_server if input.kind in {
	"connection",
	"session",
	"tool_list",
	"tool_call",
	"tool_result",
	"resource_list",
	"resource_read",
	"resource_result",
	"prompt_list",
	"prompt_get",
	"prompt_result",
	"sampling",
	"elicitation",
	"roots",
}

_named if is_string(input.server.name)
