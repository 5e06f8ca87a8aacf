package mcp.lib.sessions_test

import data.mcp.lib.sessions

_event := {
	"kind": "session",
	"point": "server",
	"server": {"name": "crm", "transport": "http"},
	"principal": {"id": "ana"},
	"session": {"action": "issued", "owner": "ana", "id_entropy_bits": 122, "id_sequential": false},
	"facts": {"http": {"bind_class": "unspecified"}},
}

_with(change) := object.union(_event, change)

test_allow_used if {
	sessions.used with input as _event
	not sessions.used with input as object.remove(_event, ["session"])
}

test_allow_owned if {
	sessions.owned with input as _event
	sessions.bound with input as _event
}

test_deny_owned[name] if {
	some name, event in {
		"another": _with({"principal": {"id": "eve"}}),
		"other case": _with({"principal": {"id": "Ana"}}),
		"principal missing": json.remove(_event, ["/principal"]),
		"id missing": json.remove(_event, ["/principal/id"]),
		"owner missing": json.remove(_event, ["/session/owner"]),
		"both empty": _with({"principal": {"id": ""}, "session": {"owner": ""}}),
	}
	not sessions.owned with input as event
}

test_deny_bound[name] if {
	some name, event in {"absent": json.remove(_event, ["/session/owner"]), "null": _with({"session": {"owner": null}})}
	not sessions.bound with input as event
}

_nearby := {
	"http": {"header_names": []},
	"facts": {"http": {"bind_class": "loopback", "remote_class": "loopback"}},
}

test_allow_local if {
	sessions.local with input as _with({"server": {"transport": "stdio"}})
	sessions.local with input as object.remove(_with(_nearby), ["principal"])
}

test_deny_local[name] if {
	some name, event in {
		"network": object.remove(_event, ["principal"]),
		"transport missing": json.remove(_event, ["/server/transport", "/principal"]),
		"somebody is authenticated": _with(_nearby),
		"passed on": object.remove(object.union(_with(_nearby), {"http": {"header_names": ["X-Forwarded-For"]}}), ["principal"]),
		"from elsewhere": object.remove(object.union(_with(_nearby), {"facts": {"http": {"remote_class": "public"}}}), ["principal"]),
		"nobody looked": json.remove(_event, ["/facts", "/principal"]),
	}
	not sessions.local with input as event
}

test_allow_secret_elsewhere[name] if {
	some name, session in {
		"state that was verified": {"subject": "request_state", "integrity": true, "owner": "eve"},
		"handle of its owner": {"subject": "state_handle"},
	}
	sessions.secret_elsewhere with input as _with({"session": session})
}

test_deny_secret_elsewhere[name] if {
	some name, session in {
		"session that was verified": {"subject": "session", "integrity": true},
		"session of its owner": {"subject": "session"},
		"no subject": {},
		"state not verified": {"subject": "request_state", "integrity": false},
		"state, nobody looked": {"subject": "request_state"},
		"handle of another": {"subject": "state_handle", "owner": "eve"},
		"handle of nobody": {"subject": "state_handle", "owner": null},
	}
	not sessions.secret_elsewhere with input as _with({"session": session})
}

test_allow_random if {
	sessions.random with input as _event
	sessions.random with input as _with({"session": {"id_entropy_bits": 100}})
	not sessions.guessable with input as _event
}

test_deny_random[name] if {
	some name, session in {
		"few bits": {"id_entropy_bits": 99},
		"sequential": {"id_sequential": true},
		"bits of no number": {"id_entropy_bits": "128"},
		"bits null": {"id_entropy_bits": null},
		"order null": {"id_sequential": null},
	}
	not sessions.random with input as _with({"session": session})
}

test_deny_random_missing[name] if {
	some name in {"id_entropy_bits", "id_sequential"}
	not sessions.random with input as json.remove(_event, [$"/session/{name}"])
}

test_deny_guessable[name] if {
	some name, session in {"sequential": {"id_sequential": true}, "few bits": {"id_entropy_bits": 63}}
	sessions.guessable with input as _with({"session": session})
}

test_allow_not_guessable if {
	not sessions.guessable with input as _with({"session": {"id_entropy_bits": 64}})
	not sessions.guessable with input as json.remove(_event, ["/session/id_entropy_bits", "/session/id_sequential"])
}
