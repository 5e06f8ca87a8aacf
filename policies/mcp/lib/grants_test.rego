package mcp.lib.grants_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.grants

_facts := {
	"package": "npm:@modelcontextprotocol/server-filesystem",
	"version": "2025.8.21",
	"command": "npx",
	"args": ["-y", "@modelcontextprotocol/server-filesystem@2025.8.21", "/srv/work"],
}

_removed := {
	"package": ["/server/package"],
	"version": ["/server/package/version"],
	"command": ["/server/command"],
	"args": ["/server/args"],
}

_entry(match) := {"servers": {"files": {"match": match, "grants": {"filesystem": {"read": ["/r"], "write": ["/w"]}}}}}

test_allow_matches_each_fact[field] if {
	some field, wanted in _facts
	grants.matches({field: wanted}) with input as fixtures.connection
	grants.admits({field: wanted}) with input as fixtures.connection
}

test_allow_matches_all_facts if {
	grants.matches(_facts) with input as fixtures.connection
}

# Something else may run beside the package, or in its place.
test_deny_admits_package_not_alone[name] if {
	some name, event in {
		"missing": json.remove(fixtures.connection, ["/server/package/exact"]),
		"false": object.union(fixtures.connection, {"server": {"package": {"exact": false}}}),
		"text": object.union(fixtures.connection, {"server": {"package": {"exact": "true"}}}),
	}
	not grants.admits({"package": _facts["package"]}) with input as event
	not grants.entry with input as event with data.settings as _entry({"package": _facts["package"]})
	grants.differing == {"package"} with input as event with data.settings as _entry(_facts)
	grants.matches({"package": _facts["package"]}) with input as event
}

test_allow_admits_other_facts_of_a_package_not_alone if {
	grants.admits(object.remove(_facts, ["package"])) with input as json.remove(fixtures.connection, ["/server/package/exact"])
}

test_allow_matches_url if {
	grants.admits({"url": "https://mcp.example.com/mcp"}) with input as fixtures.remote
}

test_allow_matches_digest if {
	grants.matches({"version": "sha256:1"}) with input as object.union(
		fixtures.connection,
		{"server": {"package": {"digest": "sha256:1"}}},
	)
}

test_deny_matches_other_value[field] if {
	some field, _ in _facts
	not grants.matches({field: "other"}) with input as fixtures.connection
}

test_deny_matches_one_of_two if {
	not grants.matches({"command": "npx", "version": "1.0.0"}) with input as fixtures.connection
}

test_deny_fact_missing[field] if {
	some field, wanted in _facts
	event := json.remove(fixtures.connection, _removed[field])
	not grants.matches({field: wanted}) with input as event
}

test_deny_fact_null[field] if {
	some field in {"package", "version", "command", "args", "url"}
	not grants.matches({field: null}) with input as {"kind": "connection", "server": {"name": "files"}}
}

test_deny_url_missing if {
	not grants.matches({"url": "https://mcp.example.com/mcp"}) with input as json.remove(fixtures.remote, ["/server/url"])
}

test_deny_pattern[name] if {
	some name, pattern in {
		"empty": {},
		"null": null,
		"unknown field": {"name": "files"},
		"unknown beside a known field": {"command": "npx", "name": "files"},
		"text": "npx",
	}
	not grants.matches(pattern) with input as fixtures.connection
	not grants.admits(pattern) with input as fixtures.connection
}

# A URL beside a command admits nothing: the command is what runs. The other way round neither.
test_deny_fact_of_another_transport if {
	not grants.admits({"url": "https://mcp.example.com/mcp"}) with input as object.union(
		fixtures.connection,
		{"server": {"url": "https://mcp.example.com/mcp"}},
	)
	not grants.admits({"command": "npx"}) with input as object.union(fixtures.remote, {"server": {"command": "npx"}})
}

test_deny_transport_missing if {
	not grants.admits(_facts) with input as json.remove(fixtures.connection, ["/server/transport"])
}

test_allow_differing_nothing[name] if {
	some name, settings in {
		"all facts": _entry(_facts),
		"settings missing": {},
		"other name": {"servers": {"other": {"match": {"command": "node"}}}},
		"match missing": {"servers": {"files": {}}},
	}
	grants.differing == set() with input as fixtures.connection with data.settings as settings
}

