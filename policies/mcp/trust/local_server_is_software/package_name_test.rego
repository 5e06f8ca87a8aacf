package mcp.trust.local_server_is_software.package_name_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.local_server_is_software.package_name as rule

_finding(name) := {{
	"code": "local_server_is_software.package_lookalike",
	"pointer": "/server/package",
	"args": {"package": name, "resembles": "@modelcontextprotocol/server-filesystem, other"},
}}

_uncompared := {{"code": "local_server_is_software.package_uncompared", "pointer": "/facts", "args": {}}}

_lookalike := object.union(fixtures.connection, {
	"server": {"package": {"name": "@modelcontextprotocoI/server-filesystem"}},
	"facts": {"similar_packages": ["other", "@modelcontextprotocol/server-filesystem"]},
})

test_ask_lookalike_personal if {
	fixtures.ask(rule) == _finding("@modelcontextprotocoI/server-filesystem") with input as _lookalike
		with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _lookalike with data.settings as fixtures.settings.personal
}

test_deny_lookalike[profile] if {
	some profile in (fixtures.strict | {"team"})
	fixtures.deny(rule) == _finding("@modelcontextprotocoI/server-filesystem") with input as _lookalike
		with data.settings as fixtures.settings[profile]
}

test_deny_package_missing[pointer] if {
	some pointer in {"/server", "/server/package", "/server/package/name"}
	fixtures.deny(rule) == _finding("") with input as json.remove(_lookalike, [pointer])
}

test_deny_similar_packages_missing[pointer] if {
	some pointer in {"/facts", "/facts/similar_packages"}
	fixtures.deny(rule) == _uncompared with input as json.remove(_lookalike, [pointer])
}

test_allow_nothing_similar if fixtures.deny(rule) == set() with input as fixtures.connection

test_allow_no_package_to_compare if {
	fixtures.deny(rule) == set() with input as json.remove(fixtures.connection, ["/server/package", "/facts/similar_packages"])
}

test_allow_folder_needs_no_comparison if {
	event := object.union(fixtures.connection, {"server": {"package": {"registry": "path"}}})
	fixtures.deny(rule) == set() with input as json.remove(event, ["/facts/similar_packages"])
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_lookalike, {"kind": "session"})
