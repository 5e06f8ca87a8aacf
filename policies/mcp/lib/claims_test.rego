package mcp.lib.claims_test

import data.mcp.lib.claims

_settings(access) := {"servers": {"crm": {"access": access}, "other": {"access": {"audience": "https://other.example"}}}}

_event := {"kind": "tool_call", "point": "server", "server": {"name": "crm"}, "principal": {"id": "ana"}}

test_allow_received[name] if {
	some name, event in {
		"server": _event,
		"proxy": object.union(_event, {"point": "proxy"}),
		"nowhere known": object.remove(_event, ["point"]),
	}
	claims.received with input as event
}

test_deny_received[point] if {
	some point in {"client", "config"}
	not claims.received with input as object.union(_event, {"point": point})
}

test_allow_serving[point] if {
	some point in {"server", "proxy"}
	claims.serving with input as object.union(_event, {"point": point})
}

test_deny_serving[name] if {
	some name, event in {
		"client": object.union(_event, {"point": "client"}),
		"point missing": object.remove(_event, ["point"]),
	}
	not claims.serving with input as event
}

test_allow_required if {
	claims.required with input as _event with data.settings as _settings({"required": true})
}

test_deny_required[name] if {
	some name, access in {"off": {"required": false}, "null": {"required": null}, "unsaid": {}}
	not claims.required with input as _event with data.settings as _settings(access)
}

# The entry restricts by name, whether or not the program is the one it describes.
test_allow_required_of_another_program if {
	claims.required with input as _event
		with data.settings as {"servers": {"crm": {"match": {"command": "crm"}, "access": {"required": true}}}}
}

test_allow_required_server_missing[pointer] if {
	some pointer in {"/server", "/server/name"}
	event := json.remove(_event, [pointer])
	claims.required with input as event with data.settings as _settings({"required": true})
	claims.audiences == {"https://other.example"} with input as event with data.settings as _settings({})
}

test_deny_required_without_settings if {
	not claims.required with input as _event with data.settings as {}
}

test_allow_identified if {
	claims.identified with input as _event
}

test_deny_identified[name] if {
	some name, event in {
		"no principal": object.remove(_event, ["principal"]),
		"no id": object.union(object.remove(_event, ["principal"]), {"principal": {}}),
		"empty id": object.union(_event, {"principal": {"id": ""}}),
		"number": object.union(_event, {"principal": {"id": 7}}),
	}
	not claims.identified with input as event
}

test_allow_audience[name] if {
	some name, row in {
		"the one wanted": [{"audience": "https://crm.example"}, ["https://crm.example"]],
		"among others": [{"audience": "https://crm.example"}, ["x", "https://crm.example"]],
		"none wanted": [{}, []],
	}
	claims.audience_fits(row[1]) with input as _event with data.settings as _settings(row[0])
}

test_deny_audience[name] if {
	some name, given in {
		"object": {"first": "https://crm.example"},
		"another": ["https://other.example"],
		"prefix": ["https://crm.example.evil"],
		"none": [],
		"text": "https://crm.example",
		"null": null,
	}
	not claims.audience_fits(given) with input as _event with data.settings as _settings({"audience": "https://crm.example"})
}

test_allow_issuer[name] if {
	some name, access in {"listed": {"issuers": ["https://b.example", "https://a.example"]}, "no list": {}}
	claims.issuer_fits("https://a.example") with input as _event with data.settings as _settings(access)
}

test_deny_issuer[name] if {
	some name, row in {
		"another": ["https://a.example", ["https://b.example"]],
		"trailing slash": ["https://a.example/", ["https://a.example"]],
		"empty list": ["https://a.example", []],
		"empty text": ["", [""]],
		"null": [null, [null]],
	}
	not claims.issuer_fits(row[0]) with input as _event with data.settings as _settings({"issuers": row[1]})
}

test_deny_issuer_of_no_type if {
	not claims.issuer_fits("") with input as _event with data.settings as {}
	not claims.issuer_fits(null) with input as _event with data.settings as {}
}
