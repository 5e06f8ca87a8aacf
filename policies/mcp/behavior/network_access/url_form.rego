# METADATA
# title: URLs among the arguments are read
# description: >-
#   Whether a request stays within the grant can be told only of a URL whose parts are known, and which is of the kind
#   that requests what it names and nothing else.
# custom:
#   clause: network_access
#   also: [server/validate_input]
package mcp.behavior.network_access.url_form

# METADATA
# title: URL was not described
# description: The event has a URL without saying where it stands, or what scheme, host and class of address it has.
# custom:
#   short_name: url_undescribed
#   severity: high
#   responsible: client_developer
#   remedy: Let the SDK describe the event before it is decided.
_undescribed contains {
	"code": "network_access.url_undescribed",
	"pointer": "/facts/urls",
	"args": {},
} if {
	is_array(input.facts.urls)
	not _described
}

on.fetch.deny contains reason if some reason in _undescribed

on.tool_call.deny contains reason if some reason in _undescribed

on.resource_read.deny contains reason if some reason in _undescribed

# METADATA
# title: URL speaks another protocol or runs
# description: >-
#   The scheme carries arbitrary bytes to any port, hides another URL, or runs the text as a program. What a server does
#   with it cannot be told from the host.
# custom:
#   short_name: unusual_scheme
#   severity: medium
#   responsible: server_developer
#   remedy: Accept in the server only the schemes that the tool needs, which are http and https for nearly all.
on.tool_call.weigh contains {
	"topic": "unfit_argument",
	"code": "network_access.unusual_scheme",
	"pointer": object.get(url, "pointer", "/facts/urls"),
	"args": {"scheme": url.scheme},
} if {
	some url in input.facts.urls
	data.tables.network_schemes.smuggling[url.scheme]
	object.get(url, "whole", true) == true
	startswith(object.get(url, "pointer", "/arguments"), "/arguments")
}

_described if {
	every url in input.facts.urls {
		is_string(url.pointer)
		is_string(url.scheme)
		is_string(url.host)
		is_string(url.address_class)
	}
}
