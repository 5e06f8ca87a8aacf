package mcp.lib.approvals_test

import data.mcp.lib.approvals

_set(name, value) := {"setting": {"name": name, "value": value}}

test_allow_about[name] if {
	some name in {"auto_approve_tools", "trust_server", "bypass_permissions", "sandbox_auto_approve"}
	approvals.about with input as _set(name, true)
}

test_deny_about[name] if {
	some name in {"auto_connect", "headers_helper", ""}
	not approvals.about with input as _set(name, true)
}

test_allow_off[name] if {
	some name, value in {"switch": false, "list": []}
	approvals.off with input as _set("trust_server", value)
}

test_deny_off[name] if {
	some name, value in {"switch": true, "list": ["a"], "text": "false", "null": null, "number": 0, "empty text": "", "object": {}}
	not approvals.off with input as _set("trust_server", value)
}

test_allow_by_name[name] if {
	some name in {"auto_approve_tools", "sandbox_auto_approve"}
	approvals.by_name with input as _set(name, ["read_file", "github/list-issues", "mcp__fs.read:2"])
}

test_allow_by_first_words if approvals.by_name with input as _set("auto_approve_tools", ["list_*", "notes-get-*", "Search_*"])

test_deny_by_name[name] if {
	some name, value in {
		"object of names": {"first": "read_file"},
		"switch": true, "text": "read_file", "none": [], "pattern": ["write_*"], "part of a word": ["read*"],
		"changing before": ["delete_list_*"], "acting before": ["run_list_*"], "mark alone": ["*"], "separator alone": ["_*"],
		"two marks": ["read_**"], "unknown word": ["notes_*"], "one of two": ["read_file", "^r"],
		"arguments": ["Bash(git status)"], "any character": ["read.file$"], "braces": ["{read,write}_file"], "blank": ["read file"],
		"other letters": ["r\u0435ad_file"], "mark inside": ["read*file"], "negation": ["!read_file"],
		"nameless": [""], "no name": [1], "object": {"read_file": true},
	}
	not approvals.by_name with input as _set("auto_approve_tools", value)
}

test_deny_by_name_of_servers if not approvals.by_name with input as _set("trust_server", ["github"])

test_deny_missing[pointer] if {
	some pointer in {"/setting", "/setting/name", "/setting/value"}
	not approvals.by_name with input as json.remove(_set("auto_approve_tools", ["read_file"]), [pointer])
}

_described(words) := object.union(_set("auto_approve_tools", ["read_file"]), {"facts": {"value_words": words}})

test_allow_words if approvals.words(0) == {"read", "file"} with input as _described([["read", "file"]])

test_deny_words[name] if {
	some name, words in {"none": [], "no list": ["read"], "too many": [["read"], ["write"]], "of no entry": {"0": ["read"]}, "null": null}
	not approvals.words(0) with input as _described(words)
}
