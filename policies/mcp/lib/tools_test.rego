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
		"get_command_output": ["get", "command", "output"],
		"query_shell": ["query", "shell"],
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

test_deny_executing[name] if {
	some name, words in {
		"run_command": ["run", "command"],
		"bash": ["bash"],
		"start_process": ["start", "process"],
		"python": ["python"],
		"read_script": ["read", "script"],
	}
	tools.executing == true with input as _call(name, words)
}

test_allow_not_executing[name] if {
	some name, words in {
		"write_file": ["write", "file"],
		"codebase_search": ["codebase", "search"],
		"": [],
	}
	tools.executing == false with input as _call(name, words)
}

test_allow_executing_labelled_by_operator if {
	tools.executing == false with input as _call("process", ["process"])
		with data.settings as {"servers": {"files": {"tools": {"read_only": ["process"]}}}}
}

test_deny_executing_labelled_for_another_program if {
	tools.executing == true with input as _call("process", ["process"])
		with data.settings as {"servers": {"files": {
			"match": {"command": "files"},
			"tools": {"read_only": ["process"]},
		}}}
}

test_deny_executing_words_missing[name] if {
	some name, event in {
		"absent": json.remove(_call("write_file", []), ["/facts/tool_words"]),
		"no facts": json.remove(_call("write_file", []), ["/facts"]),
		"text": _call("write_file", "write"),
		"null": _call("write_file", null),
		"object": _call("write_file", {"write": "file"}),
	}
	tools.executing == true with input as event
}
