package mcp.trust.client_trusts_server.admission_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.client_trusts_server.admission as rule

_reason(name, pointer, args) := {{"code": $"client_trusts_server.{name}", "pointer": pointer, "args": args}}

_stranger := _reason("not_admitted", "/server", {"server": "files"})

_changed := _reason("changed_since_approval", "/server", {})

_mismatch := _reason("transport_mismatch", "/server/name", {"server": "files"})

_lock(digest) := {"version": 1, "servers": {"files": {"entry_digest": digest}}}

_naming(profile, match) := {"profile": profile, "servers": {"files": {"match": match}}}

_package := {"package": "npm:@modelcontextprotocol/server-filesystem"}

test_allow_admitted[profile] if {
	some profile in {"personal", "team", "managed"}
	fixtures.allow(rule) == _reason("admitted", "/server", {}) with input as fixtures.connection
		with data.settings as _naming(profile, _package)
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as fixtures.connection with data.settings as _naming(profile, _package)
}

test_allow_approved[profile] if {
	some profile, settings in fixtures.settings
	fixtures.allow(rule) == _reason("approved", "/server", {}) with input as fixtures.connection
		with data.lock as _lock(fixtures.digest)
		with data.settings as settings
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as fixtures.connection
		with data.lock as _lock(fixtures.digest)
		with data.settings as settings
}

test_allow_stranger_personal if {
fixtures.deny(rule) |
	fixtures.ask(rule) == set() with input as fixtures.connection with data.settings as fixtures.settings.personal
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
	reasons := _reason("not_admitted", "/server", {"server": ""})
	fixtures.deny(rule) == reasons with input as json.remove(fixtures.connection, [pointer])
		with data.settings as fixtures.settings.managed
		with data.lock as _lock(fixtures.digest)
}

test_deny_grants_by_name_do_not_admit if {
	fixtures.deny(rule) == _stranger with input as fixtures.connection
		with data.settings as {"profile": "managed", "servers": {"files": {"tools": {"allow": ["read_file"]}}}}
}

test_ask_changed_personal if {
	fixtures.ask(rule) == _changed with input as fixtures.connection
		with data.lock as _lock(fixtures.other_digest)
		with data.settings as fixtures.settings.personal
}

test_deny_changed_team if {
	fixtures.deny(rule) == _changed with input as fixtures.connection
		with data.lock as _lock(fixtures.other_digest)
		with data.settings as fixtures.settings.team
}

test_deny_changed[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _changed | _stranger with input as fixtures.connection
		with data.lock as _lock(fixtures.other_digest)
		with data.settings as fixtures.settings[profile]
}

test_deny_entry_digest_missing if {
	fixtures.deny(rule) == _changed with input as json.remove(fixtures.connection, ["/facts/entry_digest"])
		with data.lock as _lock(fixtures.digest)
		with data.settings as fixtures.settings.team
	fixtures.deny(rule) == _changed with input as json.remove(fixtures.connection, ["/facts"])
		with data.lock as _lock(fixtures.digest)
		with data.settings as fixtures.settings.team
}

test_deny_approved_digest_missing if {
	fixtures.deny(rule) == _changed with input as json.remove(fixtures.connection, ["/facts/entry_digest"])
		with data.lock as {"version": 1, "servers": {"files": {}}}
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
	fixtures.deny(rule) == _mismatch with input as object.union(fixtures.connection, {"server": change})
		with data.settings as _naming("personal", _package)
}

test_deny_transport_facts_missing[pointer] if {
	some pointer in {"/server/package", "/server/package/name", "/server/package/registry", "/server/transport"}
	fixtures.deny(rule) == _mismatch | _stranger with input as json.remove(fixtures.connection, [pointer])
		with data.settings as _naming("managed", _package)
}

# The configured URL is the admitted one, but the entry also has a command, and that is what runs.
test_deny_url_beside_command if {
	event := object.union(fixtures.connection, {"server": {"url": "https://mcp.example.com/mcp"}})
	fixtures.deny(rule) == _mismatch | _stranger with input as event
		with data.settings as _naming("managed", {"url": "https://mcp.example.com/mcp"})
}

test_deny_mismatch_in_every_kind if {
	fixtures.deny(rule) == _mismatch with input as object.union(fixtures.tool_call, {"server": {"package": {"name": "other"}}})
		with data.settings as _naming("personal", _package)
}

test_allow_same_program_in_every_kind if {
	fixtures.deny(rule) == set() with input as fixtures.tool_call with data.settings as _naming("managed", _package)
}
