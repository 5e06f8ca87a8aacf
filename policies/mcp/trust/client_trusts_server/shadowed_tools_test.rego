package mcp.trust.client_trusts_server.shadowed_tools_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.client_trusts_server.shadowed_tools as rule

_list(names, others) := {
	"kind": "tool_list",
	"server": {"name": "web"},
	"tools": [{"name": name} | some name in names],
	"facts": {"other_tools": others},
}

_other(server, name) := {"server": server, "name": name}

_shadowed(index, tool, servers) := {
	"code": "client_trusts_server.shadowed_tool",
	"pointer": $"/tools/{index}/name",
	"args": {"tool": tool, "servers": servers},
}

_duplicate(index, tool) := {
	"code": "client_trusts_server.duplicate_tool_name",
	"pointer": $"/tools/{index}/name",
	"args": {"tool": tool},
}

_found := fixtures.deny(rule) | fixtures.ask(rule)

test_allow_names_of_their_own if {
	event := _list(["search", "fetch", "查询", "天气"], [_other("files", "read_file"), _other("web", "search")])
	_found == set() with input as event with data.settings as fixtures.settings.managed
}

test_ask_shadowed if {
	event := _list(["fetch", "Search"], [_other("b", "search"), _other("a", "sea\u200brch"), _other("a", "other")])
	fixtures.ask(rule) == {_shadowed(1, "Search", "a, b")} with input as event with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_ask_spelled_alike[name] if {
	some name in {"read-file", "readFile", "read.fi1e", "READ_FILE"}
	event := _list([name], [_other("files", "read_file")])
	fixtures.ask(rule) == {_shadowed(0, name, "files")} with input as event with data.settings as fixtures.settings.personal
}

test_deny_shadowed[profile] if {
	some profile in (fixtures.strict | {"team"})
	event := _list(["search"], [_other("b", "search")])
	fixtures.deny(rule) == {_shadowed(0, "search", "b")} with input as event with data.settings as fixtures.settings[profile]
}

test_deny_duplicate[name] if {
	some name in {"search", "SEARCH", "sea\u200brch", "search "}
	fixtures.deny(rule) == {_duplicate(0, "search"), _duplicate(1, name)} with input as _list(["search", name, "fetch"], [])
		with data.settings as fixtures.settings.personal
}

# What other servers offer is not always known.
test_allow_others_missing if {
	_found == set() with input as json.remove(_list(["search"], []), ["/facts"]) with data.settings as fixtures.settings.managed
}
