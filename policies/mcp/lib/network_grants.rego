# METADATA
# title: Destinations and the grants
# description: >-
#   Whether the operator granted the address a URL leads to. * stands for every public host; a private address is granted
#   only when it is written out.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.network_grants

import data.mcp.lib.grants

# METADATA
# description: >-
#   The operator said where this server's requests go. It restricts whatever goes by the server's name, and what does not
#   say which server it is about.
stated if data.settings.servers[input.server.name].grants.network.allow

stated if {
	not input.server.name
	some entry in data.settings.servers
	entry.grants.network.allow
}

# METADATA
# description: The URL leads to the internet, as far as anybody looked.
public(url) if count(classes(url) - {"public", "name"}) == 0

# METADATA
# description: The URL leads to no other machine than this one.
loopback(url) if classes(url) == {"loopback"}

# METADATA
# description: The class of the host as written, and those of what it resolved to.
classes(url) := {object.get(url, "address_class", "reserved")} | {class | some class in object.get(url, "resolved", [])}

# METADATA
# description: >-
#   The operator granted this destination to the server. A URL with a backslash leads to one host or another, by who reads
#   it, and is never granted.
granted(url) if {
	not "backslash" in object.get(url, "deceptive", [])
	_granted(url)
}

_granted(url) if {
	some pattern in grants.entry.grants.network.allow
	_names(url, lower(trim_right(pattern, "/")))
}

_granted(url) if {
	"*" in grants.entry.grants.network.allow
	public(url)
}

# Whoever owns a domain decides where its names lead; into the private network only where they do so by their own form.
_granted(url) if {
	some pattern in grants.entry.grants.network.allow
	startswith(pattern, "*.")
	endswith(_host(url), lower(substring(pattern, 1, -1)))
	count(classes(url) - {"public", "name", url.address_class}) == 0
	url.address_class in {"public", "name", "private"}
}

_names(url, pattern) if pattern == _host(url)

_names(url, pattern) if _without_default_port(pattern) == lower(url.origin)

_without_default_port(pattern) := trim_suffix(pattern, ":443") if {
	split(pattern, "://")[0] in {"https", "wss"}
} else := trim_suffix(pattern, ":80")

_host(url) := lower(trim_suffix(url.host, "."))
