package mcp.lib.claims_token_test

import data.mcp.lib.claims_token as token

_request := {
	"kind": "authorization",
	"point": "server",
	"server": {"name": "crm"},
	"authorization": {
		"phase": "request",
		"resource": "https://crm.example",
		"audience": ["https://crm.example"],
		"token_issuer": "https://as.example",
		"recorded_issuer": "https://as.example",
		"token_verified": true,
		"token_expired": false,
		"scopes_granted": ["crm.read", "crm.write"],
		"required_scopes": ["crm.read"],
	},
}

_with(change) := object.union(_request, {"authorization": change})

_without(name) := json.remove(_request, [$"/authorization/{name}"])

_access(access) := {"servers": {"crm": {"access": access}}}

test_allow_request[name] if {
	some name, access in {
		"nothing said": {},
		"audience and issuer said": {"audience": "https://crm.example", "issuers": ["https://as.example"]},
	}
	token.audience_right with input as _request with data.settings as _access(access)
	token.issuer_right with input as _request with data.settings as _access(access)
	token.verified with input as _request with data.settings as _access(access)
	token.unexpired with input as _request with data.settings as _access(access)
	token.scoped with input as _request with data.settings as _access(access)
}

test_deny_audience[name] if {
	some name, event in {
		"another": _with({"audience": ["https://other.example"]}),
		"wider": _with({"audience": ["https://crm.example/"]}),
		"none": _with({"audience": []}),
		"null": _with({"audience": null}),
		"missing": _without("audience"),
		"resource missing": _without("resource"),
		"resource null": _with({"resource": null, "audience": [null]}),
	}
	not token.audience_right with input as event
}

# What the operator said is the resource, whatever the event calls it.
test_deny_audience_said_by_operator if {
	settings := _access({"audience": "https://real.example"})
	not token.audience_right with input as _request with data.settings as settings
	token.audience_right with input as _with({"audience": ["https://real.example"]}) with data.settings as settings
	not token.audience_right with input as json.remove(_request, ["/server"]) with data.settings as settings
}

test_deny_issuer[name] if {
	some name, event in {
		"another": _with({"token_issuer": "https://evil.example"}),
		"missing": _without("token_issuer"),
		"recorded missing": _without("recorded_issuer"),
	}
	not token.issuer_right with input as event
}

test_allow_issuer_said_by_operator if {
	settings := _access({"issuers": ["https://as.example"]})
	token.issuer_right with input as _without("recorded_issuer") with data.settings as settings
}

test_deny_issuer_said_by_operator[name] if {
	some name, row in {
		"not listed": [["https://b.example"], _request],
		"none listed": [[], _request],
		"client sends another's": [
			["https://as.example"],
			object.union(_with({"recorded_issuer": "https://b.example"}), {"point": "client"}),
		],
	}
	not token.issuer_right with input as row[1] with data.settings as _access({"issuers": row[0]})
}

test_deny_verified_missing if {
	not token.verified with input as _without("token_verified")
	not token.verified with input as _with({"token_verified": null})
}

test_deny_unexpired_missing if {
	not token.unexpired with input as _without("token_expired")
	not token.unexpired with input as _with({"token_expired": null})
}

test_deny_scoped_missing[name] if {
	some name in {"required_scopes", "scopes_granted"}
	not token.scoped with input as _without(name)
	not token.scoped with input as _with({name: null})
}

test_deny_bad_value if {
	not token.verified with input as _with({"token_verified": false})
	not token.unexpired with input as _with({"token_expired": true})
	not token.scoped with input as _with({"required_scopes": ["crm.admin"]})
	token.missing_scopes == {"crm.admin"} with input as _with({"required_scopes": ["crm.admin"]})
	not token.scoped with input as _with({"required_scopes": "crm.read"})
}

test_allow_no_scopes_needed if {
	token.scoped with input as json.remove(_with({"required_scopes": []}), ["/authorization/scopes_granted"])
}

# A client cannot read its tokens; the server will.
test_allow_client_cannot_know if {
	event := object.union(
		json.remove(_request, ["/authorization/token_verified", "/authorization/token_expired", "/authorization/required_scopes"]),
		{"point": "client"},
	)
	token.verified with input as event
	token.unexpired with input as event
	token.scoped with input as event
	not token.verified with input as json.remove(event, ["/point"])
	not token.unexpired with input as json.remove(event, ["/point"])
	not token.scoped with input as json.remove(event, ["/point"])
}
