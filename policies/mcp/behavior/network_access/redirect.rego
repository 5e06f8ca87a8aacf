# METADATA
# title: A redirect is judged like a request
# description: >-
#   Whoever answers a request can send it on. What was checked about the first URL says nothing about the next, so each hop
#   is a request of its own and may not undo what the one before it had.
# custom:
#   clause: network_access
#   also: [server/validate_input]
#   spec: 2026-07-28 security_best_practices#server-side-request-forgery-ssrf
package mcp.behavior.network_access.redirect

import data.mcp.lib.network
import data.mcp.lib.network_grants

# METADATA
# title: Redirect leaves protection
# description: The request was sent on from an https URL to one that is not, or from one that cannot be read.
# custom:
#   short_name: redirect_downgrade
#   severity: high
#   responsible: client_developer
#   remedy: Do not follow redirects from https to anything else.
#   spec: 2026-07-28 security_best_practices#server-side-request-forgery-ssrf
on.fetch.deny contains {
	"code": "network_access.redirect_downgrade",
	"pointer": "/fetch/redirected_from",
	"args": {},
} if {
	_redirected
	not _kept
}

# METADATA
# title: Redirect leaves the origin
# description: >-
#   The request belongs to one origin: it carries credentials for it, or fetches what only that origin may supply. The
#   answer sends it to another.
# custom:
#   short_name: redirect_leaves_origin
#   severity: high
#   responsible: client_developer
#   remedy: Follow redirects within the origin only, or ask the new origin anew and without credentials.
#   spec: 2026-07-28 basic#icons
on.fetch.deny contains {
	"code": "network_access.redirect_leaves_origin",
	"pointer": "/fetch/redirected_from",
	"args": {},
} if {
	_redirected
	not _same_origin
	not _may_leave
}

# METADATA
# title: Redirect leads into the private network
# description: An answer from the internet sends the request to this machine or its private network.
# custom:
#   short_name: redirect_into_private_network
#   severity: high
#   responsible: client_developer
#   remedy: Resolve and check the target of each redirect; write out in the network grant what is meant to be reached.
#   spec: 2026-07-28 security_best_practices#server-side-request-forgery-ssrf
on.fetch.deny contains {
	"code": "network_access.redirect_into_private_network",
	"pointer": "/fetch/url",
	"args": {"host": object.get(url, "host", "")},
} if {
	_redirected
	not _from_private
	some url in network.requested
	network.standing(url) == "internal"
}

_redirected if is_string(input.fetch.redirected_from)

_from := _described("/fetch/redirected_from")

_to := _described("/fetch/url")

_described(pointer) := urls[0] if {
	urls := [url | some url in input.facts.urls; url.pointer == pointer]
	count(urls) == 1
}

_kept if _to.scheme in {"https", "wss"}

_kept if _from.scheme in {"http", "ws"}

_same_origin if {
	_from.origin == _to.origin
	_to.origin != "null"
}

# Neither credentials nor a promise about the origin go along with these.
_may_leave if input.fetch.purpose in {"discovery", "resource", "tool", "other"}

_from_private if {
	_from.host
	not network_grants.public(_from)
}
