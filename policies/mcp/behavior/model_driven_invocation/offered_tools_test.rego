package mcp.behavior.model_driven_invocation.offered_tools_test

import data.mcp.behavior.model_driven_invocation.offered_tools as rule
import data.mcp.lib.fixtures_test as fixtures

_rows := {
	"tool_list": {
		"event": {"kind": "tool_list", "tools": []},
		"reasons": {{"code": "model_driven_invocation.offered_tools", "pointer": "/tools", "args": {}}},
		"needs": "/tools",
	},
	"prompt_list": {
		"event": {"kind": "prompt_list", "prompts": []},
		"reasons": {{"code": "model_driven_invocation.offered_prompts", "pointer": "/prompts", "args": {}}},
		"needs": "/prompts",
	},
	"prompt_get": {
		"event": {"kind": "prompt_get", "prompt": {"name": "review"}},
		"reasons": {{"code": "model_driven_invocation.requested_prompt", "pointer": "/prompt/name", "args": {}}},
		"needs": "/prompt/name",
	},
}

test_allow_offered[kind] if {
	some kind, row in _rows
	fixtures.allow(rule) == row.reasons with input as row.event
}

test_deny_payload_missing[kind] if {
	some kind, row in _rows
	fixtures.allow(rule) == set() with input as json.remove(row.event, [row.needs])
}

test_deny_other_kind if fixtures.allow(rule) == set() with input as object.union(_rows.tool_list.event, {"kind": "tool_call"})
