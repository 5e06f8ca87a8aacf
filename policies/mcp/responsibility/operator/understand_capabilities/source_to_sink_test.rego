package mcp.responsibility.operator.understand_capabilities.source_to_sink_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.understand_capabilities.source_to_sink as rule

_one(pointer) := {{"code": "operator/understand_capabilities.all_in_one_server", "pointer": pointer, "args": {}}}

_together(servers) := {{
	"code": "operator/understand_capabilities.all_in_one_client",
	"pointer": "/tools",
	"args": {"servers": servers},
}}

_list(names, others) := {
	"kind": "tool_list",
	"server": {"name": "hub"},
	"tools": [{"name": name} | some name in names],
	"facts": {
		"tools": [{"words": split(name, "_"), "parameter_words": []} | some name in names],
		"other_tools": others,
	},
}

_other(server, name) := {"server": server, "name": name}

_settings(profile, servers) := {"profile": profile, "servers": servers}

_found := fixtures.deny(rule) | fixtures.ask(rule)

_all := _list(["list_issues", "read_file", "create_issue"], [])

test_ask_all_in_one if {
	fixtures.ask(rule) == _one("/tools") with input as _all with data.settings as fixtures.settings.team
	_found == set() with input as _all with data.settings as fixtures.settings.personal
}

test_deny_all_in_one[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _one("/tools") with input as _all with data.settings as fixtures.settings[profile]
}

test_allow_two_of_three[name] if {
	some name, names in {
		"no way out": ["list_issues", "read_file"],
		"nothing private": ["list_issues", "create_issue"],
		"no strangers": ["read_file", "create_issue"],
		"nothing": ["add"],
	}
	_found == set() with input as _list(names, [_other("calc", "add")]) with data.settings as fixtures.settings.managed
}

test_ask_together if {
	event := _list(["read_file"], [_other("web", "fetchWebPage"), _other("chat", "send_message"), _other("disk", "read_file")])
	fixtures.ask(rule) == _together("chat, web") with input as event with data.settings as fixtures.settings.team
}

# What the others do by themselves is theirs.
test_allow_nothing_added if {
	event := _list(["add"], [_other("web", "web_search"), _other("chat", "send_message"), _other("disk", "read_file")])
	_found == set() with input as event with data.settings as fixtures.settings.managed
}

test_ask_by_labels[name] if {
	some name, row in {
		"of this server": {
			"settings": {"hub": {"labels": ["untrusted_source", "private_data", "sink"]}},
			"reasons": _one("/tools"),
		},
		"of its tools": {
			"settings": {"hub": {"tools": {"labels": {"add": ["untrusted_source", "private_data"], "sub": ["sink"]}}}},
			"reasons": _one("/tools"),
		},
		"of another server": {
			"settings": {"hub": {"labels": ["private_data", "sink"]}, "any": {"labels": ["untrusted_source"]}},
			"reasons": _together("any"),
		},
		"of another server's tool": {
			"settings": {
				"hub": {"labels": ["private_data", "sink"]},
				"any": {"labels": [], "tools": {"labels": {"run": ["untrusted_source"]}}},
			},
			"reasons": _together("any"),
		},
	}
	event := _list(["add"], [_other("any", "run")])
	fixtures.ask(rule) == row.reasons with input as event with data.settings as _settings("team", row.settings)
}

test_ask_connection if {
	labels := {"hub": {"labels": ["untrusted_source", "private_data", "sink"]}}
	event := {"kind": "connection", "server": {"name": "hub"}}
	fixtures.ask(rule) == _one("/server") with input as event with data.settings as _settings("team", labels)
	_found == set() with input as event with data.settings as fixtures.settings.managed
}

# Undescribed tools are denied beside this rule; what other servers offer is not always known.
test_allow_facts_missing if {
	_found == set() with input as json.remove(_all, ["/facts"]) with data.settings as fixtures.settings.managed
}

test_allow_two_of_three_together if {
	event := _list(["read_file"], [_other("chat", "send_message")])
	_found == set() with input as event with data.settings as fixtures.settings.managed
}
