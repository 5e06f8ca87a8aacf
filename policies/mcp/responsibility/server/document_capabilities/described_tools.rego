# METADATA
# title: Tools are documented
# description: >-
#   Server developers document what their tools do and need. People and models decide by it, so a tool without it cannot
#   be decided about.
# custom:
#   clause: server/document_capabilities
package mcp.responsibility.server.document_capabilities.described_tools

# METADATA
# title: Tool does not say what it does
# description: The definition has no description.
# custom:
#   short_name: undescribed_tool
#   severity: low
#   responsible: server_developer
#   remedy: Describe what the tool does, reads and changes.
#   spec: 2026-07-28 server/tools#tool
on.tool_list.weigh contains {
	"topic": "undocumented_tool",
	"code": "server/document_capabilities.undescribed_tool",
	"pointer": $"/tools/{index}",
	"args": {"tool": object.get(tool, "name", "")},
} if {
	some index, tool in input.tools
	not _described(tool)
}

# METADATA
# title: Tool does not say what it takes
# description: The definition has no input schema, or one that names no parameter and takes any.
# custom:
#   short_name: undescribed_input
#   severity: low
#   responsible: server_developer
#   remedy: Name the parameters in inputSchema.properties; for a tool without any, set additionalProperties to false.
#   spec: 2026-07-28 server/tools#tool
on.tool_list.weigh contains {
	"topic": "undocumented_tool",
	"code": "server/document_capabilities.undescribed_input",
	"pointer": $"/tools/{index}",
	"args": {"tool": object.get(tool, "name", "")},
} if {
	some index, tool in input.tools
	not _input_described(tool)
}

_described(tool) if trim_space(tool.description) != ""

_input_described(tool) if is_object(tool.inputSchema.properties)

_input_described(tool) if {
	is_object(tool.inputSchema)
	some member in ["oneOf", "anyOf", "allOf", "$ref"]
	tool.inputSchema[member]
}

_input_described(tool) if tool.inputSchema.additionalProperties == false

# No parameter is named, and none is invited.
_input_described(tool) if {
	tool.inputSchema.type == "object"
	object.get(tool.inputSchema, "additionalProperties", null) == null
}
