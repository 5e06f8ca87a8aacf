package mcp.behavior.resource_access.shown_resource_test

import data.mcp.behavior.resource_access.shown_resource as rule
import data.mcp.lib.fixtures_test as fixtures

_rows := {
	"resource_list": {
		"event": {"kind": "resource_list", "resources": []},
		"reasons": {{"code": "resource_access.listed", "pointer": "/resources", "args": {}}},
		"needs": {"/resources"},
	},
	"resource_result": {
		"event": {"kind": "resource_result", "resource": {"uri": "db://prices"}, "result": {"contents": []}},
		"reasons": {{"code": "resource_access.returned", "pointer": "/result", "args": {}}},
		"needs": {"/resource", "/resource/uri", "/result"},
	},
}

test_allow_shown[kind] if {
	some kind, row in _rows
	fixtures.allow(rule) == row.reasons with input as row.event
}

test_deny_payload_missing[pointer][kind] if {
	some kind, row in _rows
	some pointer in row.needs
	fixtures.allow(rule) == set() with input as json.remove(row.event, [pointer])
}

test_deny_other_kind if fixtures.allow(rule) == set() with input as object.union(_rows.resource_list.event, {"kind": "resource_read"})
