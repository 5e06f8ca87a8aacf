# METADATA
# title: Addresses that nobody could read
# description: >-
#   Many programs take an address without its scheme and add one. Where the operator said where requests go, an address
#   whose host nobody read is not within that.
# custom:
#   clause: network_access
#   also: [operator/restrict_access, server/validate_input]
package mcp.behavior.network_access.unread_address

import data.mcp.lib.argument_values
import data.mcp.lib.arguments
import data.mcp.lib.grants
import data.mcp.lib.network_grants

# METADATA
# title: Address is no URL
# description: >-
#   The parameter takes an address, and its value is none that can be read as a URL, as evil.com, localhost:8080 and
#   //evil.com are. Which host it leads to is for the server to make out.
# custom:
#   short_name: address_unread
#   severity: medium
#   responsible: operator
#   remedy: Pass the address as a URL with its scheme, or grant the host exactly as it is passed.
on.tool_call.deny contains {
	"code": "network_access.address_unread",
	"pointer": fact.pointer,
	"args": {},
} if {
	network_grants.stated
	some fact in arguments.described
	not "member_name" in fact.marks
	regex.match(_address_word, fact.words[count(fact.words) - 1])
	not _read(fact)
	not _harmless(fact)
}

_address_word := `(ur[il]|href|endpoint|webhook|host|hostname)s?$|^prox(y|ies)$`

_read(fact) if {
	some url in input.facts.urls
	url.pointer == fact.pointer
	object.get(url, "whole", true) == true
}

# Nothing was passed.
_harmless(fact) if fact.length == 0

_harmless(fact) if lower(argument_values.text(fact)) in {lower(host) | some host in grants.entry.grants.network.allow}

_harmless(fact) if {
	text := trim_space(argument_values.text(fact))

	# Parsers drop them, and what stood apart stands together.
	not regex.match(`[\x00-\x1f]`, text)
	some form in _hostless
	regex.match(form, text)
}

# Relative to an address that the server has, or a name under a scheme without hosts.
_hostless := [
	`^/($|[^/\\])`,
	`^\.{1,2}(/|$)`,
	`^[?#]`,
	`^[^.:/\\?#@%。．｡]+([/?#]|$)`,
	`^(?i:mailto):`,
	`^[A-Za-z][A-Za-z0-9+-]*:[^0-9.:/\\@%。．｡][^./\\@%。．｡]*$`,
]
