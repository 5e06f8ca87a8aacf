# METADATA
# title: Events and settings to change in tests
# description: Complete events that nothing is found against in the profile personal, and settings for each profile.
package mcp.lib.fixtures_test

digest := $"sha256:{concat("", [character | some _ in numbers.range(1, 64); character := "a"])}"

other_digest := replace(digest, "a", "b")

settings := {
	"personal": {"profile": "personal"},
	"team": {"profile": "team"},
	"managed": {"profile": "managed"},
	"unknown": {"profile": "relaxed"},
	"missing": {},
}

# Who may ask about what the profile asks about in all but the strictest reading.
strict := {"managed", "unknown", "missing"}

connection := {
	"kind": "connection",
	"point": "config",
	"server": {
		"name": "files",
		"transport": "stdio",
		"command": "npx",
		"args": ["-y", "@modelcontextprotocol/server-filesystem@2025.8.21", "/srv/work"],
		"env_keys": [],
		"package": {
			"runner": "npx",
			"registry": "npm",
			"name": "@modelcontextprotocol/server-filesystem",
			"version": "2025.8.21",
			"exact": true,
			"pinned": true,
		},
		"origin": {"source": "user", "path": "/home/ana/.cursor/mcp.json", "pointer": "/mcpServers/files"},
	},
	"facts": {
		"launch": {"program": "npx", "location": "search_path", "wrappers": [], "elevated": false},
		"secrets": [],
		"urls": [],
		"similar_packages": [],
		"entry_digest": digest,
	},
}

remote := {
	"kind": "connection",
	"point": "config",
	"server": {
		"name": "issues",
		"transport": "http",
		"url": "https://mcp.example.com/mcp",
		"origin": {"source": "user"},
	},
	"facts": {
		"urls": [{
			"pointer": "/server/url",
			"scheme": "https",
			"host": "mcp.example.com",
			"port": null,
			"address_class": "name",
		}],
		"secrets": [],
		"entry_digest": digest,
	},
}

container := object.union(connection, {
	"server": {
		"command": "docker",
		"args": ["run", "-i", "--rm", "docker.io/mcp/fetch:1.0"],
		"package": {"runner": "docker", "registry": "oci", "name": "docker.io/mcp/fetch", "version": "1.0"},
	},
	"facts": {"launch": {
		"program": "docker",
		"container": {
			"runtime": "docker",
			"image": "docker.io/mcp/fetch",
			"privileged": false,
			"host_namespaces": [],
			"capabilities_added": [],
			"mounts": [],
			"pointer": "/server/args/0",
		},
	}},
})

tool_call := {
	"kind": "tool_call",
	"point": "client",
	"server": object.remove(connection.server, ["origin"]),
	"tool": {"name": "write_file"},
	"arguments": {"path": "/srv/work/notes.txt", "content": "hello"},
	"facts": object.union(no_facts.tool_call, {"paths": [path], "tool_words": ["write", "file"]}),
}

path := {
	"pointer": "/arguments/path",
	"written": "/srv/work/notes.txt",
	"form": "posix",
	"found_by": "name",
	"resolved": "/srv/work/notes.txt",
	"inside": ["/srv/work"],
	"marks": [],
}

resource_read := {
	"kind": "resource_read",
	"point": "client",
	"server": {"name": "crm"},
	"resource": {"uri": "db://customers/42"},
	"facts": no_facts.resource_read,
}

setting := {
	"kind": "setting",
	"point": "config",
	"setting": {
		"name": "auto_approve_tools",
		"value": ["list_directory"],
		"key": "alwaysAllow",
		"origin": {"source": "user"},
	},
}

# By kind: everything was looked for, nothing was found.
no_facts := {kind: {name: [] | some name in names} | some kind, names in data.tables.required_facts}

# What one rule file says about the event in input, as main.rego reads it.

deny(rule) := _said(rule, "deny") | {object.remove(reason, ["topic"]) |
	some reason in _said(rule, "weigh")
	not _effect(reason) in {"allow", "ask"}
}

ask(rule) := _said(rule, "ask") | {object.remove(reason, ["topic"]) |
	some reason in _said(rule, "weigh")
	_effect(reason) == "ask"
}

allow(rule) := _said(rule, "allow")

oblige(rule) := _said(rule, "oblige")

_said(rule, set_name) := {reason |
	some scope in {object.get(input, "kind", "any"), "any"}
	some reason in rule.on[scope][set_name]
}

_effect(reason) := data.mcp.lib.settings.effect(reason.topic)
