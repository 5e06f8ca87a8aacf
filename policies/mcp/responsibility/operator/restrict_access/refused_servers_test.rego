package mcp.responsibility.operator.restrict_access.refused_servers_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.restrict_access.refused_servers as rule

_refused(name) := {{"code": "operator/restrict_access.server_refused", "pointer": "/server", "args": {"server": name}}}

_denying(patterns) := {"profile": "personal", "deny_servers": patterns}

_package := {"package": "npm:@modelcontextprotocol/server-filesystem"}

test_deny_refused[name] if {
	some name, pattern in {
		"package": _package,
		"version": {"version": "2025.8.21"},
		"both": object.union(_package, {"version": "2025.8.21"}),
		"command": {"command": "npx"},
	}
	fixtures.deny(rule) == _refused("files") with input as fixtures.connection with data.settings as _denying([{"command": "x"}, pattern])
}

test_deny_refused_url if {
	fixtures.deny(rule) == _refused("issues") with input as fixtures.remote
		with data.settings as _denying([{"url": "https://mcp.example.com/mcp"}])
}

test_deny_refused_in_every_kind if {
	fixtures.deny(rule) == _refused("files") with input as fixtures.tool_call with data.settings as _denying([_package])
}

# Admitted by name and facts, and refused: refused.
test_deny_refused_although_admitted if {
	fixtures.deny(rule) == _refused("files") with input as fixtures.connection
		with data.settings as object.union(_denying([_package]), {"servers": {"files": {"match": _package}}})
}

# A refusal does not ask how the facts are used: a URL beside a command refuses too.
test_deny_url_beside_command if {
	event := object.union(fixtures.connection, {"server": {"url": "https://mcp.example.com/mcp"}})
	fixtures.deny(rule) == _refused("files") with input as event
		with data.settings as _denying([{"url": "https://mcp.example.com/mcp"}])
}

test_deny_server_name_missing if {
	fixtures.deny(rule) == _refused("") with input as json.remove(fixtures.connection, ["/server/name"])
		with data.settings as _denying([_package])
}

test_allow_not_refused[name] if {
	some name, pattern in {
		"other package": {"package": "npm:other"},
		"other version": object.union(_package, {"version": "1.0.0"}),
		"empty": {},
	}
	fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as _denying([pattern])
}

test_allow_no_list if fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as {"profile": "personal"}
