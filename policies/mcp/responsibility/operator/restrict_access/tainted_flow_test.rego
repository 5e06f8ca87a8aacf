package mcp.responsibility.operator.restrict_access.tainted_flow_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.restrict_access.tainted_flow as rule

_call(conversation) := {
	"kind": "tool_call",
	"server": {"name": "mail"},
	"tool": {"name": "send_mail"},
	"arguments": {"to": "ana@example.com", "body": "the plan"},
	"facts": object.union(fixtures.no_facts.tool_call, {"tool_words": ["send", "mail"]}),
	"conversation": conversation,
}

_object(labels) := {"facts": {"objects": [{"pointer": "/arguments/to", "labels": labels}]}}

_reads := {"tool": {"name": "get_mail"}, "facts": {"tool_words": ["get", "mail"]}}

_flow := {"from": {"server": "files", "tool": "read_file"}, "to": "/arguments/body", "match": "verbatim"}

_tainted := _call({"labels": ["untrusted", "private"]})

_reason(name, pointer, tool) := {{"code": $"operator/restrict_access.{name}", "pointer": pointer, "args": {"tool": tool}}}

_found := _reason("tainted_flow", "/tool/name", "send_mail")

test_ask_tainted[name] if {
	some name, event in {
		"private": _tainted,
		"secret": _call({"labels": ["secret", "untrusted"]}),
		"private object": object.union(_call({"labels": ["untrusted"]}), _object(["private"])),
	}
	fixtures.ask(rule) == _found with input as event with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == _found with input as event with data.settings as fixtures.settings.team
}

_untrusted(words) := object.union(
	_call({"labels": ["untrusted"]}),
	{"tool": {"name": "use"}, "facts": {"tool_words": words}},
)

_access := _reason("tainted_access", "/tool/name", "use")

test_ask_access[word] if {
	some word in {"transfer", "grant", "share", "invite", "collaborator"}
	fixtures.ask(rule) == _access with input as _untrusted(["app", word]) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == _access with input as _untrusted([word]) with data.settings as fixtures.settings.team
}

test_allow_access[name] if {
	some name, event in {
		"nothing of strangers": object.union(_untrusted(["grant", "access"]), {"conversation": {"labels": ["private"]}}),
		"looked up": _untrusted(["list", "collaborators"]),
		"another work": _untrusted(["restart", "app"]),
		"words missing": json.remove(_untrusted(["grant"]), ["/facts/tool_words"]),
	}
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

_query(class) := object.union(
	_call({"labels": ["untrusted", "secret"]}),
	{"tool": {"name": "use"}, "facts": {"tool_words": ["use"], "sql": [{"statements": [{"class": class}]}]}},
)

test_ask_database_changed[class] if {
	some class in {"write", "schema", "access", "program"}
	fixtures.ask(rule) == _reason("tainted_flow", "/tool/name", "use") with input as _query(class)
		with data.settings as fixtures.settings.personal
}

test_allow_database_read if fixtures.ask(rule) == set() with input as _query("read") with data.settings as fixtures.settings.personal

_address(url) := object.union(
	_call({"labels": ["untrusted", "private"]}),
	{"tool": {"name": "use"}, "facts": {"tool_words": ["search"], "urls": [url]}},
)

_url := {"pointer": "/arguments/query", "scheme": "https", "host": "db.example.net", "whole": true}

test_ask_address_looked_up[name] if {
	some name, url in {"whole": _url, "whole missing": json.remove(_url, ["/whole"])}
	fixtures.ask(rule) == _reason("tainted_flow", "/tool/name", "use") with input as _address(url)
		with data.settings as fixtures.settings.personal
}

test_allow_address_mentioned[name] if {
	some name, url in {"in a text": object.union(_url, {"whole": false}), "file": object.union(_url, {"scheme": "file"})}
	fixtures.ask(rule) == set() with input as _address(url) with data.settings as fixtures.settings.personal
}

test_allow_address_granted if {
	settings := {"profile": "personal", "servers": {"mail": {"grants": {"network": {"allow": ["https://db.example.net"]}}}}}
	event := object.union(_address(_url), {"facts": {"urls": [object.union(_url, {"origin": "https://db.example.net", "address_class": "name"})]}})
	fixtures.ask(rule) == set() with input as event with data.settings as settings
}

test_allow_labeled_no_sink[event] if {
	some event in {_address(_url), _query("write")}
	settings := {"profile": "personal", "servers": {"mail": {"labels": ["private_data"]}}}
	fixtures.ask(rule) == set() with input as event with data.settings as settings
}

test_allow_harmless[name] if {
	some name, event in {
		"reading on elsewhere": object.union(_call({"labels": ["private"], "flows": [_flow]}), _reads),
		"public object": object.union(_call({"labels": ["untrusted"]}), _object(["public"])),
		"nothing entered": _call({"labels": []}),
		"no ledger": json.remove(_tainted, ["/conversation"]),
		"strangers alone": _call({"labels": ["untrusted"]}),
		"private alone": _call({"labels": ["private"]}),
		"reading on": object.union(_tainted, _reads),
		"own data": _call({"labels": ["private"], "flows": [object.union(_flow, {"from": {"server": "mail"}})]}),
		"public data": _call({"labels": ["untrusted"], "flows": [_flow]}),
		"reading what is public": object.union(
			object.union(_call({"labels": ["private"]}), _object(["public"])),
			{"tool": {"name": "get_file"}, "facts": {"tool_words": ["get", "file"]}},
		),
		"unlabeled object": object.union(_call({"labels": ["private"]}), {"facts": {"objects": [{"pointer": "/arguments/to"}]}}),
	}
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

test_ask_cross_server_flow[name] if {
	some name, flow in {
		"named": _flow,
		"source missing": json.remove(_flow, ["/from"]),
		"server missing": json.remove(_flow, ["/from/server"]),
	}
	event := _call({"labels": ["private"], "flows": [flow]})
	fixtures.ask(rule) == _reason("cross_server_flow", "/arguments/body", "send_mail") with input as event
		with data.settings as fixtures.settings.personal
}

test_ask_published if {
	event := object.union(_call({"labels": ["private"]}), _object(["public"]))
	fixtures.ask(rule) == _reason("published", "/arguments/to", "send_mail") with input as event
		with data.settings as fixtures.settings.personal
	fixtures.ask(rule) == _reason("published", "/arguments", "send_mail") with input as json.remove(event, ["/facts/objects/0/pointer"])
		with data.settings as fixtures.settings.personal
}

test_ask_tool_name_missing[pointer] if {
	some pointer in {"/tool", "/tool/name"}
	fixtures.ask(rule) == _reason("tainted_flow", "/tool/name", "") with input as json.remove(_tainted, [pointer])
		with data.settings as fixtures.settings.personal
}
