package mcp.responsibility.server.access_control.permissions_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.access_control.permissions as rule

_scope(tool, needed) := {{
	"code": "server/access_control.missing_scope",
	"pointer": "/principal/scopes",
	"args": {"tool": tool, "needed": needed},
}}

_principal(tool) := {{"code": "server/access_control.principal_not_listed", "pointer": "/principal/id", "args": {"tool": tool}}}

_settings(access) := {"profile": "personal", "servers": {"files": {"access": access}}}

_scopes := _settings({"scopes": {"write_file": ["files.write", "files.read"], "*": ["files.read"]}})

_principals := _settings({"principals": {"write_file": ["ana"], "*": ["ana", "bo"]}})

_call(tool, principal) := object.union(fixtures.tool_call, {"point": "server", "tool": {"name": tool}, "principal": principal})

_writer := {"id": "ana", "scopes": ["files.read", "files.write", "other"]}

_reader := {"id": "bo", "scopes": ["files.read"]}

test_allow_holding if {
	fixtures.deny(rule) == set() with input as _call("write_file", _writer) with data.settings as _scopes
	fixtures.deny(rule) == set() with input as _call("read_file", _reader) with data.settings as _scopes
	fixtures.deny(rule) == set() with input as _call("write_file", _writer) with data.settings as _principals
	fixtures.deny(rule) == set() with input as _call("read_file", _reader) with data.settings as _principals
}

test_deny_scope if {
	fixtures.deny(rule) == _scope("write_file", "files.read files.write") with input as _call("write_file", _reader)
		with data.settings as _scopes
}

test_deny_scope_of_tools_not_named if {
	fixtures.deny(rule) == _scope("read_file", "files.read") with input as _call("read_file", {"id": "bo", "scopes": []})
		with data.settings as _scopes
}

test_deny_scopes_missing[name] if {
	some name, principal in {"scopes": {"id": "ana"}, "null": {"id": "ana", "scopes": null}, "text": {"scopes": "files.read files.write"}}
	fixtures.deny(rule) == _scope("write_file", "files.read files.write") with input as _call("write_file", principal)
		with data.settings as _scopes
}

test_deny_principal if {
	fixtures.deny(rule) == _principal("write_file") with input as _call("write_file", _reader) with data.settings as _principals
	fixtures.deny(rule) == _principal("read_file") with input as _call("read_file", {"id": "eve"}) with data.settings as _principals
}

test_deny_principal_missing if {
	event := object.remove(_call("write_file", {}), ["principal"])
	fixtures.deny(rule) == _principal("write_file") with input as event with data.settings as _principals
	fixtures.deny(rule) == _scope("write_file", "files.read files.write") with input as event with data.settings as _scopes
}

# Which tool it is decides what it needs; a call that does not say needs what nobody has.
test_deny_tool_missing[pointer] if {
	some pointer in {"/tool", "/tool/name"}
	event := json.remove(_call("read_file", _writer), [pointer])
	fixtures.deny(rule) == _scope("", "") with input as event with data.settings as _scopes
	fixtures.deny(rule) == _principal("") with input as event with data.settings as _principals
}

test_deny_nobody_listed if {
	fixtures.deny(rule) == _principal("write_file") with input as _call("write_file", _writer)
		with data.settings as _settings({"principals": {"write_file": []}})
}

test_deny_point_missing if {
	event := object.remove(_call("write_file", _reader), ["point"])
	fixtures.deny(rule) == _scope("write_file", "files.read files.write") with input as event with data.settings as _scopes
}

test_allow_no_scope_needed if {
	settings := _settings({"scopes": {"write_file": []}})
	fixtures.deny(rule) == set() with input as _call("write_file", {"id": "ana", "scopes": []}) with data.settings as settings
}

test_allow_unsaid[name] if {
	some name, settings in {
		"no settings": {"profile": "personal"},
		"no access": {"profile": "personal", "servers": {"files": {}}},
		"other tools": _settings({"scopes": {"delete": ["x"]}, "principals": {"delete": ["eve"]}}),
	}
	fixtures.deny(rule) == set() with input as _call("write_file", {}) with data.settings as settings
}

test_allow_in_clients if {
	event := object.union(_call("write_file", _reader), {"point": "client"})
	fixtures.deny(rule) == set() with input as event with data.settings as _scopes
}
