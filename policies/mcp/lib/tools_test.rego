package mcp.lib.tools_test

import data.mcp.lib.tools

_call(name, words) := {"kind": "tool_call", "server": {"name": "files"}, "tool": {"name": name}, "facts": {"tool_words": words}}

test_allow_read_only[name] if {
	some name, words in {
		"read_text_file": ["read", "text", "file"],
		"listDirectory": ["list", "directory"],
		"get-file-info": ["get", "file", "info"],
	}
	tools.read_only with input as _call(name, words)
}

test_deny_read_only[name] if {
	some name, words in {
		"write_file": ["write", "file"],
		"find_and_replace": ["find", "and", "replace"],
		"getOrCreate": ["get", "or", "create"],
		"frobnicate": ["frobnicate"],
		"readfile": ["readfile"],
		"": [],
	}
	not tools.read_only with input as _call(name, words)
}

test_allow_labelled_by_operator if {
	tools.read_only with input as _call("compile", ["compile"])
		with data.settings as {"servers": {"files": {"tools": {"read_only": ["compile"]}}}}
}

test_deny_labelled_for_another_server if {
	not tools.read_only with input as _call("compile", ["compile"])
		with data.settings as {"servers": {"other": {"tools": {"read_only": ["compile"]}}}}
}

# The label was given to another program under the same name.
test_deny_labelled_for_another_program if {
	not tools.read_only with input as _call("compile", ["compile"])
		with data.settings as {"servers": {"files": {
			"match": {"command": "files"},
			"tools": {"read_only": ["compile"]},
		}}}
}

test_deny_tool_words_missing if {
	not tools.read_only with input as json.remove(_call("read_file", ["read"]), ["/facts/tool_words"])
}

test_deny_tool_name_missing if {
	tools.name == "" with input as {"kind": "tool_call"}
	not tools.read_only with input as json.remove(_call("compile", []), ["/tool"])
		with data.settings as {"servers": {"files": {"tools": {"read_only": ["compile"]}}}}
}

test_allow_name if {
	tools.name == "compile" with input as _call("compile", [])
}
