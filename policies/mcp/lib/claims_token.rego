# METADATA
# title: The token that a request presents
# description: What is right about a token, told from what was established about it; the token itself is in no event.
package mcp.lib.claims_token

import data.mcp.lib.claims
import data.mcp.lib.claims_flow as flow

# METADATA
# description: There is a token, or nobody says that there is none.
presented if not _absent

_absent if input.authorization.token_presented == false

# METADATA
# description: The token was issued for the resource it is presented to. The operator knows that one's name best.
audience_right if {
	count(claims.audiences) > 0
	claims.audience_fits(input.authorization.audience)
}

audience_right if {
	count(claims.audiences) == 0
	flow.named("resource")
	input.authorization.resource in input.authorization.audience
}

# METADATA
# description: The token was issued by an authorization server of that resource.
issuer_right if {
	flow.same("token_issuer", "recorded_issuer")
	claims.issuer_fits(input.authorization.token_issuer)
}

issuer_right if {
	claims.received
	count(claims.issuer_lists) > 0
	claims.issuer_fits(input.authorization.token_issuer)
}

# METADATA
# description: The token is what its issuer made of it, as far as the one who presents it could know.
verified if input.point == "client"

verified if input.authorization.token_verified == true

# METADATA
# description: The token has not run out.
unexpired if input.point == "client"

unexpired if input.authorization.token_expired == false

# METADATA
# description: The token carries every scope that the operation needs.
scoped if input.point == "client"

scoped if count(missing_scopes) == 0

# METADATA
# description: Scopes the operation needs and the token has not; undefined when nobody said what it needs.
missing_scopes := {scope |
	some scope in input.authorization.required_scopes
	not _granted(scope)
} if {
	is_array(input.authorization.required_scopes)
}

_granted(scope) if scope in input.authorization.scopes_granted