test_deny_differing_other_value[field] if {
	some field, _ in _facts
	settings := _entry(object.union(_facts, {field: "other"}))
	grants.differing == {field} with input as fixtures.connection with data.settings as settings
}

test_deny_differing_fact_missing[field] if {
	some field, pointers in object.union(_removed, {"version": ["/server/package/version", "/server/package/digest"]})
	event := json.remove(fixtures.connection, pointers)
	grants.differing == {field} with input as event with data.settings as _entry({field: _facts[field]})
}

test_deny_differing_transport[name] if {
	some name, event in {
		"missing": json.remove(fixtures.connection, ["/server/transport"]),
		"null": object.union(fixtures.connection, {"server": {"transport": null}}),
		"other": object.union(fixtures.connection, {"server": {"transport": "http"}}),
	}
	grants.differing == {"package", "version", "command", "args"} with input as event with data.settings as _entry(_facts)
}

test_deny_differing_url_beside_command if {
	event := object.union(fixtures.connection, {"server": {"url": "https://mcp.example.com/mcp"}})
	settings := _entry({"command": "npx", "url": "https://mcp.example.com/mcp"})
	grants.differing == {"url"} with input as event with data.settings as settings
}

test_deny_differing_unreadable[name] if {
	some name, row in {
		"unknown field": [{"publisher": "me"}, {"publisher"}],
		"null": [{"command": null}, {"command"}],
		"list": [["npx", "npx"], {"0", "1"}],
	}
	grants.differing == row[1] with input as fixtures.connection with data.settings as _entry(row[0])
}

# Without a name no entry of the settings is meant.
test_allow_differing_server_name_missing if {
	event := json.remove(fixtures.connection, ["/server/name"])
	grants.differing == set() with input as event with data.settings as _entry({"command": "node"})
}

test_allow_entry_by_name if {
	settings := {"servers": {"files": {"tools": {"allow": ["read_file"]}}}}
	grants.entry == settings.servers.files with input as fixtures.tool_call with data.settings as settings
}

test_allow_entry_by_facts if {
	grants.entry == _entry(_facts).servers.files with input as fixtures.tool_call with data.settings as _entry(_facts)
}

test_deny_entry[name] if {
	some name, settings in {
		"settings missing": {},
		"other name": {"servers": {"other": {}}},
		"other program": _entry({"command": "node"}),
		"match empty": _entry({}),
		"match null": _entry(null),
		"match of unknown fields": _entry({"publisher": "me"}),
	}
	not grants.entry with input as fixtures.tool_call with data.settings as settings
}

test_deny_entry_server_name_missing if {
	not grants.entry with input as json.remove(fixtures.tool_call, ["/server/name"]) with data.settings as _entry(_facts)
	grants.server_name == "" with input as json.remove(fixtures.tool_call, ["/server/name"])
	grants.server_name == "" with input as {"kind": "tool_call"}
}

test_allow_server_name if {
	grants.server_name == "files" with input as fixtures.tool_call
}

test_allow_folders if {
	grants.readable == {"/r", "/w"} with input as fixtures.tool_call with data.settings as _entry(_facts)
	grants.writable == {"/w"} with input as fixtures.tool_call with data.settings as _entry(_facts)
	grants.filesystem_stated with input as fixtures.tool_call with data.settings as _entry(_facts)
}

test_deny_folders_without_grant if {
	grants.readable == set() with input as fixtures.tool_call with data.settings as {}
	grants.writable == set() with input as fixtures.tool_call with data.settings as {}
	not grants.filesystem_stated with input as fixtures.tool_call with data.settings as {}
}

# A statement without folders is still one: nothing is granted.
test_deny_folders_stated_empty[name] if {
	some name, said in {"object": {}, "null": null, "lists": {"read": [], "write": []}}
	settings := {"servers": {"files": {"grants": {"filesystem": said}}}}
	grants.filesystem_stated with input as fixtures.tool_call with data.settings as settings
	grants.readable == set() with input as fixtures.tool_call with data.settings as settings
}
