package mcp.lib.environments_test

import data.mcp.lib.environments

_package(registry, name, args, position) := {
	"command": "run",
	"args": args,
	"transport": "stdio",
	"package": {
		"runner": "run",
		"registry": registry,
		"name": name,
		"exact": true,
		"pinned": true,
		"pointer": $"/servers/0/args/{position}",
	},
}

_event(server) := {"kind": "environment", "servers": [object.union({"name": "a"}, server)], "facts": {"urls": []}}

_url(host, normalized) := {"pointer": "/servers/0/url", "host": host, "normalized": normalized}

_remote(urls) := {"kind": "environment", "servers": [{"name": "a", "transport": "http"}], "facts": {"urls": urls}}

_github := _package("oci", "ghcr.io/github/github-mcp-server", ["run", "ghcr.io/github/github-mcp-server"], 1)

_github_read_only := object.union(_github, {"args": ["run", "ghcr.io/github/github-mcp-server", "stdio", "--read-only"]})

_all := {"untrusted_source": true, "private_data": true, "sink": true}

test_allow_switched_off_is_not_enabled if {
	environments.enabled == {} with input as _event({"enabled": false})
}

test_deny_enabled_unless_switched_off[enabled] if {
	some enabled in [true, null, "false", 0]
	count(environments.enabled) == 1 with input as _event({"enabled": enabled})
	count(environments.enabled) == 1 with input as _event({})
}

test_allow_name_and_folder if {
	event := _event({"origin": {"source": "project", "folder": "/srv/a"}})
	environments.name(0) == "a" with input as event
	environments.folder(0) == "/srv/a" with input as event
}

test_deny_name_and_folder_missing if {
	event := {"servers": [{}]}
	environments.name(0) == "" with input as event
	environments.folder(0) == "" with input as event
}

test_allow_entry_applies if {
	settings := {"servers": {"a": {"match": {"command": "run"}, "labels": ["sink"]}}}
	environments.entry == {0: settings.servers.a} with input as _event(_github) with data.settings as settings
	environments.named_labels(0) == {"sink"} with input as _event(_github) with data.settings as settings
}

# Another program under the same name inherits nothing, and is still what its name was labeled.
test_deny_entry_of_another_program[name] if {
	some name, server in {
		"other": object.union(_github, {"command": "curl"}),
		"missing": object.remove(_github, ["command"]),
	}
	settings := {"servers": {"a": {"match": {"command": "run"}, "labels": ["sink"]}}}
	environments.entry == {} with input as _event(server) with data.settings as settings
	environments.named_labels(0) == {"sink"} with input as _event(server) with data.settings as settings
}

test_allow_known_by_package if {
	environments.records == {0: {_all}} with input as _event(_github)
	environments.recognized(0) with input as _event(_github)
	event := _event(_package("pypi", "MCP_Server.Time", [], 0))
	environments.records == {0: {{}}} with input as event
	environments.recognized(0) with input as event
}

test_allow_known_by_host if {
	event := _remote([_url("MCP.Notion.com.", "https://mcp.notion.com/mcp")])
	environments.records == {0: {{"private_data": true}}} with input as event
	environments.recognized(0) with input as event
}

test_deny_known_by_every_address if {
	event := _remote([_url("mcp.notion.com", ""), _url("learn.microsoft.com", "")])
	environments.records == {0: {{"private_data": true}, {}}} with input as event
	not environments.recognized(0) with input as event
}

test_deny_not_recognized[name] if {
	some name, event in {
		"another program beside": _event(object.union(_github, {"package": {"exact": false}})),
		"exact missing": json.remove(_event(_github), ["/servers/0/package/exact"]),
		"package missing": json.remove(_event(_github), ["/servers/0/package"]),
		"registry missing": json.remove(_event(_github), ["/servers/0/package/registry"]),
		"address beside": object.union(_event(_github), {"facts": {"urls": [_url("example.com", "")]}}),
		"unknown host": _remote([_url("mcp.notion.com.example.com", "")]),
		"host missing": _remote([object.remove(_url("mcp.notion.com", ""), ["host"])]),
		"no address": _remote([]),
	}
	not environments.recognized(0) with input as event
}

test_allow_read_only_switch if {
	environments.read_only_switch(0) == "--read-only" with input as _event(_github)
	environments.read_only_switch(0) == "?read_only=true" with input as _remote([_url("mcp.supabase.com", "")])
	not environments.read_only_switch(0) with input as _remote([_url("mcp.notion.com", "")])
}

test_allow_read_only[name] if {
	some name, event in {
		"argument": _event(_github_read_only),
		"parameter": _remote([_url("mcp.supabase.com", "https://mcp.supabase.com/mcp?project_ref=a&read_only=true#a")]),
		"segment": _remote([_url("api.githubcopilot.com", "https://api.githubcopilot.com/mcp/readonly")]),
	}
	environments.read_only(0) with input as event
}

test_deny_read_only_unsure[name] if {
	some name, event in {
		"not said": _event(_github),
		"of the launcher": _event(object.union(_github, {"args": ["--read-only", "ghcr.io/github/github-mcp-server"]})),
		"taken back": _event(object.union(_github, {"args": ["run", "image", "--read-only", "--read-only=false"]})),
		"false": _event(object.union(_github, {"args": ["run", "image", "--read-only=false"]})),
		"args missing": json.remove(_event(_github_read_only), ["/servers/0/args"]),
		"pointer missing": json.remove(_event(_github_read_only), ["/servers/0/package/pointer"]),
		"pointer elsewhere": _event(object.union(_github_read_only, {"package": {"pointer": "/servers/0/command"}})),
		"parameter taken back": _remote([_url("mcp.supabase.com", "https://mcp.supabase.com/mcp?read_only=true&read_only=false")]),
		"parameter spelled twice": _remote([_url("mcp.supabase.com", "https://mcp.supabase.com/mcp?read_only=true&read%5fonly=false")]),
		"parameter in the fragment": _remote([_url("mcp.supabase.com", "https://mcp.supabase.com/mcp#?read_only=true")]),
		"parameter in the path": _remote([_url("mcp.supabase.com", "https://mcp.supabase.com/read_only=true")]),
		"parameter without a query": _remote([_url("mcp.supabase.com", "https://mcp.supabase.com/mcp&read_only=true")]),
		"segment in the query": _remote([_url("api.githubcopilot.com", "https://api.githubcopilot.com/mcp?readonly")]),
		"url missing": _remote([]),
		"normalized missing": _remote([object.remove(_url("api.githubcopilot.com", ""), ["normalized"])]),
	}
	not environments.read_only(0) with input as event
}

# Keys of the table are compared with names in their one spelling.
test_allow_table_is_spelled_as_compared if {
	every name in object.keys(data.tables.server_capabilities.packages) {
		data.mcp.lib.packages.identity(name) == name
	}
	every host in object.keys(data.tables.server_capabilities.hosts) {
		lower(host) == host
	}
	every name in object.keys(data.tables.server_capabilities.read_only) {
		known := object.union(data.tables.server_capabilities.packages, data.tables.server_capabilities.hosts)
		known[name].sink
	}
}
