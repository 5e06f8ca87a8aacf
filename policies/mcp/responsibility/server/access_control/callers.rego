# METADATA
# title: Callers are known
# description: >-
#   A server that can be reached over a network knows who calls. Only a program of the same machine, on a listener for
#   such programs, is trusted for where it is.
# custom:
#   clause: server/access_control
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.server.access_control.callers

import data.mcp.lib.grants
import data.mcp.lib.inbound

# METADATA
# title: Caller is not authenticated
# description: >-
#   The request came from another machine, or by way of a proxy or tunnel, or from an unknown place, and nobody verified
#   who sent it.
# custom:
#   short_name: unauthenticated
#   http: authenticate
#   severity: high
#   responsible: server_developer
#   remedy: Answer 401 and let callers authenticate, or listen on loopback for programs of this machine alone.
#   also: [authorization_bypass]
#   spec: 2026-07-28 basic/transports/streamable-http#security-&-endpoint
on.connection.deny contains {
	"code": "server/access_control.unauthenticated",
	"pointer": "/http",
	"args": {"address": inbound.remote},
} if {
	inbound.request
	not inbound.authenticated
	not inbound.local
}

# METADATA
# title: Caller is authenticated
# description: Somebody verified who sent the request.
# custom:
#   short_name: authenticated
#   severity: info
#   responsible: server_developer
on.connection.allow contains {
	"code": "server/access_control.authenticated",
	"pointer": "/http",
	"args": {},
} if {
	inbound.connection
	inbound.authenticated
}

# METADATA
# title: Caller is a program of this machine
# description: The listener can be reached from this machine alone, and the request came from it directly.
# custom:
#   short_name: local_caller
#   severity: info
#   responsible: server_developer
on.connection.allow contains {
	"code": "server/access_control.local_caller",
	"pointer": "/http",
	"args": {},
} if {
	inbound.connection
	inbound.local
}

# METADATA
# title: Operator demands a known caller
# description: The settings say that every call of this server needs an authenticated principal, and this one has none.
# custom:
#   short_name: principal_required
#   http: authenticate
#   severity: high
#   responsible: operator
#   spec: 2026-07-28 server/tools#security-considerations
#   remedy: Let callers authenticate; or take access.required of the server out of mcp-trust.yaml.
#   also: [authorization_bypass]
on.connection.deny contains {"code": "server/access_control.principal_required", "pointer": "/principal", "args": _args} if {
	inbound.request
	_unknown_where_required
}

on.session.deny contains {"code": "server/access_control.principal_required", "pointer": "/principal", "args": _args} if _unknown_where_required

on.tool_list.deny contains {"code": "server/access_control.principal_required", "pointer": "/principal", "args": _args} if _unknown_where_required

on.tool_call.deny contains {"code": "server/access_control.principal_required", "pointer": "/principal", "args": _args} if _unknown_where_required

on.resource_list.deny contains {"code": "server/access_control.principal_required", "pointer": "/principal", "args": _args} if _unknown_where_required

on.resource_read.deny contains {"code": "server/access_control.principal_required", "pointer": "/principal", "args": _args} if _unknown_where_required

on.prompt_list.deny contains {"code": "server/access_control.principal_required", "pointer": "/principal", "args": _args} if _unknown_where_required

on.prompt_get.deny contains {"code": "server/access_control.principal_required", "pointer": "/principal", "args": _args} if _unknown_where_required

_args := {"server": grants.server_name}

# Access is the business of the server and of a proxy before it; who does not say where it stands is held to it too.
_unknown_where_required if {
	data.settings.servers[input.server.name].access.required == true
	object.get(input, "point", "") in {"server", "proxy", ""}
	not inbound.identified
}
