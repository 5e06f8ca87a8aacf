package mcp.behavior.model_driven_invocation.sampling_test

import data.mcp.behavior.model_driven_invocation.sampling as rule
import data.mcp.lib.fixtures_test as fixtures

_request := {
	"kind": "sampling",
	"point": "client",
	"server": {"name": "files"},
	"sampling": {"messages": [{"role": "user", "content": {"type": "text", "text": "Sum this up"}}], "maxTokens": 200},
	"consent": {"given": true, "shown": ["message"], "truncated": false},
	"facts": {"hidden_text": []},
}

_unasked := object.remove(_request, ["consent"])

_model(model) := {"profile": "personal", "servers": {"files": {"grants": {"model": model}}}}

_allowed := {{"code": "model_driven_invocation.sampling", "pointer": "/sampling", "args": {}}}

_beyond(asked, limit) := {{
	"code": "model_driven_invocation.tokens_beyond_grant",
	"pointer": "/sampling",
	"args": {"max_tokens": asked, "granted": limit},
}}

test_allow_consented if {
	fixtures.allow(rule) == _allowed with input as _request with data.settings as fixtures.settings.managed
	fixtures.deny(rule) == set() with input as _request with data.settings as fixtures.settings.managed
}

test_allow_granted if {
	fixtures.allow(rule) == _allowed with input as _unasked with data.settings as _model({"sampling": true, "max_tokens": 200})
	fixtures.deny(rule) == set() with input as _unasked with data.settings as _model({"sampling": true, "max_tokens": 200})
}

test_deny_not_wanted[name] if {
	some name, event in {
		"nobody asked": _unasked,
		"cut short": object.union(_request, {"consent": {"truncated": true}}),
		"refused": object.union(_request, {"consent": {"given": false}}),
		"given missing": json.remove(_request, ["/consent/given"]),
		"truncated missing": json.remove(_request, ["/consent/truncated"]),
	}
	fixtures.allow(rule) == set() with input as event with data.settings as _model({"sampling": false})
}

# Nothing is intended about a request that is not there; main denies what no clause covers.
test_deny_request_missing[pointer] if {
	some pointer in {"/sampling", "/sampling/messages"}
	fixtures.allow(rule) == set() with input as json.remove(_request, [pointer])
}

test_deny_beyond if {
	fixtures.deny(rule) == _beyond(201, 200) with input as object.union(_request, {"sampling": {"maxTokens": 201}})
		with data.settings as _model({"max_tokens": 200})
}

test_deny_tokens_missing[pointer] if {
	some pointer in {"/sampling", "/sampling/maxTokens"}
	fixtures.deny(rule) == _beyond(null, 200) with input as json.remove(_request, [pointer])
		with data.settings as _model({"max_tokens": 200})
}

test_deny_tokens_of_another_type[name] if {
	some name, tokens in {"null": null, "switch": false}
	fixtures.deny(rule) == _beyond(tokens, 200) with input as object.union(_request, {"sampling": {"maxTokens": tokens}})
		with data.settings as _model({"max_tokens": 200})
}

# Whose grants apply cannot be told: none allows, all restrict.
test_deny_server_name_missing if {
	event := json.remove(_unasked, ["/server/name"])
	fixtures.allow(rule) == set() with input as event with data.settings as _model({"sampling": true, "max_tokens": 100})
	fixtures.deny(rule) == _beyond(200, 100) with input as event with data.settings as _model({"sampling": true, "max_tokens": 100})
}
