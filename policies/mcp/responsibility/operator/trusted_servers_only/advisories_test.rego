package mcp.responsibility.operator.trusted_servers_only.advisories_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound_test as requests
import data.mcp.responsibility.operator.trusted_servers_only.advisories as rule

_name := "npm:@modelcontextprotocol/server-filesystem"

_reason(short_name, args) := {{"code": $"operator/trusted_servers_only.{short_name}", "pointer": "/server/package", "args": args}}

_malicious := _reason("known_malicious", {"package": _name, "advisory": "GHSA-1"})

_vulnerable := _reason("known_vulnerable", {"package": _name, "advisory": "GHSA-1"})

_uncompared := _reason("advisories_uncompared", {})

_advising(kind, change) := {
	"profile": "personal",
	"advisories": [{"package": "npm:other", "kind": kind}, object.union({"package": _name, "kind": kind, "id": "GHSA-1"}, change)],
}

_version(change) := object.union(fixtures.connection, {"server": {"package": change}})

test_deny_malicious[name] if {
	some name, change in {
		"every version": {},
		"this version": {"versions": ["1.0.0", "2025.8.21"]},
		"other spelling": {"package": "npm:@ModelContextProtocol/Server-Filesystem", "versions": ["v2025.8.21"]},
	}
	fixtures.deny(rule) == _malicious with input as fixtures.connection with data.settings as _advising("malicious", change)
}

test_deny_without_id if {
	settings := json.remove(_advising("malicious", {}), ["/advisories/1/id"])
	found := _reason("known_malicious", {"package": _name, "advisory": ""})
	fixtures.deny(rule) == found with input as fixtures.connection with data.settings as settings
}

test_ask_vulnerable if {
	fixtures.ask(rule) == _vulnerable with input as fixtures.connection with data.settings as _advising("vulnerable", {})
	fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as _advising("vulnerable", {})
}

test_deny_vulnerable if {
	settings := object.union(_advising("vulnerable", {}), {"profile": "team"})
	fixtures.deny(rule) == _vulnerable with input as fixtures.connection with data.settings as settings
}

_old := {"versions": ["1.0.0"]}

test_allow_other_version[name] if {
	some name, event in {
		"pinned": fixtures.connection,
		"resolved": _version({"version": "latest", "pinned": false, "resolved_version": "2025.9.0"}),
		"both": _version({"resolved_version": "2025.8.21"}),
	}
	fixtures.deny(rule) == set() with input as event with data.settings as _advising("malicious", _old)
}

test_deny_version_unknown[name] if {
	some name, event in {
		"range": _version({"version": "^2", "pinned": false}),
		"version missing": json.remove(fixtures.connection, ["/server/package/version"]),
		"pin missing": json.remove(fixtures.connection, ["/server/package/pinned"]),
		"no text": _version({"version": 1}),
	}
	fixtures.deny(rule) == _malicious with input as event with data.settings as _advising("malicious", _old)
}

# What was resolved is what runs, and what is written may run tomorrow.
test_deny_resolved_to_it if {
	event := _version({"resolved_version": "1.0.0"})
	fixtures.deny(rule) == _malicious with input as event with data.settings as _advising("malicious", _old)
}

test_allow_no_version_listed if {
	fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as _advising("malicious", {"versions": []})
}

test_deny_uncompared[pointer] if {
	some pointer in {"/server/package", "/server/package/name", "/server/package/registry"}
	event := json.remove(fixtures.connection, [pointer])
	fixtures.deny(rule) == _uncompared with input as event with data.settings as _advising("malicious", {})
	fixtures.deny(rule) == set() with input as event with data.settings as {"profile": "personal", "advisories": []}
}

test_allow_no_package if {
	event := object.union(json.remove(fixtures.connection, ["/server/package"]), {"facts": {"launch": {"program": "server"}}})
	fixtures.deny(rule) == set() with input as event with data.settings as _advising("malicious", {})
}

test_allow_no_advisories if fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as {"profile": "personal"}

test_allow_callers_are_no_packages if {
	event := object.union(requests.remote, {"server": {"package": fixtures.connection.server.package}})
	fixtures.deny(rule) == set() with input as event with data.settings as _advising("malicious", {})
}

# A package that cannot be read is one, whatever starts it.
test_deny_uncompared_whatever_starts_it if {
	event := object.union(json.remove(fixtures.connection, ["/server/package/name"]), {"facts": {"launch": {"program": "server"}}})
	fixtures.deny(rule) == _uncompared with input as event with data.settings as _advising("malicious", {})
}

# What is said about a package in another way is no vulnerability of it.
test_allow_other_kind_of_advisory if {
	settings := object.union(_advising("deprecated", {}), {"profile": "managed"})
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as fixtures.connection with data.settings as settings
}
