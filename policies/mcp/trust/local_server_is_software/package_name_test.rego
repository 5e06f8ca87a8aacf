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

_naming(profile, match) := {"profile": profile, "servers": {"files": {"match": match}}}

_named := {"package": "npm:@modelcontextprotocoI/server-filesystem"}

test_allow_vouched[name] if {
	some name, match in {
		"package": _named,
		"package and version": object.union(_named, {"version": "2025.8.21"}),
		"package and command": object.union(_named, {"command": "npx"}),
	}
	every profile in {"personal", "team", "managed", "unknown"} {
		fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _lookalike with data.settings as _naming(profile, match)
	}
}

# Only who names the package vouches for it, and only while the rest is as named.
test_deny_not_vouched[name] if {
	some name, match in {
		"what it resembles": {"package": "npm:@modelcontextprotocol/server-filesystem"},
		"other case": {"package": "npm:@modelcontextprotocoi/server-filesystem"},
		"other registry": {"package": "pypi:@modelcontextprotocoI/server-filesystem"},
		"no registry": {"package": "@modelcontextprotocoI/server-filesystem"},
		"other version": object.union(_named, {"version": "2025.9.0"}),
		"command alone": {"command": "npx"},
		"command and version": {"command": "npx", "version": "2025.8.21"},
		"fact of another transport": object.union(_named, {"url": "https://mcp.example.com/mcp"}),
		"null": {"package": null},
		"empty": {},
		"text": "npm:@modelcontextprotocoI/server-filesystem",
		"list": ["npm:@modelcontextprotocoI/server-filesystem"],
		"match null": null,
	}
	fixtures.deny(rule) == _finding("@modelcontextprotocoI/server-filesystem") with input as _lookalike
		with data.settings as _naming("managed", match)
}

test_deny_vouched_under_another_name[name] if {
	some name, settings in {
		"other server": {"profile": "team", "servers": {"other": {"match": _named}}},
		"grants only": {"profile": "team", "servers": {"files": {"tools": {"allow": ["read_file"]}}}},
		"servers missing": {"profile": "team"},
	}
	fixtures.deny(rule) == _finding("@modelcontextprotocoI/server-filesystem") with input as _lookalike
		with data.settings as settings
}

test_deny_vouched_but_missing[pointer] if {
	some pointer, name in {
		"/server": "",
		"/server/name": "@modelcontextprotocoI/server-filesystem",
		"/server/transport": "@modelcontextprotocoI/server-filesystem",
		"/server/package": "",
		"/server/package/name": "",
		"/server/package/registry": "@modelcontextprotocoI/server-filesystem",
		"/server/package/version": "@modelcontextprotocoI/server-filesystem",
	}
	match := object.union(_named, {"version": "2025.8.21"})
	fixtures.deny(rule) == _finding(name) with input as json.remove(_lookalike, [pointer])
		with data.settings as _naming("managed", match)
}

# To vouch is not to compare.
test_deny_vouched_but_not_compared if {
	fixtures.deny(rule) == _uncompared with input as json.remove(_lookalike, ["/facts/similar_packages"])
		with data.settings as _naming("personal", _named)
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
