# METADATA
# title: A sandbox hides what it is for
# description: A server is confined to the folders it was granted. A folder that holds the user's keys or the system takes the walls away.
# custom:
#   clause: client/sandbox
#   also: [server/least_privilege, sandbox_escape]
package mcp.responsibility.client.sandbox.granted_folders

import data.mcp.lib.folders
import data.mcp.lib.grants
import data.mcp.lib.sandboxes

# METADATA
# title: Granted folder leaves nothing to hide
# description: >-
#   The folder is a whole disk or home folder, holds a folder of keys and tokens or is one, or holds parts of the system.
#   In the sandbox the server reads them, and with them acts as the user.
# custom:
#   short_name: wide_grant
#   severity: medium
#   responsible: operator
#   remedy: Grant the folders the server works on, and hand it a credential of its own where it needs one.
#   spec: 2026-07-28 security_best_practices#local-mcp-server-compromise
on.connection.weigh contains {
	"topic": "widened_environment",
	"code": "client/sandbox.wide_grant",
	"pointer": "/server",
	"args": {"server": grants.server_name, "folder": folder},
} if {
	sandboxes.wanted
	some folder in grants.readable
	_too_wide(folder)
}

_too_wide(folder) if folders.whole(folder)

_too_wide(folder) if {
	some place in data.tables.container_limits.secret_places
	contains(_joined[folder], $"/{place}/")
}

# The folder above, as in ~/.config, which holds ~/.config/gcloud.
_too_wide(folder) if {
	some place in data.tables.container_limits.secret_places
	parts := split(place, "/")
	count(parts) > 1
	some length in numbers.range(1, count(parts) - 1)
	endswith(_joined[folder], $"/{concat("/", array.slice(parts, 0, length))}/")
}

_too_wide(folder) if {
	some place in data.tables.container_limits.system_folders
	startswith(lower($"{place}/"), _joined[folder])
}

# What may be read there is the system's; what may be written there, the system runs. Below root's home it is the user's.
_too_wide(folder) if {
	folder in grants.writable
	folders.anchored(folder)
	some place in data.tables.container_limits.system_folders
	not endswith(place, "/root")
	startswith(_joined[folder], lower($"{place}/"))
}

# The places of the tables are written as this is, so that they are compared and not cut: a function is evaluated at each call.
_joined[folder] := folders.joined(folder) if {
	sandboxes.wanted
	some folder in grants.readable
}
