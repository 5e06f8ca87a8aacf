package mcp.behavior.network_access.fetch_form_test

import data.mcp.behavior.network_access.fetch_form as rule
import data.mcp.lib.fixtures_test as fixtures

_event(purpose, scheme, class) := {
	"kind": "fetch",
	"fetch": {"url": "x", "purpose": purpose},
	"facts": {"urls": [{"pointer": "/fetch/url", "scheme": scheme, "host": "h", "address_class": class}]},
}

_reason(name) := {{"code": $"network_access.{name}", "pointer": "/fetch/url", "args": {}}}

test_deny_scheme[scheme][purpose] if {
	some scheme in {"file", "javascript", "data", "ftp", "vbscript", "gopher", "ws", "cursor"}
	some purpose in {"discovery", "tool"}
	fixtures.deny(rule) == _reason("unfetchable_url") with input as _event(purpose, scheme, "name")
}

test_allow_web[index] if {
	some index, row in [
		["discovery", "https", "name"], ["icon", "https", "name"], ["tool", "http", "name"],
		["transport", "wss", "name"], ["transport", "ws", "loopback"], ["other", "http", "private"],
		["discovery", "http", "loopback"], ["token", "http", "loopback"],
	]
	fixtures.deny(rule) | fixtures.allow(rule) == set() with input as _event(row[0], row[1], row[2])
}

test_allow_inline_icon if {
	fixtures.allow(rule) == _reason("inline_icon") with input as _event("icon", "data", "name")
	fixtures.deny(rule) == set() with input as _event("icon", "data", "name")
}

test_deny_plain_http[index] if {
	some index, row in [
		["discovery", "name"], ["registration", "public"], ["token", "private"],
		["icon", "loopback"], ["icon", "name"], ["unheard_of", "loopback"],
	]
	fixtures.deny(rule) == _reason("plain_http") with input as _event(row[0], "http", row[1])
}

test_deny_loopback_that_leads_elsewhere if {
	event := object.union(_event("token", "http", "loopback"), {"facts": {"urls": [{
		"pointer": "/fetch/url", "scheme": "http", "host": "h",
		"address_class": "loopback", "resolved": ["public"],
	}]}})
	fixtures.deny(rule) == _reason("plain_http") with input as event
}

test_deny_field_missing[pointer] if {
	some pointer in {"/facts", "/facts/urls", "/facts/urls/0/pointer", "/facts/urls/0/scheme"}
	fixtures.deny(rule) == _reason("unfetchable_url") with input as json.remove(_event("tool", "https", "name"), [pointer])
	fixtures.allow(rule) == set() with input as json.remove(_event("icon", "data", "name"), [pointer])
}

test_deny_purpose_missing[name] if {
	some name, row in {
		"plain_http": ["tool", "http", "name"],
		"unfetchable_url": ["transport", "wss", "name"],
	}
	fixtures.deny(rule) == _reason(name) with input as json.remove(_event(row[0], row[1], row[2]), ["/fetch/purpose"])
}

test_deny_class_missing if {
	event := json.remove(_event("token", "http", "loopback"), ["/facts/urls/0/address_class"])
	fixtures.deny(rule) == _reason("plain_http") with input as event
}

test_deny_described_twice if {
	event := _event("tool", "https", "name")
	twice := object.union(event, {"facts": {"urls": array.concat(event.facts.urls, event.facts.urls)}})
	fixtures.deny(rule) == _reason("unfetchable_url") with input as twice
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_event("tool", "file", "name"), {"kind": "tool_call"})

test_deny_scheme_of_a_transport[scheme] if {
	some scheme in {"file", "javascript", "data", "ftp", "cursor"}
	fixtures.deny(rule) == _reason("unfetchable_url") with input as _event("transport", scheme, "name")
}
