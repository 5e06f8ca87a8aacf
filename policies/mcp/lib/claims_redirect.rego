# METADATA
# title: Where an authorization flow sends its answer
# description: Reads redirect URIs. They are compared as texts, and taken for safe by their whole form, never by a part of it.
package mcp.lib.claims_redirect

import data.mcp.lib.claims_flow as flow

# METADATA
# description: Where the answer goes is one of the places registered for it, character by character.
redirect_registered if {
	flow.named("redirect_uri")
	input.authorization.redirect_uri in input.authorization.registered_redirect_uris
}

# METADATA
# description: Places that the step sends answers to, or registers for that.
redirects contains {"uri": uri, "pointer": "/authorization/redirect_uri"} if {
	flow.phase == "authorize"
	uri := input.authorization.redirect_uri
}

redirects contains {"uri": uri, "pointer": $"/authorization/registered_redirect_uris/{index}"} if {
	flow.phase == "registration"
	some index, uri in input.authorization.registered_redirect_uris
}

# METADATA
# description: A program on this machine answers there, whichever it is.
loopback(uri) if regex.match(`^http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?([/?][^\s\\#]*)?$`, uri)

# METADATA
# description: Nobody on the way can read or take what is sent there.
protected(uri) if regex.match(`^https://[^/?#@\s\\]+([/?][^\s\\#]*)?$`, uri)

protected(uri) if loopback(uri)

# METADATA
# description: A scheme that an application claimed for itself. Another application may claim it too.
private_scheme(uri) if {
	regex.match(`^[A-Za-z][A-Za-z0-9+.-]*:/`, uri)
	object.get(data.tables.authorization_limits.refused_redirect_schemes, lower(split(uri, ":")[0]), false) == false
}
