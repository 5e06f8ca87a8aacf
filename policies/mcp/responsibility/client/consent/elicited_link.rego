# METADATA
# title: A person agrees to open a server's link
# description: >-
#   A server may lead the user to a page. Attacker-controlled: the address is the server's, and the page may ask for
#   anything; so the user sees the whole address first, and reads in it what it says.
# custom:
#   clause: client/consent
package mcp.responsibility.client.consent.elicited_link

import data.mcp.lib.consents
import data.mcp.lib.consents_elicitation
import data.mcp.lib.grants

# METADATA
# title: Nobody agreed to open the link
# description: The server wants a page opened; no person saw the whole address and said yes.
# custom:
#   short_name: link_unconsented
#   severity: low
#   responsible: client_developer
#   remedy: Show the full URL, with its host marked, and open it only when the user says so; fetch nothing from it before.
#   also: [client/inform]
#   spec: 2026-07-28 client/elicitation#safe-url-handling
on.elicitation.weigh contains {
	"topic": "unconsented_link",
	"code": "client/consent.link_unconsented",
	"pointer": "/elicitation/url",
	"args": {"host": consents_elicitation.host},
} if {
	consents_elicitation.link
	not consents.informed("url")
}

# METADATA
# title: Link is not protected
# description: The address is neither https nor on this machine, or nobody read it; anybody on the way can answer there.
# custom:
#   short_name: link_unprotected
#   severity: high
#   responsible: server_developer
#   remedy: Lead the user to an https page.
#   spec: 2026-07-28 client/elicitation#safe-url-handling
on.elicitation.deny contains {
	"code": "client/consent.link_unprotected",
	"pointer": "/elicitation/url",
	"args": {"host": consents_elicitation.host},
} if {
	consents_elicitation.link
	not _protected
}

# METADATA
# title: Link shows another host than it has
# description: >-
#   The address uses letters that look like others, a coded name, or a name before an @, and the operator did not name its
#   host; whoever reads it may see another host than the one that opens.
# custom:
#   short_name: deceptive_link
#   severity: high
#   responsible: server_developer
#   remedy: Use a host that reads as what it is; if it is yours, name it under elicitation_hosts of the model grant.
#   also: [client/inform]
#   spec: 2026-07-28 client/elicitation#safe-url-handling
on.elicitation.deny contains {
	"code": "client/consent.deceptive_link",
	"pointer": "/elicitation/url",
	"args": {"host": consents_elicitation.host},
} if {
	consents_elicitation.link
	not _honest
}

_protected if consents_elicitation.address.scheme == "https"

_protected if {
	consents_elicitation.address.scheme == "http"
	consents_elicitation.address.address_class == "loopback"
}

# Where nobody says that nothing deceives, the host itself shows it: no letters but these, and no coded name.
_honest if {
	consents_elicitation.address.has_credentials == false
	object.get(consents_elicitation.address, "deceptive", []) == []
	trim(lower(consents_elicitation.address.host), "abcdefghijklmnopqrstuvwxyz0123456789.-_:[]") == ""
	indexof(lower(consents_elicitation.address.host), "xn--") == -1
}

# A coded name that the operator knows deceives nobody; credentials in front of it still do.
_honest if {
	_named
	consents_elicitation.address.has_credentials == false
}

_named if {
	some host in grants.entry.grants.model.elicitation_hosts
	lower(host) == lower(consents_elicitation.address.host)
}
