package mcp.lib.claims_flow_test

import data.mcp.lib.claims_flow as flow

_event(authorization) := {"kind": "authorization", "point": "client", "authorization": authorization}

_callback := {
	"phase": "callback",
	"issuer": "https://as.example",
	"recorded_issuer": "https://as.example",
	"issuer_parameter_supported": true,
	"state_digest": "sha256:1",
	"recorded_state_digest": "sha256:1",
	"state_used": false,
	"state_age_seconds": 600,
}

_with(change) := _event(object.union(_callback, change))

_without(names) := _event(object.remove(_callback, names))

test_allow_callback if {
	flow.phase == "callback" with input as _event(_callback)
	flow.issuer_right with input as _event(_callback)
	flow.state_same with input as _event(_callback)
	flow.state_fresh with input as _event(_callback)
	flow.state_young with input as _event(_callback)
}

test_deny_phase_missing if {
	flow.phase == "" with input as {"kind": "authorization"}
	flow.phase == "" with input as _without(["phase"])
}

test_allow_stated if {
	flow.stated("issuer") with input as _event(_callback)
}

test_deny_stated[name] if {
	some name, event in {"absent": _without(["issuer"]), "null": _with({"issuer": null}), "nothing": {"kind": "authorization"}}
	not flow.stated("issuer") with input as event
}

test_deny_named[name] if {
	some name, value in {"empty": "", "null": null, "list": ["https://as.example"]}
	not flow.named("issuer") with input as _with({"issuer": value})
}

test_deny_issuer[name] if {
	some name, issuer in {
		"another": "https://evil.example",
		"trailing slash": "https://as.example/",
		"other case": "https://AS.example",
		"default port": "https://as.example:443",
		"empty": "",
	}
	not flow.issuer_right with input as _with({"issuer": issuer})
	not flow.issuer_right with input as _with({"issuer": issuer, "issuer_parameter_supported": false})
}

# Two that are absent, or empty, are not the same.
test_deny_same[name] if {
	some name, event in {
		"one absent": _without(["issuer"]),
		"other absent": _without(["recorded_issuer"]),
		"both absent": _without(["issuer", "recorded_issuer"]),
		"both empty": _with({"issuer": "", "recorded_issuer": ""}),
		"both null": _with({"issuer": null, "recorded_issuer": null}),
	}
	not flow.same("issuer", "recorded_issuer") with input as event
}

test_allow_issuer_absent[name] if {
	some name, event in {
		"not promised": object.union(_without(["issuer"]), {"authorization": {"issuer_parameter_supported": false}}),
		"metadata of a resource": _event({"phase": "discovery"}),
		"registration": _event({"phase": "registration"}),
		"issuer itself": object.union(_event({"phase": "authorize"}), {"point": "proxy"}),
		"issuer itself, token": object.union(_event({"phase": "token"}), {"point": "server"}),
	}
	flow.issuer_right with input as event
}

test_deny_issuer_absent[name] if {
	some name, event in {
		"not promised, in another phase": _event({"phase": "token", "recorded_issuer": "x", "issuer_parameter_supported": false}),
		"answer to the issuer": object.union(_event({"phase": "callback"}), {"point": "proxy"}),
		"promised": _without(["issuer"]),
		"nobody knows": _without(["issuer", "issuer_parameter_supported"]),
		"metadata of a server": _event({"phase": "discovery", "recorded_issuer": "https://as.example"}),
		"client asks": _event({"phase": "authorize"}),
		"client asks elsewhere": object.union(_event({"phase": "token", "recorded_issuer": "x"}), {"point": "proxy"}),
		"point missing": object.remove(_event({"phase": "token"}), ["point"]),
		"phase missing": _event({}),
	}
	not flow.issuer_right with input as event
}

test_allow_challenge if {
	flow.challenge_offered with input as _event({"code_challenge_methods_supported": ["plain", "S256"]})
	flow.challenge_hashed with input as _event({"pkce_method": "S256"})
}

test_deny_challenge[name] if {
	some name, row in {"plain": [["plain"], "plain"], "other case": [["s256"], "s256"], "none": [[], ""], "null": [null, null]}
	event := _event({"code_challenge_methods_supported": row[0], "pkce_method": row[1]})
	not flow.challenge_offered with input as event
	not flow.challenge_hashed with input as event
}

test_deny_challenge_missing if {
	not flow.challenge_offered with input as _event({})
	not flow.challenge_hashed with input as _event({})
}

test_allow_challenge_due[name] if {
	some name, said in {
		"authorize": {"phase": "authorize"},
		"discovery of a server": {"phase": "discovery", "issuer": "https://as.example"},
		"discovery with a list": {"phase": "discovery", "code_challenge_methods_supported": []},
	}
	flow.challenge_due with input as _event(said)
}

test_deny_challenge_due[phase] if {
	some phase in {"discovery", "registration", "callback", "token", "request"}
	not flow.challenge_due with input as _event({"phase": phase})
}

test_deny_state[name] if {
	some name, event in {
		"another": _with({"state_digest": "sha256:2"}),
		"none came": _without(["state_digest"]),
		"none recorded": _without(["recorded_state_digest"]),
		"neither": _without(["state_digest", "recorded_state_digest"]),
	}
	not flow.state_same with input as event
}

test_deny_state_fresh[name] if {
	some name, event in {"used": _with({"state_used": true}), "null": _with({"state_used": null}), "missing": _without(["state_used"])}
	not flow.state_fresh with input as event
}

test_deny_state_young[name] if {
	some name, event in {
		"too old": _with({"state_age_seconds": 601}),
		"from tomorrow": _with({"state_age_seconds": -1}),
		"text": _with({"state_age_seconds": "5"}),
		"null": _with({"state_age_seconds": null}),
		"missing": _without(["state_age_seconds"]),
	}
	not flow.state_young with input as event
}

test_allow_client_id[name] if {
	some name, said in {
		"registered by hand": {"registration": "static", "client_id": "abc"},
		"registered itself": {"registration": "dynamic"},
		"document": {"registration": "metadata_document", "client_id": "https://app.example/client.json"},
		"document of an unsaid client": {"client_id": "https://app.example:8443/oauth/client?x=1"},
	}
	flow.client_id_right with input as _event(said)
}

test_deny_client_id[name] if {
	some name, said in {
		"no path": {"client_id": "https://app.example"},
		"no path but a slash": {"client_id": "https://app.example/"},
		"readable": {"client_id": "http://app.example/client.json"},
		"user before the host": {"client_id": "https://app.example@evil.example/client.json"},
		"fragment": {"client_id": "https://app.example/client.json#x"},
		"backslash": {"client_id": "https://evil.example\\@app.example/client.json"},
		"no URL": {"client_id": "abc"},
		"query for a path": {"client_id": "https://app.example?x=/client.json"},
		"line break": {"client_id": "https://app.example/client.json\nx"},
		"null": {"client_id": null},
		"missing": {},
	}
	not flow.client_id_right with input as _event(said)
	not flow.client_id_right with input as _event(object.union(said, {"registration": "metadata_document"}))
}

test_deny_challenge_due_where_nobody_is_sent[phase] if {
	some phase in {"registration", "callback", "token", "request"}
	not flow.challenge_due with input as _event({"phase": phase, "issuer": "https://as.example", "code_challenge_methods_supported": []})
}
