# METADATA
# title: Settings that approve in advance
# description: Reads what a client's setting approves, in the words that all clients' settings are put into.
package mcp.lib.approvals

# METADATA
# description: The setting answers for the user when a tool is about to be called.
about if input.setting.name in {"auto_approve_tools", "trust_server", "bypass_permissions", "sandbox_auto_approve"}

# METADATA
# description: The setting approves nothing.
off if input.setting.value == false

off if count(input.setting.value) == 0

# METADATA
# description: The setting approves tools by name, in a list in which no entry is a pattern.
by_name if {
	input.setting.name in {"auto_approve_tools", "sandbox_auto_approve"}
	is_array(input.setting.value)
	count(input.setting.value) > 0
	every tool in input.setting.value {
		_one_tool(tool)
	}
}

_one_tool(tool) if {
	count(tool) > 0
	every mark in ["*", "?", "+", "^", "["] {
		indexof(tool, mark) == -1
	}
}
