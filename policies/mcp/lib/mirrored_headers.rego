# METADATA
# title: Headers that mirror the body
# description: What Mcp-Method, Mcp-Name and MCP-Protocol-Version of an HTTP request should say, told from the message it carries.
package mcp.lib.mirrored_headers

import data.mcp.lib.revisions

# METADATA
# description: Mcp-Method says what the message does, or need not be there.
method_fits if input.http.header_method == _method

method_fits if {
	_excused
	object.get(input.http, "header_method", null) == null
}

# METADATA
# description: Mcp-Name says what the message is about, or need not be there.
name_fits if input.http.header_name == _name

name_fits if _decoded == _name

name_fits if {
	_excused
	object.get(input.http, "header_name", null) == null
}

# Of other methods it says nothing, and nobody may read anything into it.
name_fits if {
	is_string(_method)
	object.get(data.tables.named_methods, _method, false) == false
}

# METADATA
# description: MCP-Protocol-Version says which revision the message is of, or need not be there.
version_fits if input.http.header_protocol_version == input.protocol_version

# Up to 2025-11-25 the header says what was negotiated, and a first request does not have it.
version_fits if {
	_excused
	object.get(input.http, "header_protocol_version", null) == null
}

version_fits if {
	revisions.legacy
	revisions.published_before_headers(input.http.header_protocol_version)
}

# What is no request need not say it, and then the header cannot say anything else.
version_fits if {
	input.kind == "session"
	object.get(input, "protocol_version", null) == null
	_era_fits
}

_era_fits if object.get(input, ["message", "era"], null) == null

_era_fits if {
	is_string(input.http.header_protocol_version)
	not revisions.published_before_headers(input.http.header_protocol_version)
}

_method := object.get(input, ["message", "method"], object.get(_of_kind, input.kind, null))

_of_kind := {"tool_call": "tools/call", "resource_read": "resources/read", "prompt_get": "prompts/get"}

_name := input.tool.name if input.kind == "tool_call"

_name := input.resource.uri if input.kind == "resource_read"

_name := input.prompt.name if input.kind == "prompt_get"

_name := input.message.name if input.kind == "session"

_decoded := decoded(input.http.header_name)

# METADATA
# description: What no header can hold as it is travels as =?base64?...?=.
decoded(header) := base64.decode(trim_suffix(trim_prefix(header, "=?base64?"), "?=")) if {
	startswith(header, "=?base64?")
	endswith(header, "?=")
}

_excused if revisions.legacy

# Nothing was said about the revision: then what is there must fit, and nothing need be there.
_excused if {
	object.get(input, "message", null) == null
	object.get(input, "protocol_version", null) == null
}

# Notifications and answers need not say it.
_excused if {
	input.kind == "session"
	object.get(input, ["message", "era"], null) == null
	object.get(input, "protocol_version", null) == null
}
