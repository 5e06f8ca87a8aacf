package mcp.responsibility.operator.restrict_access.answered_data_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.restrict_access.answered_data as rule

_answer(method) := {
	"kind": "session",
	"server": {"name": "mail"},
	"session": {"action": "message", "method": method},
	"conversation": {
		"labels": ["private"],
		"flows": [{"from": {"server": "files", "tool": "read_file"}, "to": "/session", "match": "verbatim"}],
	},
}

_form := _answer("elicitation/create")

_found := {{"code": "operator/restrict_access.cross_server_answer", "pointer": "/session", "args": {}}}

_settings(context) := object.union(
	fixtures.settings.personal,
	{"servers": {"mail": {"grants": {"model": {"sampling": true, "context": context}}}}},
)

test_ask_answer[name] if {
	some name, event in {
		"form": _form,
		"model": _answer("sampling/createMessage"),
		"secret": object.union(_form, {"conversation": {"labels": ["secret"]}}),
		"method missing": json.remove(_form, ["/session/method"]),
		"server missing": json.remove(_form, ["/server"]),
		"origin missing": json.remove(_form, ["/conversation/flows/0/from"]),
	}
	fixtures.ask(rule) == _found with input as event with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == _found with input as event with data.settings as fixtures.settings.team
}

test_ask_place_missing if {
	event := json.remove(_form, ["/conversation/flows/0/to"])
	found := {object.union(reason, {"pointer": "/arguments"}) | some reason in _found}
	fixtures.ask(rule) == found with input as event with data.settings as fixtures.settings.personal
}

test_allow_answer[name] if {
	some name, event in {
		"of its own": object.union(_form, {"conversation": {"flows": [{"from": {"server": "mail"}, "to": "/session"}]}}),
		"of nobody": object.union(_form, {"conversation": {"flows": []}}),
		"nothing private": object.union(_form, {"conversation": {"labels": ["untrusted"]}}),
		"nothing known": json.remove(_form, ["/conversation"]),
	}
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

test_allow_model_with_context if {
	event := _answer("sampling/createMessage")
	fixtures.ask(rule) == set() with input as event with data.settings as _settings("all_servers")
	fixtures.ask(rule) == _found with input as event with data.settings as _settings("this_server")
	fixtures.ask(rule) == _found with input as _form with data.settings as _settings("all_servers")
}
