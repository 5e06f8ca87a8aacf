package mcp.responsibility.client.consent.secret_form_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.consent.secret_form as rule

_pointer := "/elicitation/requestedSchema/properties/value"

_reason(name, pointer) := {{"code": $"client/consent.{name}", "pointer": pointer, "args": {}}}

_by_form := _reason("secret_by_form", _pointer)

_by_message := _reason("secret_by_message", "/elicitation/message")

_unreadable := _reason("form_unreadable", "/elicitation")

_unknown := _reason("unknown_mode", "/elicitation/mode")

_form(message, definition, field) := {
	"kind": "elicitation",
	"server": {"name": "notes"},
	"elicitation": {
		"mode": "form",
		"message": message,
		"requestedSchema": {"type": "object", "properties": {"value": definition}},
	},
	"facts": {"fields": [object.union({"pointer": _pointer, "words": ["value"], "free_text": true}, field)], "urls": [], "hidden_text": []},
}

_ordinary := _form("In which city do you live?", {"type": "string"}, {})

test_deny_secret_by_form[name] if {
	some name, event in {
		"title": _form("Go on", {"type": "string", "title": "API key"}, {"words": ["value", "api", "key"]}),
		"description": _form(
			"Go on", {"type": "string", "description": "6-digit one-time code"},
			{"words": ["value", "digit", "one", "time", "code"]},
		),
	}
	fixtures.deny(rule) == _by_form with input as event
}

test_deny_masked if fixtures.deny(rule) == _by_form with input as _form("Go on", {"type": "string", "format": "password"}, {})

test_allow_contents_of_public_key if {
	event := _form("Paste the contents of ~/.ssh/id_rsa.pub", {"type": "string"}, {})
	fixtures.deny(rule) == set() with input as event
}

test_deny_secret_by_message[message] if {
	some message in {"Paste the code we sent you", "Enter your password below", "Paste the contents of ~/.ssh/id_rsa"}
	fixtures.deny(rule) == _by_message with input as _form(message, {"type": "string"}, {})
}

test_allow_ordinary[name] if {
	some name, event in {
		"city": _ordinary,
		"policy of passwords": _form(
			"Which password policy should the report assume?",
			{"type": "string", "enum": ["strict", "standard"]},
			{"words": ["value"], "free_text": false},
		),
		"message without a field to type in": _form("Enter your password?", {"type": "boolean"}, {"free_text": false}),
		"limit": _form("Enter the token limit", {"type": "string", "title": "Token limit"}, {"words": ["value", "token", "limit"]}),
	}
	fixtures.deny(rule) == set() with input as event
}

_choice := _form("Go on", {"type": "string", "enum": ["a"], "title": "Token"}, {"words": ["value", "token"], "free_text": false})

test_allow_choice if fixtures.deny(rule) == set() with input as _choice

test_deny_free_text_missing if fixtures.deny(rule) == _by_form with input as json.remove(_choice, ["/facts/fields/0/free_text"])

test_deny_words_missing if fixtures.deny(rule) == _by_form with input as json.remove(_ordinary, ["/facts/fields/0/words"])

test_deny_fact_without_place if {
	fixtures.deny(rule) == _reason("secret_by_form", "/elicitation/requestedSchema") with input as json.remove(_ordinary, ["/facts/fields/0/pointer"])
}

test_deny_message_missing if fixtures.deny(rule) == _by_message with input as json.remove(_ordinary, ["/elicitation/message"])

test_deny_unreadable[pointer] if {
	some pointer in {"/elicitation/requestedSchema", "/facts/fields"}
	fixtures.deny(rule) - _by_form == _unreadable with input as json.remove(_ordinary, [pointer])
}

test_deny_unknown_mode[name] if {
	some name, mode in {"new": "voice", "other case": "URL", "null": null}
	fixtures.deny(rule) == _unknown with input as object.union(_ordinary, {"elicitation": {"mode": mode}})
}

test_allow_link if {
	event := {"kind": "elicitation", "elicitation": {"mode": "url", "message": "Enter your password there", "url": "https://a.example"}}
	fixtures.deny(rule) == set() with input as event
}

# A page asks for itself; what a form would ask is not shown.
test_allow_link_with_a_form if {
	event := _form("Enter your password below", {"type": "string", "title": "API key"}, {"words": ["value", "api", "key"]})
	fixtures.deny(rule) == set() with input as object.union(event, {"elicitation": {"mode": "url", "url": "https://a.example"}})
	count(fixtures.deny(rule)) == 2 with input as event
}
