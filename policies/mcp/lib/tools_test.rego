package mcp.lib.tools_test

import data.mcp.lib.tools

_call(name, words) := {"kind": "tool_call", "server": {"name": "files"}, "tool": {"name": name}, "facts": {"tool_words": words}}

test_allow_read_only[name] if {
	some name, words in {
		"read_text_file": ["read", "text", "file"],
		"listDirectory": ["list", "directory"],
		"get-file-info": ["get", "file", "info"],
		"read_media_file": ["read", "media", "file"],
		"read_multiple_files": ["read", "multiple", "files"],
		"list_directory_with_sizes": ["list", "directory", "with", "sizes"],
		"directory_tree": ["directory", "tree"],
		"search_files": ["search", "files"],
		"list_allowed_directories": ["list", "allowed", "directories"],
		"git_status": ["git", "status"],
		"git_diff_unstaged": ["git", "diff", "unstaged"],
		"git_diff_staged": ["git", "diff", "staged"],
		"git_log": ["git", "log"],
		"git_show": ["git", "show"],
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
		"read_and_destroy": ["read", "and", "destroy"],
		"cat_tee": ["cat", "tee"],
		"fetch_to_file": ["fetch", "to", "file"],
		"list_writer": ["list", "writer"],
		"get_rid_of_file": ["get", "rid", "of", "file"],
		"git_branch": ["git", "branch"],
		"git_commit": ["git", "commit"],
		"file": ["file"],
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

test_allow_file_work[name] if {
	some name, words in {
		"read_file": ["read", "file"],
		"write_file": ["write", "file"],
		"edit_file": ["edit", "file"],
		"create_directory": ["create", "directory"],
		"directory_tree": ["directory", "tree"],
		"move_file": ["move", "file"],
		"git_add": ["git", "add"],
		"git_commit": ["git", "commit"],
		"git_create_branch": ["git", "create", "branch"],
		"git_checkout": ["git", "checkout"],
	}
	tools.file_work with input as _call(name, words)
}

test_deny_file_work[name] if {
	some name, words in {
		"read_frobnicate": ["read", "frobnicate"],
		"run_command": ["run", "command"],
		"bash": ["bash"],
		"start_process": ["start", "process"],
		"read_script": ["read", "script"],
		"send_file": ["send", "file"],
		"deploy": ["deploy"],
		"frobnicate_file": ["frobnicate", "file"],
		"file": ["file"],
		"": [],
	}
	not tools.file_work with input as _call(name, words)
}

test_allow_file_work_listed_by_operator[list] if {
	some list in {"allow", "read_only"}
	tools.file_work with input as _call("process", ["process"])
		with data.settings as {"servers": {"files": {"tools": {list: ["process"]}}}}
}

test_deny_file_work_listed_for_another_program[list] if {
	some list in {"allow", "read_only"}
	not tools.file_work with input as _call("process", ["process"])
		with data.settings as {"servers": {"files": {
			"match": {"command": "files"},
			"tools": {list: ["process"]},
		}}}
}

test_deny_file_work_words_missing[name] if {
	some name, event in {
		"absent": json.remove(_call("write_file", []), ["/facts/tool_words"]),
		"no facts": json.remove(_call("write_file", []), ["/facts"]),
		"text": _call("write_file", "write"),
		"null": _call("write_file", null),
	}
	not tools.file_work with input as event
}

test_allow_listed if {
	tools.listed with input as _call("process", ["process"])
		with data.settings as {"servers": {"files": {"tools": {"allow": ["process"]}}}}
}

test_deny_listed[name] if {
	some name, row in {
		"other case": ["Process", {"servers": {"files": {"tools": {"allow": ["process"]}}}}],
		"other server": ["process", {"servers": {"other": {"tools": {"allow": ["process"]}}}}],
		"nothing said": ["process", {}],
	}
	not tools.listed with input as _call(row[0], ["process"]) with data.settings as row[1]
	not tools.labelled with input as _call(row[0], ["process"]) with data.settings as row[1]
}

# A word may stand on several lists.
test_deny_file_work_of_a_word_that_runs[list] if {
	some list in {"reading", "changing", "neutral"}
	verbs := {"reading": {"read": true}, "changing": {}, "neutral": {}, "executing": {"make": true}}
	event := _call("read_make", ["read", "make"])
	not tools.file_work with input as event with data.tables.tool_verbs as object.union(verbs, {list: {"make": true}})
	tools.file_work with input as event with data.tables.tool_verbs as object.union(verbs, {list: {"make": true}, "executing": {"make": false}})
}

_given(arguments) := object.union(_call("find_files", ["find", "files"]), {"arguments": arguments})

test_deny_read_only_told_to_change[name] if {
	some name, arguments in {
		"delete": {"pattern": "x", "delete": true},
		"replace": {"replace": "y"},
		"apply": {"apply": 1},
		"overwrite": {"Over_Write": "true"},
		"saved": {"save_as": "/srv/x"},
		"renamed": {"rename-to": "/srv/x"},
		"write": {"write": {"x": false}},
		"nested": {"options": [{"delete": true}]},
		"mode": {"mode": "w"},
		"mode of both": {"mode": "rb+"},
		"mode as a word": {"open_mode": "Append"},
	}
	not tools.read_only with input as _given(arguments)
}

test_allow_read_only_told_nothing[name] if {
	some name, arguments in {
		"content": {"content": "delete"},
		"recursive": {"recursive": true},
		"pattern": {"pattern": "x"},
		"switched off": {"delete": false, "apply": 0, "replace": "", "write": "false", "overwrite": null},
		"reading": {"mode": "rb"},
		"another mode": {"mode": "all"},
		"mode that is no text": {"mode": 3},
		"none": {},
		"null": null,
	}
	tools.read_only with input as _given(arguments)
}

test_allow_read_only_labelled_told_to_change if {
	tools.read_only with input as _given({"delete": true})
		with data.settings as {"servers": {"files": {"tools": {"read_only": ["find_files"]}}}}
}
