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

test_deny_refused_in_another_spelling[name] if {
	some name, row in {
		"package in other letters": [{"package": {"name": "@ModelContextProtocol/Server-Filesystem"}}, _package],
		"version with v": [{"package": {"version": "V2025.8.21"}}, {"version": "2025.8.21"}],
		"digest in other letters": [{"package": {"digest": "sha256:AB"}}, {"version": "SHA256:ab"}],
		"python package": [{"package": {"registry": "pypi", "name": "Mcp_Server.git"}}, {"package": "pypi:mcp-server-git"}],
		"command in a folder": [{"command": "/usr/local/bin/evil"}, {"command": "evil"}],
		"command with an ending": [{"command": "C:\\Tools\\Evil.CMD"}, {"command": "evil"}],
		"pattern in a folder": [{"command": "evil"}, {"command": "/usr/local/bin/evil"}],
		"same folder": [{"command": "/usr/./local//bin/evil"}, {"command": "/usr/local/bin/evil"}],
		"arguments": [{"args": ["x"]}, {"args": ["x"]}],
	}
	fixtures.deny(rule) == _refused("files") with input as object.union(fixtures.connection, {"server": row[0]})
		with data.settings as _denying([row[1]])
}

test_deny_refused_program_behind_wrappers[name] if {
	some name, launch in {"program": {"program": "evil"}, "wrapper": {"wrappers": ["evil", "env"]}}
	fixtures.deny(rule) == _refused("files") with input as object.union(fixtures.connection, {"facts": {"launch": launch}})
		with data.settings as _denying([{"command": "Evil.exe"}])
}

test_deny_refused_url_in_another_spelling[url] if {
	some url in {
		"https://mcp.example.com/mcp/", "https://mcp.example.com/mcp?", "https://mcp.example.com/mcp#x", "HTTPS://MCP.example.com/mcp",
		"https://mcp.example.com/mcp?x=1", "https://mcp.example.com/mcp/?#",
	}
	fixtures.deny(rule) == _refused("issues") with input as object.union(fixtures.remote, {"server": {"url": url}})
		with data.settings as _denying([{"url": "https://mcp.example.com/mcp"}])
	fixtures.deny(rule) == _refused("issues") with input as fixtures.remote
		with data.settings as _denying([{"url": replace(url, "?x=1", "")}])
}

test_deny_refused_url_by_its_normal_form if {
	fact := object.union(fixtures.remote.facts.urls[0], {"normalized": "https://mcp.example.com/mcp"})
	event := object.union(fixtures.remote, {"server": {"url": "https://mcp.example.com:443/x/../mcp"}, "facts": {"urls": [fact]}})
	fixtures.deny(rule) == _refused("issues") with input as event with data.settings as _denying([{"url": "https://mcp.example.com/mcp"}])
	fixtures.deny(rule) == set() with input as json.remove(event, ["/facts/urls/0/normalized"])
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
		"other program": {"command": "np"},
		"other folder": {"command": "/opt/evil/server"},
		"url": {"url": "https://mcp.example.com/mcp"},
		"args": {"args": []},
	}
	fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as _denying([pattern])
}

test_allow_other_query if {
	fixtures.deny(rule) == set() with input as fixtures.remote
		with data.settings as _denying([{"url": "https://mcp.example.com/mcp?tenant=1"}, {"url": "https://mcp.example.com/"}])
}

test_allow_same_program_in_another_folder if {
	event := object.union(fixtures.connection, {"server": {"command": "/opt/good/server"}})
	fixtures.deny(rule) == set() with input as event with data.settings as _denying([{"command": "/opt/evil/server"}])
}

test_allow_fact_missing[pointer] if {
	some pointer in {"/server/command", "/server/package", "/server/args", "/facts"}
	fixtures.deny(rule) == set() with input as json.remove(fixtures.connection, [pointer])
		with data.settings as _denying([{"package": "npm:x"}, {"version": "1"}, {"command": "x"}, {"args": []}, {"url": "x"}])
}

test_allow_no_list if fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as {"profile": "personal"}

# A command that nobody can cut into components is still the one that is written out.
test_deny_refused_command_beyond_components if {
	command := concat("", ["/a" | some _ in numbers.range(1, 100)])
	fixtures.deny(rule) == _refused("files") with input as object.union(fixtures.connection, {"server": {"command": upper(command)}})
		with data.settings as _denying([{"command": command}])
}

test_allow_refused_url_somewhere_else if {
	fact := {"pointer": "/server/args/1", "normalized": "https://mcp.example.com/mcp"}
	event := object.union(fixtures.connection, {"facts": {"urls": [fact]}})
	fixtures.deny(rule) == set() with input as event with data.settings as _denying([{"url": "https://mcp.example.com/mcp"}])
}
