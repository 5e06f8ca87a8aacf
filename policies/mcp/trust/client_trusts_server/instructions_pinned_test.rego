package mcp.trust.client_trusts_server.instructions_pinned_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.client_trusts_server.instructions_pinned as rule

_event := {
	"kind": "session",
	"server": {"name": "calc"},
	"session": {"action": "opened", "instructions": "Use add for sums."},
	"facts": {"instructions_digest": fixtures.digest},
}

_lock(digest) := {"version": 1, "servers": {"calc": {"instructions_digest": digest}}}

_reason(digest) := {{
	"code": "client_trusts_server.changed_instructions",
	"pointer": "/session/instructions",
	"args": {"digest": digest},
}}

_found := fixtures.deny(rule) | fixtures.ask(rule)

test_allow_as_approved if {
	_found == set() with input as _event with data.lock as _lock(fixtures.digest) with data.settings as fixtures.settings.managed
}

test_allow_not_locked if {
	_found == set() with input as _event with data.lock as {} with data.settings as fixtures.settings.managed
}

test_ask_changed if {
	fixtures.ask(rule) == _reason(fixtures.digest) with input as _event
		with data.lock as _lock(fixtures.other_digest) with data.settings as fixtures.settings.personal
}

test_deny_changed[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _reason(fixtures.digest) with input as _event
		with data.lock as _lock(fixtures.other_digest) with data.settings as fixtures.settings[profile]
}

test_deny_digest_missing[pointer] if {
	some pointer in {"/facts", "/facts/instructions_digest"}
	fixtures.deny(rule) == _reason("") with input as json.remove(_event, [pointer])
		with data.lock as _lock(fixtures.digest) with data.settings as fixtures.settings.managed
}

# Most messages of a session carry no instructions.
test_allow_without_instructions if {
	_found == set() with input as json.remove(_event, ["/session/instructions"])
		with data.lock as _lock(fixtures.other_digest) with data.settings as fixtures.settings.managed
}
