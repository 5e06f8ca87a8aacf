package mcp.behavior.model_driven_invocation.elicitation_test

import data.mcp.behavior.model_driven_invocation.elicitation as rule
import data.mcp.lib.fixtures_test as fixtures

_allowed := {{"code": "model_driven_invocation.elicitation", "pointer": "/elicitation", "args": {}}}

_form := {
	"kind": "elicitation",
	"server": {"name": "files"},
	"elicitation": {"mode": "form", "message": "Which city?", "requestedSchema": {"type": "object", "properties": {"city": {"type": "string"}}}},
	"facts": {
		"fields": [{"pointer": "/elicitation/requestedSchema/properties/city", "words": ["city"], "free_text": true}],
		"urls": [],
		"hidden_text": [],
	},
}

_link := {
	"kind": "elicitation",
	"server": {"name": "files"},
	"elicitation": {"mode": "url", "message": "Authorize", "url": "https://auth.example.com/start"},
	"consent": {"given": true, "shown": ["url"], "truncated": false},
	"facts": {"fields": [], "urls": [], "hidden_text": []},
}

test_allow_form[name] if {
	some name, event in {"with mode": _form, "before modes": json.remove(_form, ["/elicitation/mode"])}
	fixtures.allow(rule) == _allowed with input as event
}

test_allow_link if fixtures.allow(rule) == _allowed with input as _link

test_deny_missing[pointer] if {
	some pointer in {"/elicitation", "/elicitation/requestedSchema", "/facts", "/facts/fields"}
	fixtures.allow(rule) == set() with input as json.remove(_form, [pointer])
}

test_deny_link_missing[pointer] if {
	some pointer in {"/elicitation/mode", "/consent", "/consent/given", "/consent/shown", "/consent/truncated"}
	fixtures.allow(rule) == set() with input as json.remove(_link, [pointer])
}

# A schema beside it does not make a link a form.
test_deny_link_with_a_form if {
	fixtures.allow(rule) == set() with input as object.union(_form, {"elicitation": {"mode": "url", "url": "https://auth.example.com"}})
}
