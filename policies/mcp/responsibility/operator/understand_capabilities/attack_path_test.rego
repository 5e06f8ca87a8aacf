package mcp.responsibility.operator.understand_capabilities.attack_path_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.understand_capabilities.attack_path as rule

_server(name, registry, software) := {
	"name": name,
	"transport": "stdio",
	"package": {"runner": "x", "registry": registry, "name": software, "exact": true, "pinned": true},
	"origin": {"source": "user"},
}

_fetch := _server("fetch", "pypi", "mcp-server-fetch")

_files := _server("files", "npm", "@modelcontextprotocol/server-filesystem")

_git := _server("git", "pypi", "mcp-server-git")

_memory := _server("memory", "npm", "@modelcontextprotocol/server-memory")

_search := _server("search", "npm", "@modelcontextprotocol/server-brave-search")

_github := _server("github", "oci", "ghcr.io/github/github-mcp-server")

_own := _server("own", "npm", "own")

_event(servers) := {"kind": "environment", "point": "config", "servers": servers, "facts": {"urls": []}}

_found := fixtures.deny(rule) | fixtures.ask(rule)

_path(pointer, strangers, private, closing) := {
	"code": "operator/understand_capabilities.attack_path",
	"pointer": pointer,
	"args": {"strangers": strangers, "private": private, "settled_by": closing, "gap": "labels"},
}

_unlabeled(pointer) := {"code": "operator/understand_capabilities.unlabeled_server", "pointer": pointer, "args": {}}

_two := _event([_files, _fetch])

_two_found := {_path("/servers/1", "fetch", "files", "servers.fetch.grants.network.allow")}

test_ask_attack_path[profile] if {
	some profile in ["personal", "team"]
	fixtures.ask(rule) == _two_found with input as _two with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as _two with data.settings as fixtures.settings[profile]
}

test_deny_attack_path[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _two_found with input as _two with data.settings as fixtures.settings[profile]
}

test_ask_one_server_is_a_path if {
	found := {_path("/servers/0", "github", "github", "--read-only for github")}
	fixtures.ask(rule) == found with input as _event([_github]) with data.settings as fixtures.settings.personal
}

test_ask_each_way_out if {
	found := {
		_path("/servers/0", "fetch, github", "files, github", "--read-only for github"),
		_path("/servers/2", "fetch, github", "files, github", "servers.fetch.grants.network.allow"),
	}
	fixtures.ask(rule) == found with input as _event([_github, _files, _fetch]) with data.settings as fixtures.settings.team
}

test_allow_no_path[name] if {
	some name, servers in {
		"no server": [],
		"files, history and memory": [_files, _git, _memory],
		"search beside files": [_search, _files],
		"only the web": [_fetch, _search],
		"way out switched off": [_files, object.union(_fetch, {"enabled": false})],
		"changes nothing": [_files, object.union(_github, {
			"args": ["run", "image", "stdio", "--read-only"],
			"package": {"pointer": "/servers/1/args/1"},
		})],
		"in different folders": [
			object.union(_fetch, {"origin": {"folder": "/srv/a"}}),
			object.union(_files, {"origin": {"folder": "/srv/b"}}),
		],
	}
	_found == set() with input as _event(servers) with data.settings as fixtures.settings.managed
}

test_allow_broken[name] if {
	some name, entry in {
		"addresses": {"grants": {"network": {"allow": ["docs.example.com"]}}},
		"labels": {"labels": ["untrusted_source"]},
		"tools": {"tools": {"allow": []}},
	}
	_found == set() with input as _two with data.settings as {"profile": "team", "servers": {"fetch": entry}}
}

test_allow_noticed_by_the_rule_about_flows if {
	servers := {"fetch": {"labels": ["untrusted_source", "sink"]}, "files": {"labels": ["private_data"]}}
	_found == set() with input as _two with data.settings as {"profile": "personal", "servers": servers}
}

# Missing: where it is loaded, whether it is enabled, which arguments it has. What it is has to be said for it to be known.
test_ask_field_missing[pointer] if {
	some pointer in ["/servers/1/origin", "/servers/1/enabled", "/servers/1/args", "/servers/1/transport", "/facts", "/facts/urls", "/point"]
	event := json.remove(_two, [pointer])
	fixtures.ask(rule) == _two_found with input as event with data.settings as fixtures.settings.personal
}

test_ask_name_missing if {
	found := {_path("/servers/1", "", "files", "servers..grants.network.allow")}
	fixtures.ask(rule) == found with input as json.remove(_two, ["/servers/1/name"]) with data.settings as fixtures.settings.personal
}

test_allow_unknown_server[profile] if {
	some profile in ["personal", "team"]
	_found == set() with input as _event([_own, _files]) with data.settings as fixtures.settings[profile]
}

test_deny_unknown_server[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == {_unlabeled("/servers/0")} with input as _event([_own, _files]) with data.settings as fixtures.settings[profile]
}

test_deny_package_missing if {
	found := {_unlabeled("/servers/1")}
	fixtures.deny(rule) == found with input as json.remove(_two, ["/servers/1/package"]) with data.settings as fixtures.settings.managed
	fixtures.deny(rule) == found | _two_found with input as json.remove(_two, ["/servers/1/package/exact"]) with data.settings as fixtures.settings.managed
}

test_allow_labeled_server if {
	settings := {"profile": "managed", "servers": {"own": {"labels": []}}}
	_found == set() with input as _event([_own, _files]) with data.settings as settings
}
