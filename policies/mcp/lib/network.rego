# METADATA
# title: Where requests go
# description: >-
#   Reads the URLs that an event makes somebody request, what class of address each leads to, and whether the operator
#   granted it. Of several addresses that a name resolved to, each counts.
package mcp.lib.network

import data.mcp.lib.grants
import data.mcp.lib.network_grants
import data.mcp.lib.uris

# METADATA
# description: The URLs that a tool, or whoever fetches, is about to request. One inside a longer text is only written about.
requested contains url if {
	some url in addressed
	input.kind in {"tool_call", "fetch"}
}

# METADATA
# description: >-
#   The URLs in the place of an address, those of a resource and of the server itself among them. A fact that does not say
#   where it stands, or what scheme it has, counts.
addressed contains url if {
	prefix := _places[input.kind]
	some url in input.facts.urls
	startswith(object.get(url, "pointer", prefix), prefix)
	object.get(url, "whole", true) == true
	data.tables.network_schemes.reaching[object.get(url, "scheme", "https")]
}

_places := {
	"tool_call": "/arguments",
	"fetch": "/fetch/url",
	"resource_read": "/resource/uri",
	"connection": "/server/url",
}

# METADATA
# description: >-
#   What the operator's word makes of a URL: metadata, own, granted, forbidden, outside, internal or open. Nobody can grant
#   the addresses at which machines get their own credentials.
standing(url) := "metadata" if {
	"metadata" in network_grants.classes(url)
} else := "own" if {
	_own(url)
} else := "granted" if {
	network_grants.granted(url)
} else := "forbidden" if {
	count(network_grants.classes(url) - {"public", "name", "private", "loopback"}) > 0
} else := "outside" if {
	network_grants.stated
} else := "internal" if {
	not network_grants.public(url)
} else := "open"

# METADATA
# description: The URL leads into the private network or stays on this machine, and nobody granted that.
inward(url) if {
	standing(url) == "internal"
	not _granted_resource(url)
}

# What a resource is read from is granted by URI.
inward(url) if {
	input.kind == "resource_read"
	standing(url) == "outside"
	not network_grants.public(url)
	not _granted_resource(url)
}

_granted_resource(_) if {
	input.kind == "resource_read"
	some pattern in grants.entry.grants.resources
	uris.names_host(input.resource.uri, pattern)
}

# A client's requests to the server that the operator configured are that server's transport, not its reach. A name that
# leads into the private network all of a sudden is not what the operator configured.
_own(url) if {
	input.kind == "fetch"
	some server in input.facts.urls
	server.pointer == "/server/url"
	server.origin == url.origin
	server.origin != "null"
	count(network_grants.classes(url) - {"public", "name", url.address_class}) == 0
}
