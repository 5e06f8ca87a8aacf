package mcp.trust.client_trusts_server.admission_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound_test as requests
import data.mcp.trust.client_trusts_server.admission as rule

_reason(name, pointer, args) := {{"code": $"client_trusts_server.{name}", "pointer": pointer, "args": args}}

_not_admitted(name, digest) := _reason("not_admitted", "/server", {"server": name, "entry_digest": digest})

_stranger := _not_admitted("files", fixtures.digest)

_mismatch(differs) := _reason("transport_mismatch", "/server/name", {"server": "files", "differs": differs})

_lock(digest) := {"version": 1, "servers": {"files": {"entry_digest": digest}}}

_naming(profile, match) := {"profile": profile, "servers": {"files": {"match": match}}}

_package := {"package": "npm:@modelcontextprotocol/server-filesystem"}

test_allow_admitted[profile] if {
	some profile in {"personal", "team", "managed"}
	fixtures.allow(rule) == _reason("admitted", "/server", {}) with input as fixtures.connection
		with data.settings as _naming(profile, _package)
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as fixtures.connection with data.settings as _naming(profile, _package)
}

test_allow_stranger_personal if {
	(fixtures.deny(rule) | fixtures.ask(rule)) == set() with input as fixtures.connection with data.settings as fixtures.settings.personal
	fixtures.allow(rule) == set() with input as fixtures.connection with data.settings as fixtures.settings.personal
}

test_ask_stranger_team if {
	fixtures.ask(rule) == _stranger with input as fixtures.connection with data.settings as fixtures.settings.team
	fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as fixtures.settings.team
}

test_deny_stranger[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _stranger with input as fixtures.connection with data.settings as fixtures.settings[profile]
	fixtures.ask(rule) == set() with input as fixtures.connection with data.settings as fixtures.settings[profile]
}

test_deny_server_name_missing[pointer] if {
	some pointer in {"/server/name", "/server"}
	fixtures.deny(rule) == _not_admitted("", fixtures.digest) with input as json.remove(fixtures.connection, [pointer])
		with data.settings as fixtures.settings.managed
		with data.lock as _lock(fixtures.digest)
}

test_deny_grants_by_name_do_not_admit if {
	fixtures.deny(rule) == _stranger with input as fixtures.connection
		with data.settings as {"profile": "managed", "servers": {"files": {"tools": {"allow": ["read_file"]}}}}
}

test_deny_entry_digest_missing[pointer] if {
	some pointer in {"/facts", "/facts/entry_digest"}
	fixtures.deny(rule) == _not_admitted("files", "") with input as json.remove(fixtures.connection, [pointer])
		with data.lock as _lock(fixtures.digest)
		with data.settings as fixtures.settings.managed
}

test_ask_stranger_entry_digest_missing[pointer] if {
	some pointer in {"/facts", "/facts/entry_digest"}
	fixtures.ask(rule) == _not_admitted("files", "") with input as json.remove(fixtures.connection, [pointer])
		with data.settings as fixtures.settings.team
}

# A digest of nothing is what the reason says in place of one, never what approves.
test_deny_facts_of_another_form[name] if {
	some name, facts in {"null": null, "text": "entry_digest", "list": [fixtures.digest], "number": 1}
	fixtures.deny(rule) == _not_admitted("files", "") with input as object.union(fixtures.connection, {"facts": facts})
		with data.lock as _lock("")
		with data.settings as fixtures.settings.managed
}

test_deny_server_of_another_form[name] if {
	some name, server in {"null": null, "text": "files", "list": ["files"]}
	fixtures.deny(rule) == _not_admitted("", fixtures.digest) with input as object.union(fixtures.connection, {"server": server})
		with data.lock as _lock(fixtures.digest)
		with data.settings as _naming("managed", _package)
}

# Who calls a server is no server to admit.
test_allow_request_to_a_server[point] if {
	some point in {"server", "proxy"}
	event := object.union(requests.remote, {"point": point, "facts": {"entry_digest": fixtures.digest}})
	fixtures.deny(rule) | fixtures.allow(rule) == set() with input as event
		with data.lock as _lock(fixtures.other_digest)
		with data.settings as _naming("managed", _package)
	fixtures.deny(rule) | fixtures.allow(rule) == set() with input as event
		with data.lock as _lock(fixtures.digest)
		with data.settings as fixtures.settings.managed
}

test_deny_request_missing[pointer] if {
	some pointer in {"/http", "/http/direction", "/point"}
	fixtures.deny(rule) == _not_admitted("files", "") with input as json.remove(requests.remote, [pointer])
		with data.settings as fixtures.settings.managed
}

test_allow_approved_is_no_stranger[profile] if {
	some profile, settings in fixtures.settings
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as fixtures.connection
		with data.lock as _lock(fixtures.digest)
		with data.settings as settings
}

