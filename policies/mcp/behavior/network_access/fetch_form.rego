# METADATA
# title: Requests on MCP's account keep to the web
# description: >-
#   Discovery, registration, tokens and icons make clients and servers request URLs that somebody else chose. Each has to
#   be readable as one https address of a known host.
# custom:
#   clause: network_access
#   also: [server/validate_input, implementation]
#   spec: 2026-07-28 security_best_practices#server-side-request-forgery-ssrf
package mcp.behavior.network_access.fetch_form

import data.mcp.lib.network_grants

# METADATA
# title: URL is not one to request
# description: >-
#   The URL cannot be read, or has a scheme other than those of the web: opening it reads a file, runs a script or speaks
#   another protocol.
# custom:
#   short_name: unfetchable_url
#   severity: high
#   responsible: client_developer
#   remedy: Request http and https URLs only; refuse javascript, data, file, ftp and whatever else there is.
#   spec: 2026-07-28 basic#icons
on.fetch.deny contains {
	"code": "network_access.unfetchable_url",
	"pointer": "/fetch/url",
	"args": {},
} if {
	not _fetchable
}

# METADATA
# title: Icon is part of its URL
# description: The icon's bytes are in the URL itself; nothing is requested.
# custom:
#   short_name: inline_icon
#   severity: info
#   responsible: client_developer
#   spec: 2026-07-28 basic#icons
on.fetch.allow contains {
	"code": "network_access.inline_icon",
	"pointer": "/fetch/url",
	"args": {},
} if {
	_inline_icon
}

# METADATA
# title: Request is not protected
# description: >-
#   What is learned from this request decides whom a client gives its tokens to, or what it shows. Over plain http, anybody
#   on the way decides it.
# custom:
#   short_name: plain_http
#   severity: high
#   responsible: client_developer
#   remedy: Use https; plain http is for the machine's own loopback addresses only.
#   spec: 2026-07-28 security_best_practices#server-side-request-forgery-ssrf
on.fetch.deny contains {
	"code": "network_access.plain_http",
	"pointer": "/fetch/url",
	"args": {},
} if {
	_fetchable
	not _protected
}

_url := _urls[0] if count(_urls) == 1

# One URL described in two ways is not described.
_urls := [url | some url in input.facts.urls; url.pointer == "/fetch/url"]

_fetchable if _url.scheme in {"http", "https"}

_fetchable if {
	_url.scheme in {"ws", "wss"}
	input.fetch.purpose == "transport"
}

_fetchable if _inline_icon

_inline_icon if {
	_url.scheme == "data"
	input.fetch.purpose == "icon"
}

_protected if _url.scheme in {"https", "wss", "data"}

_protected if input.fetch.purpose in {"transport", "resource", "tool", "other"}

_protected if {
	network_grants.loopback(_url)
	input.fetch.purpose in {"discovery", "registration", "token"}
}
