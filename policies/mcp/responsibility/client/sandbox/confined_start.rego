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
import data.mcp.lib.sandboxes
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
	not sandboxes.elsewhere
	not sandboxes.confined
	not _reviewed
}

# METADATA
# title: Server is confined to its grants
# description: >-
#   The grants become the profile of a sandbox: folders to read and to write, and whether there is a network. What is not
#   granted is not in it; a server that is not the one that the grants are for gets an empty one.
# custom:
#   spec: 2026-07-28 security_best_practices#local-mcp-server-compromise
on.connection.oblige contains object.union({"type": "sandbox", "profile": sandboxes.profile}, _notice) if sandboxes.confined

# What an entry in a file asks of whoever will start it.
on.connection.oblige contains {"type": "sandbox", "profile": sandboxes.profile} if {
	sandboxes.wanted
	sandboxes.at_rest
	settings.effect("unsandboxed_server") != "allow"
}

default _notice := {}

_notice := {"message_code": "client/sandbox.unenforced_hosts"} if not sandboxes.hosts_held

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
