package mcp.lib.listed_tools_test

import data.mcp.lib.listed_tools

_lists(tools) := {"profile": "personal", "servers": {"files": {"tools": tools}}}

_event := {"kind": "tool_list", "server": {"name": "files"}}

test_allow_as_listed if {
	listed_tools.listed("read_file") with input as _event with data.settings as _lists({"allow": ["read_file"]})
	listed_tools.spared("read_file") with input as _event with data.settings as _lists({"deny": ["write_file"]})
}

test_deny_not_listed if {
	not listed_tools.listed("Read_File") with input as _event with data.settings as _lists({"allow": ["read_file"]})
	not listed_tools.listed("read_file") with input as _event with data.settings as _lists({})
	not listed_tools.listed("read_file") with input as {} with data.settings as _lists({"allow": ["read_file"]})
}

test_deny_not_spared if {
	not listed_tools.spared("Write_File") with input as _event with data.settings as _lists({"deny": ["write_FILE"]})
	not listed_tools.spared("read_file") with input as _event with data.settings as _lists({"deny": "x"})
}
