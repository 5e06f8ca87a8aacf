package mcp.trust.client_trusts_server.approval_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound_test as requests
import data.mcp.trust.client_trusts_server.approval as rule

_reason(name, args) := {{"code": $"client_trusts_server.{name}", "pointer": "/server", "args": args}}

_changed_to(digest, changes) := _reason("changed_since_approval", {"entry_digest": digest, "changes": changes})

_changed := _changed_to(fixtures.digest, [])

_not_approved(name, digest) := _reason("not_approved", {"server": name, "entry_digest": digest})

_lock(digest) := {"version": 1, "servers": {"files": {"entry_digest": digest}}}

_entries(digests) := {"version": 1, "servers": {"files": {"entries": [{"digest": digest} | some digest in digests]}}}

_others := {"version": 1, "servers": {"other": {"entries": [{"digest": fixtures.digest}]}}}

_package := {"package": "npm:@modelcontextprotocol/server-filesystem"}

test_allow_approved[profile][form] if {
	some profile, settings in fixtures.settings
	some form, lock in {
		"digest": _lock(fixtures.digest),
		"entry": _entries([fixtures.digest]),
		"one of several": _entries([fixtures.other_digest, fixtures.digest]),
	}
	fixtures.allow(rule) == _reason("approved", {}) with input as fixtures.connection with data.lock as lock with data.settings as settings
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as fixtures.connection
		with data.lock as lock
		with data.settings as settings
}

test_ask_changed_personal[form] if {
	some form, lock in {"digest": _lock(fixtures.other_digest), "entry": object.union(_entries([]), _lock(fixtures.other_digest))}
	fixtures.ask(rule) == _changed with input as fixtures.connection with data.lock as lock with data.settings as fixtures.settings.personal
	fixtures.allow(rule) == set() with input as fixtures.connection with data.lock as lock with data.settings as fixtures.settings.personal
}

test_ask_changed_shows_what if {
	approved := object.union(
		object.filter(fixtures.connection.server, ["transport", "command", "args"]),
		{"args": ["-y", "@modelcontextprotocol/server-filesystem@2025.7.1", "/srv/work"], "digest": fixtures.other_digest},
	)
	change := {
		"field": "args[1]",
		"approved": "@modelcontextprotocol/server-filesystem@2025.7.1",
		"found": "@modelcontextprotocol/server-filesystem@2025.8.21",
	}
	fixtures.ask(rule) == _changed_to(fixtures.digest, [change]) with input as fixtures.connection
		with data.lock as {"version": 1, "servers": {"files": {"entries": [approved]}}}
		with data.settings as fixtures.settings.personal
}

test_deny_changed[profile] if {
	some profile in (fixtures.strict | {"team"})
	fixtures.deny(rule) == _changed with input as fixtures.connection
		with data.lock as _lock(fixtures.other_digest)
		with data.settings as fixtures.settings[profile]
}

# A digest of nothing is what the reason says in place of one, never what approves.
test_deny_facts_of_another_form[name] if {
	some name, facts in {"null": null, "text": "entry_digest", "list": [fixtures.digest], "number": 1, "empty": {}}
	event := object.union(object.remove(fixtures.connection, ["facts"]), {"facts": facts})
	fixtures.deny(rule) == _changed_to("", []) with input as event
		with data.lock as _lock("")
		with data.settings as fixtures.settings.managed
}

test_deny_entry_digest_missing[pointer] if {
	some pointer in {"/facts", "/facts/entry_digest"}
	fixtures.deny(rule) == _changed_to("", []) with input as json.remove(fixtures.connection, [pointer])
		with data.lock as _lock(fixtures.digest)
		with data.settings as fixtures.settings.managed
}

test_ask_added_later[pointer] if {
	some pointer in {"", "/server/origin"}
	fixtures.ask(rule) == _not_approved("files", fixtures.digest) with input as json.remove(fixtures.connection, [pointer])
		with data.lock as _others
		with data.settings as fixtures.settings.personal
}

test_ask_added_later_fields_missing if {
	fixtures.ask(rule) == _not_approved("files", "") with input as object.remove(fixtures.connection, ["facts"])
		with data.lock as _others
		with data.settings as fixtures.settings.personal
	fixtures.ask(rule) == _not_approved("", fixtures.digest) with input as object.remove(fixtures.connection, ["server"])
		with data.lock as _others
		with data.settings as fixtures.settings.personal
}

test_deny_added_later_where_tightened if {
	settings := {"profile": "personal", "tighten": {"unapproved_server": "deny"}}
	fixtures.deny(rule) == _not_approved("files", fixtures.digest) with input as fixtures.connection
		with data.lock as _others
		with data.settings as settings
}

# Where nothing was approved yet, nothing is missing among the approvals; where strangers are minded, not_admitted says it.
test_allow_added_later[name] if {
	some name, row in {
		"no lock": [{}, fixtures.settings.personal],
		"tools alone": [{"version": 1, "servers": {"files": {"tools": {}}, "other": {"entries": []}}}, fixtures.settings.personal],
		"named by the settings": [_others, {"profile": "personal", "servers": {"files": {"match": _package}}}],
		"team": [_others, fixtures.settings.team],
		"managed": [_others, fixtures.settings.managed],
		"strangers tightened": [_others, {"profile": "personal", "tighten": {"unadmitted_server": "ask"}}],
	}
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as fixtures.connection with data.lock as row[0] with data.settings as row[1]
}

# Who calls a server is no server to approve.
test_allow_request_to_a_server[point] if {
	some point in {"server", "proxy"}
	event := object.union(requests.remote, {"point": point, "facts": {"entry_digest": fixtures.digest}})
	every lock in [_lock(fixtures.other_digest), _others, _lock(fixtures.digest)] {
		fixtures.deny(rule) | fixtures.ask(rule) == set() with input as event
			with data.lock as lock
			with data.settings as fixtures.settings.personal
		fixtures.allow(rule) == set() with input as event with data.lock as lock with data.settings as fixtures.settings.personal
	}
}
