# METADATA
# title: Steps of an authorization flow
# description: >-
#   What is right about one step of an authorization flow. Nothing here is right because it is absent, unless the
#   specification says so.
package mcp.lib.claims_flow

import data.mcp.lib.claims

# METADATA
# description: The phase of the flow; empty when the event has none.
phase := object.get(input, ["authorization", "phase"], "")

# METADATA
# description: The event says something under this name.
stated(name) if object.get(input, ["authorization", name], null) != null

# METADATA
# description: What the event says under this name is a text, and not an empty one.
named(name) if {
	is_string(input.authorization[name])
	input.authorization[name] != ""
}

# METADATA
# description: Both are said, and are the same, character by character.
same(one, other) if {
	named(one)
	input.authorization[one] == input.authorization[other]
}

# METADATA
# description: The step comes from the authorization server that was recorded for it, or needs to come from none.
issuer_right if same("issuer", "recorded_issuer")

issuer_right if issuer_dispensable

# METADATA
# description: The step may do without naming its issuer.
issuer_dispensable if {
	not stated("issuer")
	_without_issuer
}

_without_issuer if {
	phase == "callback"
	input.authorization.issuer_parameter_supported == false
}

_without_issuer if {
	phase in {"discovery", "registration"}
	not stated("recorded_issuer")
}

# What answers a client's authorization request is itself the issuer.
_without_issuer if {
	phase in {"authorize", "token"}
	claims.serving
	not stated("recorded_issuer")
}

# METADATA
# description: The authorization server takes the proof that only the one who began the flow can give.
challenge_offered if "S256" in input.authorization.code_challenge_methods_supported

# METADATA
# description: It must be known that it does, before the user is sent there, and from what it publishes about itself.
challenge_due if phase == "authorize"

challenge_due if {
	phase == "discovery"
	some name in ["issuer", "code_challenge_methods_supported"]
	stated(name)
}

# METADATA
# description: The request carries a challenge that does not give its answer away.
challenge_hashed if input.authorization.pkce_method == "S256"

# METADATA
# description: The answer belongs to the request that this user agent began.
state_same if same("state_digest", "recorded_state_digest")

# METADATA
# description: No other answer has come to that request.
state_fresh if input.authorization.state_used == false

# METADATA
# description: The request was made a short while ago.
state_young if {
	is_number(input.authorization.state_age_seconds)
	input.authorization.state_age_seconds >= 0
	input.authorization.state_age_seconds <= data.tables.authorization_limits.state_seconds
}

# METADATA
# description: The client came by its id in a way in which the id needs no form, or the id is the URL of its metadata.
client_id_right if input.authorization.registration in {"static", "dynamic"}

client_id_right if regex.match(`^https://[^/?#@\s\\]+/[^\s\\#]+$`, input.authorization.client_id)
