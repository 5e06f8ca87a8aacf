# METADATA
# title: A form asks for no secret
# description: >-
#   What a user types into a form passes through the client to the server, and may reach logs and the model.
#   Attacker-controlled: a server that asks for a password in a form has the client do its phishing.
# custom:
#   clause: client/consent
package mcp.responsibility.client.consent.secret_form

import data.mcp.lib.consents_elicitation
import data.mcp.lib.consents_secrets
import data.mcp.lib.instructions

# METADATA
# title: Form asks for a secret
# description: >-
#   By its name, title or description a field is for a password, key, code or the like, or nobody cut these into words.
# custom:
#   short_name: secret_by_form
#   severity: high
#   responsible: server_developer
#   remedy: Let the user enter secrets on a page of your own, by an elicitation in URL mode; never in a form of the client.
#   also: [token_leakage]
#   spec: 2026-07-28 client/elicitation#security-considerations
on.elicitation.deny contains {
	"code": "client/consent.secret_by_form",
	"pointer": object.get(field, "pointer", "/elicitation/requestedSchema"),
	"args": {},
} if {
	consents_elicitation.form
	some field in input.facts.fields
	_asked(field)
}

# METADATA
# title: Text above the form asks for a secret
# description: The message tells the user to enter a secret, and the form has a field that takes any text.
# custom:
#   short_name: secret_by_message
#   severity: high
#   responsible: server_developer
#   remedy: Let the user enter secrets on a page of your own, by an elicitation in URL mode; never in a form of the client.
#   also: [token_leakage]
#   spec: 2026-07-28 client/elicitation#security-considerations
on.elicitation.deny contains {
	"code": "client/consent.secret_by_message",
	"pointer": "/elicitation/message",
	"args": {},
} if {
	consents_elicitation.form
	consents_elicitation.typed
	not _harmless_message
}

# METADATA
# title: Form cannot be read
# description: >-
#   The request has no schema, or one that is not a flat list of fields, or fields that nobody described; so it cannot be
#   told what the user is asked for.
# custom:
#   short_name: form_unreadable
#   severity: medium
#   responsible: server_developer
#   remedy: Give requestedSchema as one object whose properties are texts, numbers, switches and choices.
#   spec: 2026-07-28 client/elicitation#requested-schema
on.elicitation.deny contains {
	"code": "client/consent.form_unreadable",
	"pointer": "/elicitation",
	"args": {},
} if {
	consents_elicitation.form
	not consents_elicitation.readable
}

# METADATA
# title: Way of asking is unknown
# description: The request names a mode that no revision of the protocol has, so nobody knows what the user would be shown.
# custom:
#   short_name: unknown_mode
#   severity: medium
#   responsible: server_developer
#   remedy: Use mode form or url.
#   spec: 2026-07-28 client/elicitation#elicitation-requests
on.elicitation.deny contains {
	"code": "client/consent.unknown_mode",
	"pointer": "/elicitation/mode",
	"args": {},
} if {
	not consents_elicitation.form
	not consents_elicitation.link
}

_asked(field) if not consents_elicitation.harmless(field)

_asked(field) if consents_elicitation.masked(field)

_harmless_message if {
	words := consents_secrets.words_of(input.elicitation.message)
	not consents_secrets.requested(words)
	not _contents_wanted
}

# What is kept where credentials are, save for the public half of a pair of keys.
_contents_wanted if {
	{"credential_path", "carried_content"} == instructions.signals(input.elicitation.message) & {"credential_path", "carried_content"}
	not regex.match(`\.pub\b`, input.elicitation.message)
}
