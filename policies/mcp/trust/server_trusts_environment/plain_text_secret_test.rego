package mcp.trust.server_trusts_environment.plain_text_secret_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound_test as requests
import data.mcp.trust.server_trusts_environment.plain_text_secret as rule

_finding(name) := {{
	"code": $"server_trusts_environment.{name}",
	"pointer": "/server/env_keys/0",
	"args": {"type": "github"},
}}

_unsearched := {{"code": "server_trusts_environment.secrets_unsearched", "pointer": "/facts", "args": {}}}

_secret := {"pointer": "/server/env_keys/0", "found_by": "shape", "type": "github"}

_in_file(source) := object.union(fixtures.connection, {
	"server": {"origin": {"source": source}},
	"facts": {"secrets": [_secret]},
})

test_ask_secret_in_private_file[source] if {
	some source in {"user", "managed"}
	fixtures.ask(rule) == _finding("secret_in_plain_text") with input as _in_file(source)
		with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _in_file(source) with data.settings as fixtures.settings.personal
}

test_deny_secret_in_private_file[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _finding("secret_in_plain_text") with input as _in_file("user")
		with data.settings as fixtures.settings[profile]
}

test_deny_secret_in_shared_file[source] if {
	some source in {"project", "deep_link", "agent", "somewhere"}
	fixtures.deny(rule) == _finding("secret_in_shared_file") with input as _in_file(source)
		with data.settings as fixtures.settings.personal
}

# No profile asks today; a fleet's own table may.
test_ask_secret_in_shared_file if {
	fixtures.ask(rule) == _finding("secret_in_shared_file") with input as _in_file("project")
		with data.settings as fixtures.settings.personal
		with data.tables.profiles as {"personal": {"secret_in_shared_file": "ask"}}
}

test_deny_origin_missing[pointer] if {
	some pointer in {"/server/origin", "/server/origin/source", "/server"}
	fixtures.deny(rule) == _finding("secret_in_shared_file") with input as json.remove(_in_file("user"), [pointer])
		with data.settings as fixtures.settings.personal
}

test_deny_secrets_missing[pointer] if {
	some pointer in {"/facts", "/facts/secrets"}
	fixtures.deny(rule) == _unsearched with input as json.remove(fixtures.connection, [pointer])
}

test_deny_secrets_described_incompletely[name] if {
	some name in {"pointer", "type"}
	event := json.remove(_in_file("user"), [$"/facts/secrets/0/{name}"])
	fixtures.deny(rule) == _unsearched with input as event
	fixtures.deny(rule) == _unsearched with input as object.union(event, {"point": "client"})
}

test_deny_secrets_wrong_type[name] if {
	some name, secrets in {"object": {}, "text": "none", "number": 0, "list of texts": ["github"]}
	fixtures.deny(rule) == _unsearched with input as object.union(fixtures.connection, {"facts": {"secrets": secrets}})
}

# Whoever does not say where the entry was seen is held to the strict reading.
test_deny_point_missing if {
	fixtures.deny(rule) == _unsearched with input as json.remove(fixtures.connection, ["/point", "/facts/secrets"])
}

test_allow_no_secret if fixtures.deny(rule) == set() with input as fixtures.connection

test_allow_live_connection_has_no_file[point] if {
	some point in {"client", "server", "proxy"}
	event := json.remove(object.union(fixtures.connection, {"point": point}), ["/facts/secrets"])
	fixtures.deny(rule) == set() with input as event
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_in_file("project"), {"kind": "session"})

# A secret in a request stands in no file; other rules speak about it.
test_allow_secret_in_a_request if {
	event := object.union(requests.remote, {"facts": {"secrets": [{"pointer": "/http/path", "found_by": "shape", "type": "github"}]}})
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}
