package mcp.responsibility.client.consent.standing_sampling_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.consent.standing_sampling as rule

_every := {{"code": "client/consent.sampling_for_every_server", "pointer": "/setting/value", "args": {"setting": "serverSampling"}}}

_one := {{"code": "client/consent.approves_sampling", "pointer": "/setting/value", "args": {"server": "notes"}}}

_settled := {{"code": "client/consent.sampling_settled", "pointer": "/setting/value", "args": {}}}

_sampling := {
	"kind": "setting",
	"point": "config",
	"setting": {"name": "server_sampling", "value": true, "key": "serverSampling", "server": "notes", "origin": {"source": "user"}},
}

_with(change) := object.union(_sampling, {"setting": change})

test_allow_one_server_by_its_user if {
	fixtures.allow(rule) == _settled with input as _sampling with data.settings as fixtures.settings.personal
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as _sampling with data.settings as fixtures.settings.personal
}

test_ask_one_server_team if fixtures.ask(rule) == _one with input as _sampling with data.settings as fixtures.settings.team

test_deny_one_server[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _one with input as _sampling with data.settings as fixtures.settings[profile]
}

test_ask_every_server[name] if {
	some name, event in {
		"no server": json.remove(_sampling, ["/setting/server"]),
		"pattern": _with({"server": "*"}),
		"empty": _with({"server": ""}),
		"not a text": _with({"server": null}),
		"models": json.remove(_with({"value": ["m"]}), ["/setting/server"]),
	}
	fixtures.ask(rule) == _every with input as event with data.settings as fixtures.settings.personal
	fixtures.allow(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_deny_every_server if {
	fixtures.deny(rule) == _every with input as json.remove(_sampling, ["/setting/server"]) with data.settings as fixtures.settings.managed
}

test_deny_value_missing if {
	event := json.remove(_with({"value": false}), ["/setting/value"])
	fixtures.deny(rule) == _one with input as event with data.settings as fixtures.settings.managed
}

test_deny_origin_missing[pointer] if {
	some pointer in {"/setting/origin", "/setting/origin/source"}
	fixtures.allow(rule) == set() with input as json.remove(_sampling, [pointer]) with data.settings as fixtures.settings.personal
}

test_deny_key_missing if {
	reasons := {object.union(reason, {"args": {"setting": "server_sampling"}}) | some reason in _every}
	fixtures.deny(rule) == reasons with input as json.remove(_sampling, ["/setting/server", "/setting/key"]) with data.settings as fixtures.settings.managed
}

test_deny_name_missing if fixtures.allow(rule) == set() with input as json.remove(_sampling, ["/setting/name"])

test_allow_off[name] if {
	some name, value in {"switch": false, "list": []}
	event := json.remove(_with({"value": value}), ["/setting/server"])
	fixtures.allow(rule) == _settled with input as event with data.settings as fixtures.settings.managed
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

test_allow_other_setting if {
	event := _with({"name": "auto_connect"})
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.managed
	fixtures.allow(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_sampling, {"kind": "session"})
