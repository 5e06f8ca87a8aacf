# METADATA
# title: Claims and who may make them
# description: >-
#   What the operator wants of callers of the server in the event, and what the event says about its caller. These are
#   restrictions, so the operator's entry counts by the server's name alone, and every entry counts when an event does
#   not say which server it is about.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.claims

# METADATA
# description: The event was seen where callers are judged. A client knows no verified claims of its own.
received if not _sent

_sent if input.point in {"client", "config"}

# METADATA
# description: The event was seen where requests are answered or passed on.
serving if input.point in {"server", "proxy"}

# METADATA
# description: Every call needs an authenticated principal.
required if {
	some access in _accesses
	access.required == true
}

# METADATA
# description: The event has a principal, and it says who that is.
identified if {
	is_string(input.principal.id)
	input.principal.id != ""
}

# METADATA
# description: Resource identifiers that tokens must be issued for.
audiences := {access.audience | some access in _accesses}

# METADATA
# description: Lists of issuers; a token's must be in each of them.
issuer_lists := {access.issuers | some access in _accesses}

# METADATA
# description: A token for these audiences may be used here, as far as the operator said anything.
audience_fits(given) if {
	is_array(given)
	every wanted in audiences {
		wanted in given
	}
}

# METADATA
# description: A token of this issuer may be used here, as far as the operator said anything.
issuer_fits(issuer) if {
	is_string(issuer)
	issuer != ""
	every accepted in issuer_lists {
		issuer in accepted
	}
}

_accesses contains data.settings.servers[input.server.name].access

_accesses contains entry.access if {
	not _server_named
	some entry in data.settings.servers
}

_server_named if is_string(input.server.name)
