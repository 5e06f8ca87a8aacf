package mcp.responsibility.client.sandbox.confined_start_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.sandbox.confined_start as rule

_found(server) := {{"code": "client/sandbox.not_sandboxed", "pointer": "/server", "args": {"server": server}}}

_pattern := {"package": "npm:@modelcontextprotocol/server-filesystem", "version": "2025.8.21"}

_grants := {"filesystem": {"read": ["/srv/docs"], "write": ["/srv/work"]}, "network": {"allow": ["api.example.com"]}}

_admitting(profile, change) := {"profile": profile, "servers": {"files": object.union({"match": _pattern}, change)}}

_program := json.remove(
	object.union(fixtures.connection, {
		"server": {"command": "/usr/bin/notes", "args": []},
		"facts": {"launch": {"program": "notes", "location": "absolute"}},
	}),
	["/server/package"],
)

_approved(event) := {"servers": {"files": {"entry_digest": event.facts.entry_digest}}}

# Where the profile minds, somebody is asked.
test_ask_unreviewed[name] if {
	some name, event in {"package": fixtures.connection, "program": _program}
	fixtures.ask(rule) == _found("files") with input as event with data.settings as fixtures.settings.managed
}

test_allow_tolerated[profile] if {
	some profile in {"personal", "team"}
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as fixtures.settings[profile]
	fixtures.oblige(rule) == set() with input as fixtures.connection with data.settings as _admitting(profile, {"grants": _grants})
}

test_ask_approved_but_unpinned if {
	event := object.union(fixtures.connection, {"server": {"package": {"pinned": false}}})
	fixtures.ask(rule) == _found("files") with input as event with data.settings as fixtures.settings.managed
		with data.lock as _approved(event)
}

test_allow_reviewed[name] if {
	some name, event in {
		"package": fixtures.connection,
		"folder": object.union(fixtures.connection, {"server": {"package": {"registry": "path", "pinned": false}}}),
		"program": _program,
	}
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.managed with data.lock as _approved(event)
}

test_allow_admitted if {
	fixtures.ask(rule) == set() with input as fixtures.connection with data.settings as _admitting("managed", {})
}

test_allow_elsewhere[name] if {
	some name, event in {"remote": fixtures.remote, "container": fixtures.container}
	settings := {"profile": "managed", "servers": {event.server.name: {"grants": _grants}}}
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as event with data.settings as settings
	fixtures.oblige(rule) == set() with input as event with data.settings as settings
}

test_ask_missing[pointer] if {
	some pointer in {"/server/package", "/server/package/pinned", "/facts", "/facts/entry_digest"}
	fixtures.ask(rule) == _found("files") with input as json.remove(fixtures.connection, [pointer])
		with data.settings as fixtures.settings.managed
		with data.lock as _approved(fixtures.connection)
}

test_ask_program_missing if {
	fixtures.ask(rule) == _found("files") with input as json.remove(_program, ["/facts/launch/program"])
		with data.settings as fixtures.settings.managed
		with data.lock as _approved(_program)
}

test_ask_transport_missing if {
	fixtures.ask(rule) == _found("issues") with input as json.remove(fixtures.remote, ["/server/transport"])
		with data.settings as fixtures.settings.managed
}

test_ask_container_missing if {
	fixtures.ask(rule) == _found("files") with input as json.remove(fixtures.container, ["/facts/launch/container"])
		with data.settings as fixtures.settings.managed
}

test_ask_server_missing[pointer] if {
	some pointer in {"/server", "/server/name"}
	fixtures.ask(rule) == _found("") with input as json.remove(fixtures.connection, [pointer])
		with data.settings as fixtures.settings.managed
}

test_oblige_sandbox if {
	profile := {"read": ["/srv/docs", "/srv/work"], "write": ["/srv/work"], "egress": ["api.example.com"], "network": "shared", "cache": true}
	fixtures.oblige(rule) == {{"type": "sandbox", "profile": profile}} with input as fixtures.connection
		with data.settings as _admitting("managed", {"grants": _grants})
}

test_oblige_empty_sandbox if {
	profile := {"read": [], "write": [], "egress": [], "network": "none", "cache": true}
	fixtures.oblige(rule) == {{"type": "sandbox", "profile": profile}} with input as fixtures.connection
		with data.settings as _admitting("managed", {"grants": {}})
}

test_oblige_nothing_without_grants if {
	fixtures.oblige(rule) == set() with input as fixtures.connection with data.settings as _admitting("managed", {})
}

# A package whoever starts it: what is not pinned may be another one tomorrow.
test_ask_package_of_another_program if {
	event := object.union(fixtures.connection, {"server": {"package": {"pinned": false}}, "facts": {"launch": {"program": "server"}}})
	fixtures.ask(rule) == _found("files") with input as event with data.settings as fixtures.settings.managed
		with data.lock as _approved(event)
}

_starting := object.union(fixtures.connection, {
	"point": "client",
	"client": {"sandbox": {"kind": "bubblewrap", "available": true, "enforces": ["files", "network"]}},
})

_unreviewed := {"servers": {"files": {"grants": _grants}}}

# What the client has is used in every profile, and settles what the profile minds about unreviewed software.
test_oblige_what_the_client_has[profile] if {
	some profile in {"personal", "team", "managed"}
	settings := object.union(_unreviewed, {"profile": profile})
	expected := {"read": ["/srv/docs", "/srv/work"], "write": ["/srv/work"], "egress": ["api.example.com"], "network": "shared", "cache": true}
	fixtures.oblige(rule) == {{
		"type": "sandbox",
		"profile": expected,
		"message_code": "client/sandbox.unenforced_hosts",
	}} with input as _starting with data.settings as settings
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as _starting with data.settings as settings
}

test_oblige_without_notice if {
	profile := {"read": [], "write": [], "egress": [], "network": "none", "cache": true}
	fixtures.oblige(rule) == {{"type": "sandbox", "profile": profile}} with input as _starting
		with data.settings as _admitting("managed", {"grants": {}})
}

# The grants are another program's: it gets none of them, and no way around the sandbox.
test_oblige_nothing_for_another_program if {
	event := object.union(_starting, {"server": {"package": {"version": "2025.8.22"}}})
	profile := {"read": [], "write": [], "egress": [], "network": "none", "cache": true}
	fixtures.oblige(rule) == {{"type": "sandbox", "profile": profile}} with input as event
		with data.settings as _admitting("personal", {"grants": _grants})
}

test_oblige_no_cache_for_a_program if {
	event := object.union(_program, {"point": "client", "client": _starting.client})
	profile := {"read": [], "write": [], "egress": [], "network": "none"}
	fixtures.oblige(rule) == {{"type": "sandbox", "profile": profile}} with input as event
		with data.settings as {"profile": "managed", "servers": {"files": {"grants": {}}}}
}

test_ask_sandbox_missing[pointer] if {
	some pointer in {"/client", "/client/sandbox", "/client/sandbox/available", "/client/sandbox/enforces"}
	settings := object.union(_unreviewed, {"profile": "managed"})
	event := json.remove(_starting, [pointer])
	fixtures.ask(rule) == _found("files") with input as event with data.settings as settings
	fixtures.oblige(rule) == set() with input as event with data.settings as settings
}
