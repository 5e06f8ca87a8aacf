package mcp.responsibility.operator.trusted_servers_only.listed_servers_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound_test as requests
import data.mcp.responsibility.operator.trusted_servers_only.listed_servers as rule

_not_listed(name) := {{"code": "operator/trusted_servers_only.server_not_listed", "pointer": "/server", "args": {"server": name}}}

_settings(patterns) := {"profile": "personal", "allow_servers": patterns}

_package := {"package": "npm:@modelcontextprotocol/server-filesystem"}

_both := _settings([_package, {"url": "https://mcp.example.com/mcp"}])

test_allow_listed if {
	fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as _both
	fixtures.deny(rule) == set() with input as fixtures.remote with data.settings as _both
}

test_allow_no_list if fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as fixtures.settings.personal

test_deny_empty_list if {
	fixtures.deny(rule) == _not_listed("files") with input as fixtures.connection with data.settings as _settings([])
}

test_deny_not_listed[name] if {
	some name, pattern in {
		"other package": {"package": "npm:other"},
		"other version": object.union(_package, {"version": "1.0.0"}),
		"url": {"url": "https://mcp.example.com/mcp"},
		"empty": {},
	}
	fixtures.deny(rule) == _not_listed("files") with input as fixtures.connection with data.settings as _settings([pattern])
}

# The package is on the list, and something else runs beside it.
test_deny_not_exact if {
	event := object.union(fixtures.connection, {"server": {"package": {"exact": false}}})
	fixtures.deny(rule) == _not_listed("files") with input as event with data.settings as _both
}

test_deny_fact_missing[pointer] if {
	some pointer in {"/server/package", "/server/package/name", "/server/package/exact", "/server/transport"}
	fixtures.deny(rule) == _not_listed("files") with input as json.remove(fixtures.connection, [pointer]) with data.settings as _both
}

test_deny_server_missing if {
	fixtures.deny(rule) == _not_listed("") with input as object.remove(fixtures.connection, ["server"]) with data.settings as _both
}

test_allow_callers_are_no_servers if fixtures.deny(rule) == set() with input as requests.remote with data.settings as _both

test_deny_outbound if {
	event := object.union(requests.remote, {"http": {"direction": "outbound"}})
	fixtures.deny(rule) == _not_listed("files") with input as event with data.settings as _both
}
