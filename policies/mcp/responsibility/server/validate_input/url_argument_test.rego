package mcp.responsibility.server.validate_input.url_argument_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.validate_input.url_argument as rule

_call(words) := {
	"kind": "tool_call",
	"facts": {
		"urls": [{"pointer": "/arguments/x", "scheme": "https", "host": "h.example", "address_class": "name", "whole": true}],
		"arguments": [{"pointer": "/arguments/x", "words": words, "length": 3, "marks": ["url"]}],
	},
}

_unfit := {{"code": "server/validate_input.url_in_identifier", "pointer": "/arguments/x", "args": {}}}

test_ask_url_for_a_name[name] if {
	some name, words in {"account": ["account", "name"], "bucket": ["bucket"], "table": ["table"], "region": ["region"]}
	fixtures.ask(rule) == _unfit with input as _call(words) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _call(words) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == _unfit with input as _call(words) with data.settings as fixtures.settings.team
}

test_allow_url_where_it_fits[name] if {
	some name, words in {
		"url": ["url"], "image": ["image"], "repository": ["repo"], "page": ["page", "id"], "host": ["host"],
		"anything": ["id"], "name": ["name"], "text": ["account", "note"], "unknown": ["thing"], "callback": ["account", "webhook"],
	}
	fixtures.deny(rule) == set() with input as _call(words) with data.settings as fixtures.settings.team
}

test_allow_url_in_a_longer_value if {
	plain := _call(["account"])
	event := object.union(plain, {"facts": {"urls": [object.union(plain.facts.urls[0], {"whole": false})]}})
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.team
}

test_deny_url_fact_incomplete[name] if {
	some name in {"whole", "scheme", "host", "address_class"}
	event := json.remove(_call(["account"]), [$"/facts/urls/0/{name}"])
	fixtures.deny(rule) == _unfit with input as event with data.settings as fixtures.settings.team
}

_header(class, direction) := {
	"kind": "tool_call",
	"http": {"direction": direction},
	"facts": {"urls": [{"pointer": "/http/headers/x-upstream", "scheme": "http", "host": "h", "address_class": class}]},
}

_inside := {{"code": "server/validate_input.url_in_header", "pointer": "/http/headers/x-upstream", "args": {"host": "h"}}}

test_deny_header[class] if {
	some class in {"metadata", "private", "loopback", "link_local", "unspecified", "reserved"}
	fixtures.deny(rule) == _inside with input as _header(class, "inbound")
	fixtures.deny(rule) == _inside with input as object.union(_header(class, "inbound"), {"kind": "resource_read"})
}

test_allow_header[name] if {
	some name, event in {"public": _header("public", "inbound"), "name": _header("name", "inbound"), "own": _header("private", "outbound")}
	fixtures.deny(rule) == set() with input as event
}

test_deny_header_described_incompletely if {
	fixtures.deny(rule) == _inside with input as json.remove(_header("name", "inbound"), ["/facts/urls/0/address_class"])
	fixtures.deny(rule) == _inside with input as json.remove(_header("private", "outbound"), ["/http/direction"])
	{reason.args.host | some reason in fixtures.deny(rule)} == {""} with input as json.remove(_header("private", "inbound"), ["/facts/urls/0/host"])
}

_host(words, value) := {
	"kind": "tool_call",
	"arguments": {"x": value},
	"facts": {"urls": [], "arguments": [{"pointer": "/arguments/x", "words": words, "length": 3, "marks": []}]},
}

test_deny_host_in_identifier[name] if {
	some name, row in {
		"path": [["account"], "evil.example/x#"],
		"port": [["account", "name"], "x.evil.example:443/"],
		"query": [["region"], "evil.example?x="],
		"user": [["vault"], "@evil.example"],
		"fragment": [["shop"], "evil.example#"],
	}
	reason := {{"code": "server/validate_input.host_in_identifier", "pointer": "/arguments/x", "args": {}}}
	fixtures.deny(rule) == reason with input as _host(row[0], row[1])
}

test_allow_host_part[name] if {
	some name, row in {
		"account": [["account"], "storage1"],
		"mail": [["account"], "ann@corp.example"],
		"shop": [["shop"], "books.example"],
		"project": [["project"], "corp.example/x"],
		"text": [["account", "description"], "corp.example/x"],
		"group": [["region"], "eu-west/1"],
	}
	fixtures.deny(rule) == set() with input as _host(row[0], row[1])
}

test_allow_url_that_is_none_of_the_name[name] if {
	some name, change in {"no host is reached": {"scheme": "mailto"}, "another argument": {"pointer": "/arguments/y"}}
	plain := _call(["account"])
	event := object.union(plain, {"facts": {"urls": [object.union(plain.facts.urls[0], change)]}})
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.team
}
