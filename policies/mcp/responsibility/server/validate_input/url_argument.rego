# METADATA
# title: A URL stands where a URL is wanted
# description: >-
#   Servers validate URLs by parsed host and resolved address. A URL in the place of a name, or in a header, reaches code
#   that did not expect to choose between hosts.
# custom:
#   clause: server/validate_input
#   also: [network_access, token_leakage]
#   spec: 2026-07-28 security_best_practices#server-side-request-forgery-ssrf
package mcp.responsibility.server.validate_input.url_argument

import data.mcp.lib.argument_values
import data.mcp.lib.arguments
import data.mcp.lib.network_grants

# METADATA
# title: A name is a URL
# description: >-
#   The parameter takes the name of an account, a region or the like, and the value is the URL of another host. A server
#   that completes names to URLs would send its own credentials there.
# custom:
#   short_name: url_in_identifier
#   severity: high
#   responsible: server_developer
#   remedy: Check names against the letters that they may have before a URL is made of them.
on.tool_call.weigh contains {
	"topic": "unfit_argument",
	"code": "server/validate_input.url_in_identifier",
	"pointer": fact.pointer,
	"args": {},
} if {
	some url in input.facts.urls
	object.get(url, "whole", true) == true
	data.tables.network_schemes.reaching[object.get(url, "scheme", "https")]
	some fact in arguments.described
	url.pointer == fact.pointer
	_wants_name(fact)
}

# METADATA
# title: A name is a host and a path
# description: >-
#   The parameter takes the name of an account, a region or the like that becomes a part of a host name, and the value ends
#   that host name and begins a path, a port or a query. The request would go to the host in the value.
# custom:
#   short_name: host_in_identifier
#   severity: high
#   responsible: server_developer
#   remedy: Check names against the letters that they may have before a URL is made of them.
#   spec: 2026-07-28 security_best_practices#server-side-request-forgery-ssrf
on.tool_call.deny contains {
	"code": "server/validate_input.host_in_identifier",
	"pointer": fact.pointer,
	"args": {},
} if {
	some fact in arguments.described
	some word in fact.words
	data.tables.argument_words.host_part[word]
	_wants_name(fact)
	regex.match(`^@?[\w-]+(\.[\w-]+)+(:[0-9]+)?[/?#]|^[\w.-]*[?#@][\w.=/-]*$`, argument_values.text(fact))
	not regex.match(`^[\w.+-]+@[\w-]+(\.[\w-]+)+$`, argument_values.text(fact))
}

# METADATA
# title: Header names an address inside
# description: >-
#   A header of the request holds the URL of an address that is not on the internet. Servers that take their upstream, or
#   where to call back, from a header reach it with their own rights.
# custom:
#   short_name: url_in_header
#   severity: critical
#   responsible: server_developer
#   remedy: Take no destination from a request's headers; if you must, compare it with a list.
#   spec: 2026-07-28 security_best_practices#server-side-request-forgery-ssrf
_inside_header contains {
	"code": "server/validate_input.url_in_header",
	"pointer": url.pointer,
	"args": {"host": object.get(url, "host", "")},
} if {
	some url in input.facts.urls
	startswith(url.pointer, "/http/headers/")
	not network_grants.public(url)
	not _outbound
}

on.tool_call.deny contains reason if some reason in _inside_header

on.resource_read.deny contains reason if some reason in _inside_header

_outbound if input.http.direction == "outbound"

_wants_name(fact) if {
	some list in ["machine", "either", "coded", "database"]
	arguments.named(fact, list)
	not arguments.named(fact, "address")
	not _opaque(fact)
}

# What is drawn at random, or called a name and nothing else, may be anything.
_opaque(fact) if {
	every word in fact.words {
		word in {"id", "ids", "identifier", "key", "name", "names"}
	}
}
