# METADATA
# title: Scopes are those that are needed
# description: >-
#   A stolen token is worth its scopes. Clients ask for what the operation at hand needs, and authorization servers give
#   no more.
# custom:
#   clause: server/least_privilege
package mcp.responsibility.server.least_privilege.scopes

# METADATA
# title: Scope stands for everything
# description: A scope is a wildcard, or one that stands for all there is; whoever has the token may do anything.
# custom:
#   short_name: wildcard_scope
#   severity: medium
#   responsible: server_developer
#   remedy: Define scopes for single kinds of operations, and ask for those.
#   spec: 2026-07-28 security_best_practices#scope-minimization
on.authorization.weigh contains {
	"topic": "excessive_scope",
	"code": "server/least_privilege.wildcard_scope",
	"pointer": $"/authorization/{member}/{index}",
	"args": {"scope": scope},
} if {
	some member in ["scopes_requested", "scopes_granted"]
	some index, scope in input.authorization[member]
	_broad(scope)
}

_broad(scope) if contains(scope, "*")

_broad(scope) if data.tables.broad_scopes[lower(scope)]

# METADATA
# title: More was granted than was asked for
# description: The token has scopes that nobody requested; the person did not agree to them and the client does not need them.
# custom:
#   short_name: granted_beyond_request
#   severity: medium
#   responsible: server_developer
#   remedy: Let the authorization server grant what was requested, or less.
#   also: [client/consent]
#   spec: 2026-07-28 security_best_practices#scope-minimization
on.authorization.weigh contains {
	"topic": "excessive_scope",
	"code": "server/least_privilege.granted_beyond_request",
	"pointer": "/authorization/scopes_granted",
	"args": {"scopes": concat(" ", sort(extra))},
} if {
	count(input.authorization.scopes_requested) > 0
	extra := _all("scopes_granted") - _all("scopes_requested")
	count(extra) > 0
}

# METADATA
# title: Everything is requested although less is needed
# description: >-
#   The challenge names the scopes that the operation needs, and the client asks for all that the server has to give.
# custom:
#   short_name: beyond_challenge
#   severity: medium
#   responsible: client_developer
#   remedy: Request the scopes of the challenge, and more only when an operation demands it.
#   spec: 2026-07-28 basic/authorization#scope-selection-strategy
on.authorization.weigh contains {
	"topic": "excessive_scope",
	"code": "server/least_privilege.beyond_challenge",
	"pointer": "/authorization/scopes_requested",
	"args": {"scopes": concat(" ", sort(extra))},
} if {
	count(input.authorization.scopes_supported) > 1
	count(_all("scopes_supported") - _all("scopes_requested")) == 0
	count(input.authorization.required_scopes) > 0
	extra := _all("scopes_requested") - (_all("required_scopes") | _about_the_login)
	count(extra) > 0
}

_all(member) := {scope | some scope in input.authorization[member]}

# These say how long and who, not what may be done.
_about_the_login := {"openid", "offline_access"}
