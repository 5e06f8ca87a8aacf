package mcp.responsibility.server.document_capabilities.described_tools_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.document_capabilities.described_tools as rule

_tool := {"name": "add", "description": "Adds.", "inputSchema": {"type": "object", "properties": {"a": {"type": "number"}}}}

_list(tool) := {"kind": "tool_list", "tools": [tool]}

_schema(schema) := _list(object.union(object.remove(_tool, ["inputSchema"]), {"inputSchema": schema}))

_reason(name) := {{"code": $"server/document_capabilities.{name}", "pointer": "/tools/0", "args": {"tool": "add"}}}

_found := fixtures.deny(rule) | fixtures.ask(rule)

test_allow_described if {
	_found == set() with input as _list(_tool) with data.settings as fixtures.settings.managed
}

test_ask_description[name][profile] if {
	some name, event in {
		"missing": _list(object.remove(_tool, ["description"])),
		"blank": _list(object.union(_tool, {"description": " \n"})),
	}
	some profile in ["team", "managed"]
	fixtures.ask(rule) == _reason("undescribed_tool") with input as event with data.settings as fixtures.settings[profile]
	_found == set() with input as event with data.settings as fixtures.settings.personal
}

test_allow_schema[name] if {
	some name, schema in {
		"no parameters": {"type": "object"},
		"none allowed": {"additionalProperties": false},
		"empty": {"type": "object", "properties": {}, "additionalProperties": true},
		"alternatives": {"type": "object", "additionalProperties": true, "oneOf": [{}]},
	}
	_found == set() with input as _schema(schema) with data.settings as fixtures.settings.managed
}

test_ask_schema[name] if {
	some name, event in {
		"missing": _list(object.remove(_tool, ["inputSchema"])),
		"says nothing": _schema({}),
		"takes anything": _schema({"type": "object", "additionalProperties": true}),
		"takes any of one kind": _schema({"type": "object", "additionalProperties": {"type": "string"}}),
		"no object": _schema({"type": "string"}),
	}
	fixtures.ask(rule) == _reason("undescribed_input") with input as event with data.settings as fixtures.settings.team
}

test_deny_unknown_profile if {
	event := _list(object.remove(_tool, ["description"]))
	fixtures.ask(rule) == _reason("undescribed_tool") with input as event with data.settings as fixtures.settings.missing
}

test_ask_name_missing if {
	reasons := {object.union(reason, {"args": {"tool": ""}}) | some reason in (_reason("undescribed_tool") | _reason("undescribed_input"))}
	fixtures.ask(rule) == reasons with input as _list({}) with data.settings as fixtures.settings.team
}
