# METADATA
# title: Servers the operator refuses
# description: A server on the operator's refusal list is neither started nor used, whatever else is granted.
# custom:
#   clause: operator/restrict_access
#   also: [operator/trusted_servers_only]
package mcp.responsibility.operator.restrict_access.refused_servers

import data.mcp.lib.folders
import data.mcp.lib.grants
import data.mcp.lib.packages

# METADATA
# title: Server is refused by the operator
# description: The server has the transport facts of an entry under deny_servers, in whatever spelling.
# custom:
#   short_name: server_refused
#   severity: high
#   responsible: operator
#   remedy: Remove the server from the client's configuration, or the entry from deny_servers.
on.any.deny contains {
	"code": "operator/restrict_access.server_refused",
	"pointer": "/server",
	"args": {"server": grants.server_name},
} if {
	some pattern in data.settings.deny_servers
	_refused(pattern)
}

# Attacker-controlled: spelled another way it is the same server, so this compares wider than an admission.
_refused(pattern) if {
	count(pattern) > 0
	every field, wanted in pattern {
		_is(field, wanted)
	}
}

_is("package", wanted) if packages.own == packages.identity(wanted)

_is("version", wanted) if packages.version(input.server.package.version) == packages.version(wanted)

_is("version", wanted) if lower(input.server.package.digest) == lower(wanted)

_is("command", wanted) if lower(input.server.command) == lower(wanted)

_is("command", wanted) if folders.components(input.server.command) == folders.components(wanted)

# Without a folder a name stands for what the search path finds, on either side.
_is("command", wanted) if {
	some path in {wanted, input.server.command}
	count(folders.components(path)) == 1
	_program(wanted) == _program(input.server.command)
}

_is("command", wanted) if _program(wanted) == input.facts.launch.program

_is("command", wanted) if _program(wanted) in input.facts.launch.wrappers

_is("args", wanted) if wanted == input.server.args

_is("url", wanted) if _url(input.server.url, wanted) == _url(wanted, wanted)

_is("url", wanted) if {
	some found in input.facts.urls
	found.pointer == "/server/url"
	_url(found.normalized, wanted) == _url(wanted, wanted)
}

_program(path) := name if {
	parts := folders.components(path)
	written := parts[count(parts) - 1]
	some name in [trim_suffix(written, ending) | some ending in [".exe", ".cmd", ".bat", ".ps1"]; endswith(written, ending)]
} else := parts[count(parts) - 1] if {
	parts := folders.components(path)
}

# Without what stands behind "#", without a query unless the pattern has one, and without empty ends of either.
_url(text, wanted) := trim_right(lower(split(text, "#")[0]), "/?") if {
	contains(wanted, "?")
} else := trim_right(lower(split(split(text, "#")[0], "?")[0]), "/")
