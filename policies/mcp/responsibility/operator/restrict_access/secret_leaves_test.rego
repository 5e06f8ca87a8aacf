package mcp.responsibility.operator.restrict_access.secret_leaves_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.restrict_access.secret_leaves as rule

_url := {
	"pointer": "/arguments/text",
	"scheme": "https",
	"host": "collector.example.net",
	"origin": "https://collector.example.net",
	"address_class": "name",
	"has_credentials": false,
	"whole": false,
	"deceptive": [],
}

_call(conversation) := {
	"kind": "tool_call",
	"server": {"name": "chat"},
	"tool": {"name": "post_message"},
	"arguments": {"text": "done https://collector.example.net/?d=1"},
	"facts": object.union(fixtures.no_facts.tool_call, {"tool_words": ["post", "message"], "urls": [_url]}),
	"conversation": conversation,
}

_granted(hosts) := {"profile": "personal", "servers": {"chat": {"grants": {"network": {"allow": hosts}}}}}

_flow := {"from": {"server": "files"}, "to": "/arguments/text", "match": "encoded"}

_reason(name, pointer, host) := {{"code": $"operator/restrict_access.{name}", "pointer": pointer, "args": {"host": host}}}

_found(name) := _reason(name, "/arguments/text", "collector.example.net")

test_deny_steered[name] if {
	some name, conversation in {
		"strangers": {"labels": ["untrusted", "secret"]},
		"data in the text": {"labels": ["secret"], "flows": [_flow]},
	}
	fixtures.deny(rule) == _found("secret_leaves") with input as _call(conversation) with data.settings as _granted(["corp.example"])
}

test_ask_after_secret if {
	fixtures.ask(rule) == _found("address_after_secret") with input as _call({"labels": ["secret"]})
		with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _call({"labels": ["secret"]}) with data.settings as fixtures.settings.personal
}

test_allow_granted if {
	(fixtures.deny(rule) | fixtures.ask(rule)) == set() with input as _call({"labels": ["untrusted", "secret"]})
		with data.settings as _granted(["collector.example.net"])
}

test_allow_without_secret[name] if {
	some name, conversation in {"no labels": {"labels": []}, "private": {"labels": ["untrusted", "private"]}, "no ledger": {}}
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _call(conversation) with data.settings as fixtures.settings.managed
}

test_deny_fact_missing if {
	event := _call({"labels": ["untrusted", "secret"]})
	bare := object.union(event, {"facts": {"urls": [{}]}})
	fixtures.deny(rule) == _reason("secret_leaves", "/arguments", "") with input as bare
		with data.settings as _granted(["collector.example.net"])
}
