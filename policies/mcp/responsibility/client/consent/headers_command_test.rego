package mcp.responsibility.client.consent.headers_command_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.consent.headers_command as rule

_headers := {{"code": "client/consent.headers_by_command", "pointer": "/setting/value", "args": {}}}

_set(name, value) := {
	"kind": "setting",
	"point": "config",
	"setting": {"name": name, "value": value, "key": "alwaysAllow", "origin": {"source": "user"}},
}

test_ask_headers_by_command if {
	fixtures.ask(rule) == _headers with input as _set("headers_helper", "./token.sh") with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _set("headers_helper", "./token.sh") with data.settings as fixtures.settings.personal
}

test_deny_headers_by_command[profile] if {
	some profile in (fixtures.strict | {"team"})
	fixtures.deny(rule) == _headers with input as _set("headers_helper", "./token.sh") with data.settings as fixtures.settings[profile]
}

test_allow_other_setting if fixtures.deny(rule) == set() with input as _set("trust_server", true)

test_allow_other_kind if {
	fixtures.deny(rule) == set() with input as object.union(_set("headers_helper", "./token.sh"), {"kind": "session"})
}
