package mcp.lib.flows_test

import data.mcp.lib.flows

_call := {
	"server": {"name": "mail"},
	"tool": {"name": "send_mail"},
	"facts": {"tool_words": ["send", "mail"], "arguments": [], "objects": [{"pointer": "/arguments/to", "labels": ["private"]}]},
	"conversation": {
		"labels": ["untrusted", "private", "secret"],
		"flows": [
			{"from": {"server": "files", "tool": "read"}, "to": "/arguments/body", "match": "verbatim"},
			{"from": {"server": "mail"}, "to": "/arguments/subject", "match": "verbatim"},
		],
	},
}

test_deny_all_that_entered if {
	flows.untrusted with input as _call
	flows.secret with input as _call
	flows.confidential with input as _call
	flows.about_confidential with input as _call
	flows.sink with input as _call
	flows.foreign == {"/arguments/body"} with input as _call
	flows.reaches("/arguments/subject") with input as _call
	flows.reaches("/arguments/body/0") with input as _call
}

test_deny_private_is_confidential if {
	flows.confidential with input as object.union(_call, {"conversation": {"labels": ["private"]}})
}

test_allow_nothing_entered if {
	event := {"server": {"name": "mail"}, "tool": {"name": "x"}, "facts": {"tool_words": ["x"], "arguments": [], "objects": []}}
	not flows.untrusted with input as event
	not flows.secret with input as event
	not flows.confidential with input as event
	not flows.about_confidential with input as event
	not flows.sink with input as event
	not flows.reaches("/arguments/body") with input as event
	flows.foreign == set() with input as event
}

test_allow_elsewhere if not flows.reaches("/arguments/to") with input as _call

test_deny_source_missing[pointer] if {
	some pointer in {"/conversation/flows/1/from", "/conversation/flows/1/from/server", "/server/name", "/server"}
	flows.foreign == {"/arguments/body", "/arguments/subject"} with input as json.remove(_call, [pointer])
}

test_deny_place_missing if {
	event := json.remove(_call, ["/conversation/flows/0/to"])
	flows.foreign == {"/arguments"} with input as event
	flows.reaches("/arguments/to") with input as event
}

test_allow_about_public if {
	not flows.about_confidential with input as object.union(_call, {"facts": {"objects": [{"pointer": "/arguments/to", "labels": ["public"]}]}})
}

test_allow_granted_address_is_no_sink if {
	url := {"pointer": "/arguments/q", "scheme": "https", "host": "db.example.net", "origin": "https://db.example.net", "address_class": "name"}
	event := object.union(_call, {"facts": {"tool_words": ["x"], "urls": [url]}})
	flows.sink with input as event
	not flows.sink with input as event with data.settings as {"servers": {"mail": {"grants": {"network": {"allow": ["db.example.net"]}}}}}
}
