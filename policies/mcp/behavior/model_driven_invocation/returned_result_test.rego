package mcp.behavior.model_driven_invocation.returned_result_test

import data.mcp.behavior.model_driven_invocation.returned_result as rule
import data.mcp.lib.fixtures_test as fixtures

_rows := {
	"tool_result": {
		"event": {"kind": "tool_result", "tool": {"name": "add"}, "result": {"content": []}},
		"reasons": {{"code": "model_driven_invocation.returned_result", "pointer": "/result", "args": {}}},
		"needs": {"/tool", "/tool/name", "/result"},
	},
	"prompt_result": {
		"event": {"kind": "prompt_result", "prompt": {"name": "review"}, "result": {"messages": []}},
		"reasons": {{"code": "model_driven_invocation.returned_prompt", "pointer": "/result", "args": {}}},
		"needs": {"/prompt", "/prompt/name", "/result"},
	},
}

test_allow_returned[kind] if {
	some kind, row in _rows
	fixtures.allow(rule) == row.reasons with input as row.event
}

test_deny_payload_missing[pointer][kind] if {
	some kind, row in _rows
	some pointer in row.needs
	fixtures.allow(rule) == set() with input as json.remove(row.event, [pointer])
}

test_deny_other_kind if fixtures.allow(rule) == set() with input as object.union(_rows.tool_result.event, {"kind": "tool_call"})

test_deny_no_result[name][kind] if {
	some name, result in {"null": null, "text": "done", "list": []}
	some kind, row in _rows
	fixtures.allow(rule) == set() with input as object.union(row.event, {"result": result})
}
