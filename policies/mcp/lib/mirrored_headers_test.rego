package mcp.lib.mirrored_headers_test

import data.mcp.lib.mirrored_headers as mirrored

_event := {
	"kind": "session",
	"protocol_version": "2026-07-28",
	"message": {"era": "modern", "method": "tasks/get", "name": "42"},
	"http": {"header_method": "tasks/get", "header_name": "42", "header_protocol_version": "2026-07-28"},
}

_all if {
	mirrored.method_fits
	mirrored.name_fits
	mirrored.version_fits
}

_with(change) := object.union(_event, change)

test_allow_alike if _all with input as _event

test_allow_encoded if _all with input as _with({"http": {"header_name": "=?base64?NDI=?="}})

test_deny_each_missing[header] if {
	some header in {"header_method", "header_name", "header_protocol_version"}
	not _all with input as json.remove(_event, [$"/http/{header}"])
}

test_deny_each_other[header] if {
	some header in {"header_method", "header_name", "header_protocol_version"}
	not _all with input as _with({"http": {header: "2025-11-25"}})
}

# Of a list the name says nothing; of a call, and of what has no method, it must fit.
test_allow_list_without_name if {
	event := json.remove(_with({"message": {"method": "tools/list"}}), ["/http/header_name"])
	mirrored.name_fits with input as event
}

test_deny_name_missing[name] if {
	some name, method in {"call": "tools/call", "nothing": null}
	event := json.remove(_with({"message": {"method": method}}), ["/http/header_name"])
	not mirrored.name_fits with input as event
}

test_deny_name_without_method if {
	not mirrored.name_fits with input as json.remove(_event, ["/message/method", "/http/header_name"])
}

test_allow_calls_by_method[name] if {
	some name, row in {
		"call": ["tool_call", "tools/call", {"tool": {"name": "42"}}],
		"read": ["resource_read", "resources/read", {"resource": {"uri": "42"}}],
		"subscription": ["resource_read", "subscriptions/listen", {"resource": {"uri": "file:///a"}}],
		"prompt": ["prompt_get", "prompts/get", {"prompt": {"name": "42"}}],
		"completion": ["prompt_get", "completion/complete", {"prompt": {"name": "other"}}],
	}
	change := {"kind": row[0], "message": {"method": row[1]}, "http": {"header_method": row[1]}}
	event := object.union(_with(change), row[2])
	_all with input as event
	not mirrored.method_fits with input as object.union(event, {"http": {"header_method": "tools/list"}})
}

test_allow_call_of_its_kind if {
	event := {"kind": "tool_call", "tool": {"name": "42"}, "http": {"header_method": "tools/call", "header_name": "42"}}
	mirrored.method_fits with input as event
	mirrored.name_fits with input as event
}

test_allow_legacy[name] if {
	some name, http in {"none": {}, "version": {"header_protocol_version": "2025-06-18"}}
	event := object.remove(_with({"protocol_version": "2025-11-25", "message": {"era": "legacy"}}), ["http"])
	_all with input as object.union(event, {"http": http})
}

test_deny_modern_header_of_legacy_body if {
	event := _with({"protocol_version": "2025-11-25", "message": {"era": "legacy"}})
	not mirrored.version_fits with input as event
}

# A notification, or an answer: what the header says, the body need not say.
test_allow_silent_body[version] if {
	some version in {"2025-11-25", "2026-07-28"}
	event := json.remove(_event, ["/protocol_version", "/message/era", "/http/header_method", "/http/header_name"])
	_all with input as object.union(event, {"http": {"header_protocol_version": version}})
	_all with input as json.remove(event, ["/http/header_protocol_version"])
}

test_allow_version_of_silent_modern_body if {
	mirrored.version_fits with input as json.remove(_event, ["/protocol_version"])
}

test_deny_older_version_of_silent_modern_body if {
	event := json.remove(_with({"http": {"header_protocol_version": "2025-11-25"}}), ["/protocol_version"])
	not mirrored.version_fits with input as event
}

test_deny_version_missing_of_silent_modern_body if {
	not mirrored.version_fits with input as json.remove(_event, ["/protocol_version", "/http/header_protocol_version"])
}

test_allow_nothing_said if _all with input as {"kind": "tool_call", "tool": {"name": "42"}, "http": {}}
