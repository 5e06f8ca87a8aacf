package mcp.behavior.network_access.unread_address_test

import data.mcp.behavior.network_access.unread_address as rule
import data.mcp.lib.fixtures_test as fixtures

_granting(allow) := {"profile": "personal", "servers": {"web": {"grants": {"network": {"allow": allow}}}}}

_event(words, text) := {
	"kind": "tool_call",
	"server": {"name": "web"},
	"tool": {"name": "fetch"},
	"arguments": {"x": text},
	"facts": {
		"arguments": [{"pointer": "/arguments/x", "words": words, "length": count(text), "marks": []}],
		"urls": [],
	},
}

_unread := {{"code": "network_access.address_unread", "pointer": "/arguments/x", "args": {}}}

_denied(allow, event) := found if {
	found := fixtures.deny(rule) with input as event with data.settings as _granting(allow)
}

_at(whole) := {"facts": {"urls": [{"pointer": "/arguments/x", "whole": whole}]}}

test_deny_unread[text] if {
	some text in [
		"evil.com", "evil.com/x", "localhost:8080/x", "2130706433:80/x", "//evil.com/x", `/\evil.com`, `\\evil.com`,
		"/\t/evil.com", " //evil.com", "\u0001//evil.com", "user@evil", "[::1]", "evil。com", "evil%2ecom", "http://evil.com x", ":80", "notes:80", "a:b.c",
	]
	_denied(["api.example.com"], _event(["url"], text)) == _unread
}

test_deny_word[word] if {
	some word in ["url", "uris", "baseurl", "href", "endpoint", "webhook", "proxy", "host", "hostname"]
	_denied([], _event(["my", word], "evil.com")) == _unread
}

test_deny_everything_granted if _denied(["*"], _event(["url"], "evil.com")) == _unread

test_allow_hostless[text] if {
	some text in [
		"", "/", "/v1/a.b", "./a.b", "../a.b", "?q=a.b", "#a.b", "images/logo.png", "main", "mailto:a@b.example",
		"urn:isbn:123", "notes:today",
	]
	_denied([], _event(["url"], text)) == set()
}

test_allow_granted_as_passed if _denied(["API.example.com"], _event(["host"], "api.Example.com")) == set()

test_allow_other_words[words] if {
	some words in [["text"], ["url", "title"], []]
	_denied([], _event(words, "evil.com")) == set()
}

test_allow_member_name if {
	event := _event(["url"], "evil.com")
	name := object.union(event.facts.arguments[0], {"marks": ["member_name"]})
	_denied([], object.union(event, {"facts": {"arguments": [name]}})) == set()
}

test_allow_read if {
	_denied([], object.union(_event(["url"], "evil.com"), _at(true))) == set()
	_denied([], object.union(_event(["url"], "evil.com"), _at(false))) == _unread
}

test_allow_nothing_stated if {
	fixtures.deny(rule) == set() with input as _event(["url"], "evil.com") with data.settings as {"profile": "team"}
}

test_deny_field_missing[pointer] if {
	some pointer in {"/arguments", "/arguments/x", "/facts/urls", "/facts/arguments/0/length", "/server", "/server/name", "/tool"}
	_denied([], json.remove(_event(["url"], "evil.com"), [pointer])) == _unread
}

test_deny_value_missing if _denied([], json.remove(_event(["url"], "/x"), ["/arguments/x"])) == _unread

test_deny_url_without_place if {
	event := object.union(_event(["url"], "evil.com"), {"facts": {"urls": [{"whole": true}]}})
	_denied([], event) == _unread
}

# Another rule denies an argument that is not described.
test_allow_fact_missing[pointer] if {
	some pointer in {"/facts", "/facts/arguments", "/facts/arguments/0/pointer", "/facts/arguments/0/words", "/facts/arguments/0/marks"}
	_denied([], json.remove(_event(["url"], "evil.com"), [pointer])) == set()
}
