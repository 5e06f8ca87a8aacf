package mcp.behavior.network_access.reserved_address_test

import data.mcp.behavior.network_access.reserved_address as rule
import data.mcp.lib.fixtures_test as fixtures

_places := {
	"tool_call": "/arguments/url",
	"fetch": "/fetch/url",
	"resource_read": "/resource/uri",
	"connection": "/server/url",
}

_event(kind, host, class) := {
	"kind": kind,
	"server": {"name": "web"},
	"facts": {"urls": [{
		"pointer": _places[kind],
		"scheme": "http",
		"host": host,
		"port": null,
		"origin": $"http://{host}",
		"address_class": class,
		"whole": true,
	}]},
}

_reason(kind, name, host) := {{"code": $"network_access.{name}", "pointer": _places[kind], "args": {"host": host}}}

_judged := {"tool_call", "fetch", "resource_read"}

test_deny_metadata[kind] if {
	some kind in object.keys(_places)
	event := _event(kind, "169.254.169.254", "metadata")
	settings := {"profile": "personal", "servers": {"web": {"grants": {"network": {"allow": ["169.254.169.254", "*"]}}}}}
	fixtures.deny(rule) == _reason(kind, "metadata_address", "169.254.169.254") with input as event with data.settings as settings
	fixtures.ask(rule) == set() with input as event with data.settings as settings
}

test_deny_reserved[name][kind] if {
	some kind in _judged
	some name, class in {"neighbor": "link_local", "any": "unspecified", "reserved": "reserved", "unknown": "martian"}
	event := _event(kind, "0.0.0.0", class)
	fixtures.deny(rule) == _reason(kind, "reserved_address", "0.0.0.0") with input as event with data.settings as fixtures.settings.personal
}

test_allow_reserved_written_out if {
	settings := {"profile": "managed", "servers": {"web": {"grants": {"network": {"allow": ["http://169.254.1.1"]}}}}}
	fixtures.deny(rule) == set() with input as _event("tool_call", "169.254.1.1", "link_local") with data.settings as settings
}

# Whether a connection stays near is said elsewhere.
test_allow_connection_nearby if {
	(fixtures.deny(rule) | fixtures.ask(rule)) == set() with input as _event("connection", "0.0.0.0", "unspecified")
		with data.settings as fixtures.settings.managed
}

test_ask_internal[kind][class] if {
	some kind in _judged
	some class in {"private", "loopback"}
	event := _event(kind, "10.2.0.15", class)
	fixtures.ask(rule) == _reason(kind, "internal_address", "10.2.0.15") with input as event with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_deny_internal[kind][profile] if {
	some kind in _judged
	some profile in (fixtures.strict | {"team"})
	event := _event(kind, "10.2.0.15", "private")
	fixtures.deny(rule) == _reason(kind, "internal_address", "10.2.0.15") with input as event with data.settings as fixtures.settings[profile]
}

test_deny_name_that_leads_inward if {
	plain := _event("tool_call", "a.example.com", "name")
	event := object.union(plain, {"facts": {"urls": [object.union(plain.facts.urls[0], {"resolved": ["private"]})]}})
	fixtures.deny(rule) == _reason("tool_call", "internal_address", "a.example.com") with input as event with data.settings as fixtures.settings.team
}

test_allow_internal_written_out if {
	settings := {"profile": "managed", "servers": {"web": {"grants": {"network": {"allow": ["http://10.2.0.15"]}}}}}
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _event("tool_call", "10.2.0.15", "private") with data.settings as settings
}

test_allow_public[kind] if {
	some kind in object.keys(_places)
	event := _event(kind, "example.com", "name")
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

test_deny_fact_incomplete[name] if {
	some name, code in {
		"pointer": "metadata_address",
		"scheme": "metadata_address",
		"host": "metadata_address",
		"whole": "metadata_address",
		"address_class": "reserved_address",
	}
	event := json.remove(_event("tool_call", "169.254.169.254", "metadata"), [$"/facts/urls/0/{name}"])
	{reason.code | some reason in fixtures.deny(rule)} == {$"network_access.{code}"} with input as event
		with data.settings as fixtures.settings.personal
}

_written(words, value) := {
	"kind": "tool_call",
	"arguments": {"x": value},
	"facts": {"urls": [], "arguments": [{"pointer": "/arguments/x", "words": words, "length": 3, "marks": []}]},
}

test_deny_metadata_without_scheme[name] if {
	some name, row in {
		"host": [["host"], "169.254.169.254"],
		"port": [["target"], "169.254.169.254:80"],
		"path": [["endpoint"], "//metadata.google.internal/x"],
	}
	host := [host | some host in ["169.254.169.254", "metadata.google.internal"]; contains(row[1], host)][0]
	reason := {{"code": "network_access.metadata_address", "pointer": "/arguments/x", "args": {"host": host}}}
	fixtures.deny(rule) == reason with input as _written(row[0], row[1])
}

test_allow_host_without_scheme[name] if {
	some name, row in {
		"other": [["host"], "169.254.169.25"],
		"longer": [["host"], "169.254.169.254.example"],
		"text": [["body"], "169.254.169.254"],
	}
	fixtures.deny(rule) == set() with input as _written(row[0], row[1])
}
