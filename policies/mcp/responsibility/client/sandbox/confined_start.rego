# METADATA
# title: Local software is confined where that is feasible
# description: >-
#   A stdio server runs with the client's privileges. The operator's grants say what it needs of them; a client that can
#   confine it to that is told so where the operator's profile minds.
# custom:
#   clause: client/sandbox
#   also: [server/least_privilege]
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.client.sandbox.confined_start

import data.mcp.lib.grants
import data.mcp.lib.lock
import data.mcp.lib.settings

# METADATA
# title: Unreviewed software runs unconfined
# description: >-
#   The server is started with the client's privileges and in no container; nobody admitted or approved exactly this
#   software, or it may be another one at the next start.
# custom:
#   short_name: not_sandboxed
#   severity: low
#   responsible: client_developer
#   remedy: Run it in a container or a sandbox, or review and pin it.
#   also: [local_server_is_software]
#   spec: 2026-07-28 security_best_practices#local-mcp-server-compromise
on.connection.weigh contains {
	"topic": "unsandboxed_server",
	"code": "client/sandbox.not_sandboxed",
	"pointer": "/server",
	"args": {"server": grants.server_name},
} if {
	not _remote
	not _contained
	not _reviewed
}

# METADATA
# title: Server is confined to its grants
# description: >-
#   The grants become the profile of a sandbox: folders to read and to write, and where requests may go. What is not
#   granted is not in it.
# custom:
#   spec: 2026-07-28 security_best_practices#local-mcp-server-compromise
on.connection.oblige contains {"type": "sandbox", "profile": {
	"read": sort(grants.readable),
	"write": sort(grants.writable),
	"egress": sort(_egress),
}} if {
	settings.effect("unsandboxed_server") != "allow"
	grants.entry.grants
	not _remote
	not _contained
}

_egress := {destination | some destination in grants.entry.grants.network.allow}

_remote if input.server.transport in {"http", "sse", "ws"}

# What a container is given of its host is judged by local_server_is_software.
_contained if input.facts.launch.container.image

_reviewed if {
	_known
	_settled
}

_known if grants.admits(data.settings.servers[input.server.name].match)

_known if lock.approved

_settled if input.server.package.pinned == true

_settled if input.server.package.registry == "path"

# No package at all, and no launcher of packages: a program that lies on this machine.
_settled if {
	not input.server.package
	count({input.facts.launch.program} & _runners) == 0
}

_runners := {program | some program in data.tables.launch_programs.runners}
