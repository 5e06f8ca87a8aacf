package mcp.behavior.network_access.authorization_flow_test

import data.mcp.behavior.network_access.authorization_flow as rule
import data.mcp.lib.fixtures_test as fixtures

_flow := {{"code": "network_access.authorization_flow", "pointer": "/authorization/phase", "args": {}}}

_issuer := {"issuer": "https://as.example", "recorded_issuer": "https://as.example"}

_steps := {
	"discovery": _issuer,
	"registration": object.union(_issuer, {
		"registration": "dynamic",
		"registered_redirect_uris": ["http://127.0.0.1:33418/cb"],
	}),
	"authorize": object.union(_issuer, {
		"code_challenge_methods_supported": ["S256"],
		"pkce_method": "S256",
		"resource": "https://crm.example",
		"registration": "static",
		"redirect_uri": "http://127.0.0.1:33418/cb",
		"registered_redirect_uris": ["http://127.0.0.1:33418/cb"],
	}),
	"callback": object.union(_issuer, {
		"state_digest": fixtures.digest,
		"recorded_state_digest": fixtures.digest,
		"state_used": false,
		"state_age_seconds": 9,
	}),
	"token": object.union(_issuer, {"resource": "https://crm.example"}),
	"request": {
		"resource": "https://crm.example",
		"audience": ["https://crm.example"],
		"token_issuer": "https://as.example",
		"recorded_issuer": "https://as.example",
		"token_verified": true,
		"token_expired": false,
		"scopes_granted": [],
		"required_scopes": [],
	},
}

_point(phase) := object.get({"request": "server"}, phase, "client")

_event(phase) := {
	"kind": "authorization",
	"point": _point(phase),
	"authorization": object.union(_steps[phase], {"phase": phase}),
}

test_allow_step[phase] if {
	some phase, _ in _steps
	fixtures.allow(rule) == _flow with input as _event(phase)
}

# scopes_granted says nothing where no scope is needed.
test_deny_field_missing[phase] if {
	some phase, step in _steps
	every name, _ in object.remove(object.union(step, {"phase": phase}), ["scopes_granted"]) {
		fixtures.allow(rule) == set() with input as json.remove(_event(phase), [$"/authorization/{name}"])
	}
}

test_deny_unknown_phase if {
	fixtures.allow(rule) == set() with input as {"kind": "authorization", "authorization": {"phase": "implicit"}}
	fixtures.allow(rule) == set() with input as {"kind": "authorization"}
}
