# METADATA
# title: Origin of a remote server
# description: Where the URL of the server in the event leads, and who can answer there.
package mcp.lib.origins

import data.mcp.lib.references

# METADATA
# description: The host; empty when there is no fact about it, so that no reason falls silent.
default host := ""

host := _url.host

# METADATA
# description: Nobody on the way can answer in the server's place.
protected if {
	_url.scheme in {"https", "wss"}
	references.absent(_url.host)
}

# Sockets of this machine. One with a host is a socket of another.
protected if {
	_url.scheme in {"unix", "pipe"}
	_url.host == ""
}

protected if {
	_url.scheme in {"http", "ws"}
	_url.address_class == "loopback"
}

# METADATA
# description: The connection may be readable, though not across the internet.
nearby if {
	_url.scheme in {"http", "ws"}
	_url.address_class in {"private", "unspecified"}
}

# METADATA
# description: The client puts the address together from its environment when it connects.
referenced if {
	count(_urls) == 0
	references.origin(input.server.url)
}

referenced if {
	count(_urls) == 0
	references.host(input.server.url)
}

referenced if {
	_url.scheme in {"https", "wss"}
	references.present(_url.host)
}

# Two facts about one place contradict each other; then there is none.
_url := _urls[0] if count(_urls) == 1

_urls := [found |
	some found in input.facts.urls
	found.pointer == "/server/url"
]
