package mcp.trust.client_trusts_server.tool_definitions_described_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.client_trusts_server.tool_definitions_described as rule

_tools := {
	"kind": "tool_list",
	"tools": [{"name": "add"}],
	"facts": {"tools": [{"pointer": "/tools/0", "name": "add", "words": ["add"], "parameter_words": []}]},
}

_prompts := {
	"kind": "prompt_list",
	"prompts": [{"name": "add"}],
	"facts": {"prompts": [{"pointer": "/prompts/0", "name": "add"}]},
}

_reason(pointer) := {{"code": "client_trusts_server.definition_not_described", "pointer": pointer, "args": {}}}

test_allow_described[name] if {
	some name, event in {"tools": _tools, "prompts": _prompts}
	fixtures.deny(rule) == set() with input as event
}

test_deny_tool_fact_missing[pointer] if {
	some pointer in {
		"/facts", "/facts/tools", "/facts/tools/0", "/facts/tools/0/pointer", "/facts/tools/0/name",
		"/facts/tools/0/words", "/facts/tools/0/parameter_words", "/tools/0/name",
	}
	fixtures.deny(rule) == _reason("/tools/0") with input as json.remove(_tools, [pointer])
}

test_deny_prompt_fact_missing[pointer] if {
	some pointer in {"/facts", "/facts/prompts", "/facts/prompts/0", "/facts/prompts/0/pointer", "/facts/prompts/0/name", "/prompts/0/name"}
	fixtures.deny(rule) == _reason("/prompts/0") with input as json.remove(_prompts, [pointer])
}

# A description of one tool must not stand for another.
test_deny_described_as_another if {
	event := json.remove(object.union(_tools, {"tools": [{"name": "delete"}, {"name": "add"}]}), [])
	fixtures.deny(rule) == _reason("/tools/0") | _reason("/tools/1") with input as event
}

test_allow_other_kind if {
	fixtures.deny(rule) == set() with input as {"kind": "tool_call", "tools": [{"name": "add"}]}
}
