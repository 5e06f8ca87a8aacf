# METADATA
# title: Arguments are what the tool says it takes
# description: >-
#   Servers validate all tool inputs. What does not fit the tool's own schema, or holds characters no name has, is refused
#   before the tool sees it.
# custom:
#   clause: server/validate_input
#   also: [implementation]
#   spec: 2026-07-28 server/tools#security-considerations
package mcp.responsibility.server.validate_input.argument_form

import data.mcp.lib.argument_values
import data.mcp.lib.arguments

# METADATA
# title: Argument was not described
# description: The event has an argument without saying where it stands, what its parameter's name says or what is in it.
# custom:
#   short_name: argument_undescribed
#   severity: high
#   responsible: client_developer
#   remedy: Let the SDK describe the event before it is decided.
_undescribed contains {
	"code": "server/validate_input.argument_undescribed",
	"pointer": "/facts/arguments",
	"args": {},
} if {
	is_array(input.facts.arguments)
	not _described
}

on.tool_call.deny contains reason if some reason in _undescribed

on.prompt_get.deny contains reason if some reason in _undescribed

# METADATA
# title: Argument does not fit the tool's schema
# description: The tool's inputSchema does not allow this argument. A server that takes it anyway was not written for it.
# custom:
#   short_name: schema_mismatch
#   severity: medium
#   responsible: server_developer
#   remedy: Call the tool as its schema says; in the server, refuse what the schema does not allow.
#   spec: 2026-07-28 server/tools#security-considerations
_mismatch contains {
	"code": "server/validate_input.schema_mismatch",
	"pointer": object.get(error, "pointer", "/arguments"),
	"args": {"keyword": object.get(error, "keyword", "")},
} if {
	some error in input.facts.schema.errors
	not _left_out(error)
}

# Models write null for what they leave out, and clients send it: 2026-07-28 says how they do that with headers.
_left_out(error) if {
	error.keyword in {"type", "enum", "const"}
	some name, value in input.arguments
	value == null
	error.pointer == $"/arguments/{name}"
	required := object.get(input.tool.definition.inputSchema, "required", [])
	is_array(required)
	not name in required
}

on.tool_call.deny contains reason if some reason in _mismatch

on.prompt_get.deny contains reason if some reason in _mismatch

# METADATA
# title: Name holds a character nobody sees
# description: >-
#   The value names a thing, or is the name of a member, and holds a null byte or control character. Readers differ in
#   where such a name ends.
# custom:
#   short_name: control_character_in_identifier
#   severity: high
#   responsible: server_developer
#   remedy: Refuse names with control characters in the server.
_control contains {
	"code": "server/validate_input.control_character_in_identifier",
	"pointer": fact.pointer,
	"args": {},
} if {
	some fact in arguments.described
	some mark in fact.marks
	mark in {"null_byte", "control_character"}
	_names(fact)
}

on.tool_call.deny contains reason if some reason in _control

on.prompt_get.deny contains reason if some reason in _control

_names(fact) if arguments.identifier(fact)

_names(fact) if "member_name" in fact.marks

_described if {
	every fact in input.facts.arguments {
		is_string(fact.pointer)
		is_array(fact.words)
		is_array(fact.marks)
		is_number(fact.length)
		_readable(fact)
	}
}

# Rules that read the value find nothing in one that is not there.
_readable(fact) if argument_values.text(fact) != ""

_readable(fact) if fact.length == 0

# Positions in lists and names of digits cannot be told apart in a pointer.
_readable(fact) if {
	some step in split(fact.pointer, "/")
	argument_values.is_position(step)
}

_readable(fact) if "member_name" in fact.marks