test_deny_changed_is_a_stranger[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _stranger with input as fixtures.connection
		with data.lock as _lock(fixtures.other_digest)
		with data.settings as fixtures.settings[profile]
}

test_ask_tools_alone_admit_nothing if {
	fixtures.ask(rule) == _stranger with input as fixtures.connection
		with data.lock as {"version": 1, "servers": {"files": {"tools": {}}}}
		with data.settings as fixtures.settings.team
}

test_deny_approval_of_another_server if {
	fixtures.deny(rule) == _stranger with input as object.union(fixtures.connection, {"server": {"name": "files"}})
		with data.lock as {"version": 1, "servers": {"other": {"entry_digest": fixtures.digest}}}
		with data.settings as fixtures.settings.managed
}

test_deny_other_program_under_the_name[name] if {
	some name, change in {
		"other package": {"package": {"name": "@modelcontextprotocol/server-memory"}},
		"other registry": {"package": {"registry": "pypi"}},
	}
	fixtures.deny(rule) == _mismatch("package") with input as object.union(fixtures.connection, {"server": change})
		with data.settings as _naming("personal", _package)
}

test_deny_mismatch_names_what_differs[name] if {
	some name, row in {
		"version": [{"package": {"version": "2025.9.0"}}, "version"],
		"command": [{"command": "node"}, "command"],
		"arguments": [{"args": []}, "args"],
		"one after the other": [{"package": {"name": "other", "version": "1"}, "command": "node"}, "command, package, version"],
		"transport": [{"transport": "http"}, "args, command, package, version"],
		"no transport of the schema": [{"transport": "STDIO"}, "args, command, package, version"],
		"package of another form": [{"package": ["npm"]}, "package, version"],
	}
	match := object.union(_package, {
		"version": "2025.8.21",
		"command": "npx",
		"args": fixtures.connection.server.args,
	})
	fixtures.deny(rule) == _mismatch(row[1]) with input as object.union(fixtures.connection, {"server": row[0]})
		with data.settings as _naming("personal", match)
	fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as _naming("personal", match)
}

# Settings that no server can fit claim the name all the same.
test_deny_match_unreadable[name] if {
	some name, row in {
		"empty": [{}, ""],
		"null": [null, ""],
		"text": ["npx", ""],
		"number": [5, ""],
		"list": [["npx", "npx"], "0, 1"],
		"unknown field": [{"publisher": "me"}, "publisher"],
		"unknown beside a known field": [{"command": "npx", "publisher": "me"}, "publisher"],
		"null in a field": [{"package": null}, "package"],
	}
	fixtures.deny(rule) == _mismatch(row[1]) with input as fixtures.connection with data.settings as _naming("managed", row[0])
	fixtures.allow(rule) == set() with input as fixtures.connection with data.settings as _naming("managed", row[0])
}

# The mismatch says it all: the server is not a stranger besides.
test_deny_mismatch_beside_lock if {
	event := object.union(fixtures.connection, {"server": {"package": {"name": "other"}}})
	fixtures.deny(rule) == _mismatch("package") with input as event
		with data.settings as _naming("managed", _package)
		with data.lock as _lock(fixtures.digest)
	fixtures.deny(rule) == _mismatch("package") with input as event
		with data.settings as _naming("managed", _package)
		with data.lock as _lock(fixtures.other_digest)
}

test_deny_transport_facts_missing[pointer] if {
	some pointer in {"/server/package", "/server/package/name", "/server/package/registry", "/server/transport"}
	fixtures.deny(rule) == _mismatch("package") with input as json.remove(fixtures.connection, [pointer])
		with data.settings as _naming("managed", _package)
}

# The configured URL is the admitted one, but the entry also has a command, and that is what runs.
test_deny_url_beside_command if {
	event := object.union(fixtures.connection, {"server": {"url": "https://mcp.example.com/mcp"}})
	fixtures.deny(rule) == _mismatch("url") with input as event
		with data.settings as _naming("managed", {"url": "https://mcp.example.com/mcp"})
}

test_deny_mismatch_in_every_kind if {
	fixtures.deny(rule) == _mismatch("package") with input as object.union(fixtures.tool_call, {"server": {"package": {"name": "other"}}})
		with data.settings as _naming("personal", _package)
}

test_allow_same_program_in_every_kind if {
	fixtures.deny(rule) == set() with input as fixtures.tool_call with data.settings as _naming("managed", _package)
}

test_allow_request_with_the_facts_of_an_admitted_server if {
	url := {"url": "https://mcp.example.com/mcp"}
	event := object.union(requests.remote, {"server": url})
	fixtures.allow(rule) == set() with input as event with data.settings as _naming("managed", url)
	count(fixtures.allow(rule)) == 1 with input as json.remove(event, ["/http"]) with data.settings as _naming("managed", url)
}
