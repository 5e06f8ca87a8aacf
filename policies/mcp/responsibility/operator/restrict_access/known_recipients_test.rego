package mcp.responsibility.operator.restrict_access.known_recipients_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.restrict_access.known_recipients as rule

_to(address, domain) := {
	"kind": "tool_call",
	"server": {"name": "mail"},
	"tool": {"name": "send_mail"},
	"arguments": {"to": address},
	"facts": object.union(fixtures.no_facts.tool_call, {
		"tool_words": ["send", "mail"],
		"recipients": [{"pointer": "/arguments/to", "address": address, "domain": domain}],
	}),
}

_settings(recipients) := {"profile": "personal", "servers": {"mail": {"grants": {"network": {"recipients": recipients}}}}}

_granted := _settings(["boss@example.org", "*@Example.com"])

_reason(domain) := {{
	"code": "operator/restrict_access.unknown_recipient",
	"pointer": "/arguments/to",
	"args": {"domain": domain},
}}

test_allow_known[name] if {
	some name, row in {
		"address": ["boss@example.org", "example.org"],
		"domain": ["ana@example.com", "example.com"],
	}
	fixtures.ask(rule) == set() with input as _to(row[0], row[1]) with data.settings as _granted
}

test_ask_unknown[name] if {
	some name, row in {
		"other address of a domain": ["ana@example.org", "example.org"],
		"other domain": ["ana@evil.example", "evil.example"],
		"domain below": ["ana@mail.example.com", "mail.example.com"],
		"domain that ends alike": ["ana@notexample.com", "notexample.com"],
		"two readings": ["ana@evil.example", "example.com"],
		"two addresses": ["ana@evil.example,bo@example.com", "example.com"],
	}
	fixtures.ask(rule) == _reason(row[1]) with input as _to(row[0], row[1]) with data.settings as _granted
}

test_ask_nobody_granted if {
	fixtures.ask(rule) == _reason("example.com") with input as _to("ana@example.com", "example.com") with data.settings as _settings([])
}

test_allow_nothing_stated if {
	fixtures.ask(rule) == set() with input as _to("ana@example.com", "example.com") with data.settings as fixtures.settings.personal
}

test_ask_fact_missing if {
	event := object.union(_to("ana@example.com", "example.com"), {"facts": {"recipients": [{}]}})
	reasons := {{"code": "operator/restrict_access.unknown_recipient", "pointer": "/arguments", "args": {"domain": ""}}}
	fixtures.ask(rule) == reasons with input as event with data.settings as _granted
}

# Whose grants apply cannot be told: none allows, all restrict.
test_ask_server_name_missing if {
	event := json.remove(_to("ana@example.com", "example.com"), ["/server/name"])
	fixtures.ask(rule) == _reason("example.com") with input as event with data.settings as _granted
}

test_allow_other_things_granted if {
	settings := {"profile": "managed", "servers": {"mail": {"grants": {"network": {"allow": ["*"]}}}}}
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _to("ana@example.com", "example.com") with data.settings as settings
	count(fixtures.deny(rule)) == 1 with input as _to("ana@example.com", "example.com") with data.settings as object.union(_settings([]), {"profile": "managed"})
}
