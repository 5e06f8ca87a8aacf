package mcp.responsibility.server.access_control.addresses_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound_test as requests
import data.mcp.responsibility.server.access_control.addresses as rule

_not_listed(address) := {{
	"code": "server/access_control.address_not_listed",
	"pointer": "/http/remote_address",
	"args": {"server": "files", "address": address},
}}

_settings(addresses) := {"profile": "personal", "servers": {"files": {"access": {"addresses": addresses}}}}

_listed := object.union(requests.remote, {"facts": {"http": {"remote_listed": true}}})

test_allow_listed if fixtures.deny(rule) == set() with input as _listed with data.settings as _settings(["203.0.113.0/24"])

test_deny_not_listed[addresses] if {
	some addresses in {["10.0.0.0/8"], []}
	event := object.union(requests.remote, {"facts": {"http": {"remote_listed": false}}})
	fixtures.deny(rule) == _not_listed("203.0.113.9") with input as event with data.settings as _settings(addresses)
}

test_deny_call_not_listed if {
	event := object.union(fixtures.tool_call, {"http": {"direction": "inbound"}})
	fixtures.deny(rule) == _not_listed("") with input as event with data.settings as _settings(["10.0.0.0/8"])
}

test_deny_fact_missing[pointer] if {
	some pointer in {"/facts", "/facts/http", "/facts/http/remote_listed"}
	event := json.remove(_listed, [pointer])
	fixtures.deny(rule) == _not_listed("203.0.113.9") with input as event with data.settings as _settings(["203.0.113.0/24"])
}

test_deny_request_missing if {
	event := json.remove(_listed, ["/http", "/facts/http/remote_listed"])
	fixtures.deny(rule) == _not_listed("") with input as event with data.settings as _settings(["203.0.113.0/24"])
}

test_allow_no_list if fixtures.deny(rule) == set() with input as requests.remote with data.settings as fixtures.settings.personal

test_allow_outbound if {
	event := object.union(requests.remote, {"http": {"direction": "outbound"}})
	fixtures.deny(rule) == set() with input as event with data.settings as _settings([])
}
