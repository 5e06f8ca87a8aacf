# METADATA
# title: What a result brings into the conversation
# description: >-
#   Operators restrict how data moves between servers in one conversation. For that it is remembered what entered it: text
#   that strangers may have written, data that is not public, secrets. Whoever keeps no account of the conversation may
#   ignore it.
# custom:
#   clause: operator/restrict_access
#   also: [operator/understand_capabilities]
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.operator.restrict_access.entered_data

import data.mcp.lib.capabilities
import data.mcp.lib.grants

on.tool_result.oblige contains obligation if some obligation in _remembered

on.resource_result.oblige contains obligation if some obligation in _remembered

on.prompt_result.oblige contains obligation if some obligation in _remembered

_remembered contains {"type": "label", "labels": sort(_labels)} if count(_labels) > 0

_labels contains data.tables.entered_labels[class] if some class in _classes

# What the call named, as the operator labels it.
_labels contains label if {
	some object_fact in input.facts.objects
	some label in object_fact.labels
	label in {"untrusted", "private", "secret"}
}

# Nobody knows what was called for: it may be any object that the operator labels.
_labels contains label if {
	not _known_call
	some label in data.settings.data_labels
	label in {"untrusted", "private", "secret"}
}

_known_call if is_object(input.arguments)

_known_call if is_string(input.resource.uri)

_known_call if count(input.facts.objects) > 0

# Without a server, nobody knows whose labels hold.
_classes contains class if {
	some class in ["untrusted_source", "private_data"]
	not input.server.name
}

_classes contains class if {
	input.kind == "tool_result"
	some class in _tool_classes
}

# Resources and prompts have no words to go by, but an address may say where a resource lies.
_classes contains class if {
	input.kind != "tool_result"
	some class in grants.entry.labels
}

_classes contains class if {
	input.kind == "resource_result"
	not _server_labeled
	scheme := split(lower(object.get(input, ["resource", "uri"], "file:")), ":")[0]
	class := data.tables.resource_classes[scheme]
}

_server_labeled if is_array(grants.entry.labels)

# What a tool's name and parameters say; a tool without a name may be any.
_tool_classes := capabilities.called | capabilities.by_words({word | some word in input.facts.tool_words}, _parameters) if {
	is_string(input.tool.name)
	is_array(input.facts.tool_words)
	not capabilities.stated(input.tool.name)
} else := capabilities.stated(input.tool.name) if {
	capabilities.stated(input.tool.name)
} else := {"untrusted_source", "private_data"}

_parameters := {lower(name) | some name, _ in input.tool.definition.inputSchema.properties}
