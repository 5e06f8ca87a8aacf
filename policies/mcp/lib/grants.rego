# METADATA
# title: Grants of the server in the event
# description: >-
#   The operator's entry for the server an event is about. An entry that names transport facts counts only while the
#   server has all of them, so that another program under the same name inherits nothing.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.grants

# METADATA
# description: The operator's entry for this server, if it applies.
entry := found if {
	found := data.settings.servers[input.server.name]
	not found.match
} else := found if {
	found := data.settings.servers[input.server.name]
	admits(found.match)
}

# METADATA
# description: >-
#   The server has every transport fact that the pattern names, and uses those facts and nothing beside them: an entry
#   that runs a program is not admitted by a URL that stands beside its command, nor by one of two packages it fetches.
admits(pattern) if {
	matches(pattern)
	every field, wanted in pattern {
		_fits(field, wanted)
	}
}

# METADATA
# description: The facts in which the server is not what its entry in the settings wants.
differing contains $"{field}" if {
	some field, wanted in data.settings.servers[input.server.name].match
	not _fits(field, wanted)
}

_fits(field, wanted) if {
	_has(field, wanted)
	input.server.transport in _transports[field]
	_alone(field)
}

_alone("package") if input.server.package.exact == true

_alone(field) if field in {"version", "command", "args", "url"}

_transports := {
	"package": {"stdio"},
	"version": {"stdio"},
	"command": {"stdio"},
	"args": {"stdio"},
	"url": {"http", "sse", "ws"},
}

# METADATA
# description: The server has every transport fact that the pattern names.
matches(pattern) if {
	count(pattern) > 0
	every field, wanted in pattern {
		_has(field, wanted)
	}
}

_has("package", wanted) if concat(":", [input.server.package.registry, input.server.package.name]) == wanted

_has("version", wanted) if wanted == input.server.package.version

_has("version", wanted) if wanted == input.server.package.digest

_has("command", wanted) if wanted == input.server.command

_has("args", wanted) if wanted == input.server.args

_has("url", wanted) if wanted == input.server.url

# METADATA
# description: The server's key in the configuration; empty when the event has none, so that no reason falls silent.
server_name := object.get(input, ["server", "name"], "")

# METADATA
# description: Folders the server may read. A folder it may write, it may read.
readable := {root | some root in entry.grants.filesystem.read} | writable

# METADATA
# description: Folders whose contents the server may change.
writable := {root | some root in entry.grants.filesystem.write}

# METADATA
# description: The operator said something about files for this server.
filesystem_stated if entry.grants.filesystem
