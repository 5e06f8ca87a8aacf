# METADATA
# title: Servers that one client enables together
# description: >-
#   Which servers of an environment are enabled, what the operator's entry for each says, and what the table of well-known
#   servers knows about it, by the index of the server.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.environments

import data.mcp.lib.grants
import data.mcp.lib.packages

# METADATA
# description: Everything that is not switched off counts.
enabled[index] := server if {
	some index, server in input.servers
	not _switched_off(server)
}

_switched_off(server) if server.enabled == false

# METADATA
# description: The server's key in the configuration; empty when the event has none.
name(index) := object.get(enabled[index], "name", "")

# METADATA
# description: The folder in which alone the client loads the server; empty when it loads it everywhere.
folder(index) := object.get(enabled[index], ["origin", "folder"], "")

# METADATA
# description: The operator's entry for the server, where it applies.
entry[index] := found if {
	some index, server in enabled
	data.settings.servers[server.name]
	found := grants.entry with input.server as server
}

# METADATA
# description: What the operator labels a server of this name, whether or not it is the one that the entry is about.
named_labels(index) := {class | some class in data.settings.servers[name(index)].labels}

# METADATA
# description: What the table says about the server, by its package and by the hosts of its addresses.
records[index] contains record if {
	some index, _ in enabled
	record := data.tables.server_capabilities.packages[_package(index)]
}

records[index] contains record if {
	some index, urls in _urls
	some url in urls
	record := data.tables.server_capabilities.hosts[_host(url)]
}

# METADATA
# description: >-
#   The table knows all that the server is: nothing but the package in it can be what runs, or the only address there is
#   stands on a host in it.
recognized(index) if {
	data.tables.server_capabilities.packages[_package(index)]
	enabled[index].package.exact == true
	count(object.get(_urls, index, set())) == 0
}

recognized(index) if data.tables.server_capabilities.hosts[_host(_only_url(index))]

# METADATA
# description: >-
#   The server is started or reached in a way in which it changes nothing. Attacker-controlled: a switch before the package
#   is the launcher's, and one that is said twice, or in another spelling, may mean the other.
read_only(index) if {
	switch := data.tables.server_capabilities.read_only[_package(index)]
	server := enabled[index]
	place := split(server.package.pointer, "/")
	own := array.slice(server.args, to_number(place[count(place) - 1]) + 1, count(server.args))
	[arg | some arg in own; startswith(arg, switch)] == [switch]
}

read_only(index) if {
	url := _only_url(index)
	switch := data.tables.server_capabilities.read_only[_host(url)]
	indexof(url.normalized, "%") == -1
	[part | some part in _parts(url.normalized); split(part, "=")[0] == split(switch, "=")[0]] == [switch]
}

# METADATA
# description: The switch with which the server would change nothing, where the table knows one.
read_only_switch(index) := switch if {
	switch := data.tables.server_capabilities.read_only[_package(index)]
} else := data.tables.server_capabilities.read_only[_host(_only_url(index))]

# Every segment of the path with "/" before it, every parameter with "?".
_parts(url) := array.concat(
	[$"/{segment}" | some segment in split(halves[0], "/")],
	[$"?{parameter}" | some half in array.slice(halves, 1, count(halves)); some parameter in split(half, "&")],
) if {
	halves := split(split(url, "#")[0], "?")
}

_package(index) := packages.identity(concat(":", [enabled[index].package.registry, enabled[index].package.name]))

# The address of a server, or the one that a bridge is told.
_only_url(index) := url if {
	count(_urls[index]) == 1
	some url in _urls[index]
}

_urls[index] contains url if {
	some url in input.facts.urls
	index := to_number(split(url.pointer, "/")[2])
	enabled[index]
}

_host(url) := lower(trim_suffix(url.host, "."))
