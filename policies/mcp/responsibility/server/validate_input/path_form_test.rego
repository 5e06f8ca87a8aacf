package mcp.responsibility.server.validate_input.path_form_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.validate_input.path_form as rule

_reason(name, args) := {{"code": $"server/validate_input.{name}", "pointer": "/arguments/path", "args": args}}

_unresolved := {{"code": "server/validate_input.paths_unresolved", "pointer": "/facts", "args": {}}}

_path(change) := object.union(fixtures.tool_call, {"facts": {"paths": [object.union(fixtures.path, change)]}})

test_allow_plain_path if fixtures.deny(rule) | fixtures.ask(rule) == set() with input as fixtures.tool_call

test_allow_no_paths if {
	fixtures.deny(rule) == set() with input as object.union(fixtures.tool_call, {"facts": {"paths": []}})
	fixtures.deny(rule) == set() with input as fixtures.resource_read
}

test_allow_mark[mark] if {
	some mark in {"link_followed", "list"}
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _path({"marks": [mark]})
}

test_deny_deceptive[mark] if {
	some mark in {
		"null_byte", "control_character", "alternate_stream", "trailing_dot_or_space", "mixed_separators",
		"link_ambiguous", "too_long",
	}
	fixtures.deny(rule) == _reason("deceptive_path", {"mark": mark}) with input as _path({"marks": [mark]})
}

test_deny_device_or_network[form] if {
	some form in {"device", "unc"}
	fixtures.deny(rule) == _reason("device_or_network_path", {"form": form}) with input as _path({"form": form, "inside": []})
}

test_allow_network_folder_that_is_granted if {
	fixtures.deny(rule) == set() with input as _path({"form": "unc", "inside": ["\\\\nas\\work"]})
}

test_deny_leaves_base if {
	event := _path({"form": "relative", "resolved": null, "inside": [], "marks": ["leaves_base"]})
	fixtures.deny(rule) == _reason("path_leaves_base", {}) with input as event
}

test_allow_leaves_base_into_a_grant if fixtures.deny(rule) == set() with input as _path({"form": "relative", "marks": ["leaves_base"]})

test_deny_every_reason_of_every_path if {
	event := object.union(fixtures.tool_call, {"facts": {"paths": [
		object.union(fixtures.path, {"marks": ["null_byte", "control_character"]}),
		object.union(fixtures.path, {"pointer": "/arguments/to", "form": "unc", "inside": []}),
	]}})
	network := {"code": "server/validate_input.device_or_network_path", "pointer": "/arguments/to", "args": {"form": "unc"}}
	reasons := (_reason("deceptive_path", {"mark": "null_byte"}) | _reason("deceptive_path", {"mark": "control_character"})) | {network}
	fixtures.deny(rule) == reasons with input as event
}

test_deny_paths_missing[pointer] if {
	some pointer in {"/facts", "/facts/paths"}
	fixtures.deny(rule) == _unresolved with input as json.remove(fixtures.tool_call, [pointer])
	fixtures.deny(rule) == _unresolved with input as json.remove(fixtures.resource_read, [pointer])
}

test_deny_path_described_incompletely[name] if {
	some name in {"pointer", "form", "inside", "marks", "resolved"}
	fixtures.deny(rule) == _unresolved with input as json.remove(fixtures.tool_call, [$"/facts/paths/0/{name}"])
}

test_deny_paths_wrong_type[name] if {
	some name, paths in {"null": null, "text": "none", "object": {}, "number": 0, "texts": ["/etc/passwd"], "list in list": [[]]}
	fixtures.deny(rule) == _unresolved with input as object.union(fixtures.tool_call, {"facts": {"paths": paths}})
}

test_allow_resolved_null if fixtures.deny(rule) == set() with input as _path({"resolved": null})

test_allow_other_kind if fixtures.deny(rule) == set() with input as fixtures.connection

# Only calls and reads open what they name.
test_allow_deceptive_path_in_other_kinds[kind] if {
	some kind in {"roots", "tool_result"}
	event := _path({"form": "unc", "inside": [], "marks": ["null_byte", "leaves_base"]})
	fixtures.deny(rule) == set() with input as object.union(event, {"kind": kind})
	count(fixtures.deny(rule)) == 3 with input as event
}
