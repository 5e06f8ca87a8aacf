package mcp.lib.operations_git_arguments_test

import data.mcp.lib.operations_git_arguments as given

_call(arguments) := {"kind": "tool_call", "arguments": arguments}

test_allow_branches if {
	event := _call({"Target-Branch": "a", "refspecs": ["b", 3, ["c"]], "options": {"ref": "d"}, "remote": "origin", "branch": null})
	{branch | some branch in given.branches} == {"a", "b", "c", "d"} with input as event
	count(given.branches) == 4 with input as event
}

# Text for people names no branch and holds no option.
test_allow_texts if {
	event := _call({"branch": "a", "Commit": {"args": ["b"]}, "message": "x", "Body": ["y"], "count": 3})
	{text | some text in given.texts} == {"a", "b"} with input as event
}

test_allow_nothing[name] if {
	some name, arguments in {"empty": {}, "null": null, "a text alone": "main", "a list alone": ["main"]}
	given.branches == [] with input as _call(arguments)
	given.texts == [] with input as _call(arguments)
}

test_deny_takes_away[name] if {
	some name, arguments in {
		"null": null,
		"a text alone": "--force",
		"a list alone": ["--force"],
		"switch": {"force": true},
		"part of a name": {"isForcePush": "yes"},
		"marks in a name": {"over_write-all": 1},
		"value of its own": {"delete": {"remote": false}},
		"empty list": {"prune": []},
		"deep": {"a": [{"b": {"hard": "TRUE"}}]},
		"long option": {"args": ["--upload-pack=evil"]},
		"short option": {"args": ["-f"]},
		"forced refspec": {"ref": "+main"},
		"deleting refspec": {"ref": ":main"},
	}
	given.takes_away with input as _call(arguments)
}

test_deny_takes_away_missing if given.takes_away with input as {"kind": "tool_call"}

test_allow_takes_nothing_away[name] if {
	some name, arguments in {
		"empty": {},
		"ordinary": {"repo_path": "/srv/work", "branch": "main", "count": 3, "all": true},
		"switched off": {"force": false, "hard": null, "amend": 0, "drop": "0", "prune": "", "mirror": "no", "rebase": "never", "delete": "false"},
		"option that only shows": {"args": ["--oneline", "-v"]},
		"list in a text": {"message": "- one\n- two", "body": "+1", "title": ": a"},
		"mark inside": {"ref": "a:b", "branch": "feature-x"},
	}
	not given.takes_away with input as _call(arguments)
}

test_allow_plain if given.plain("Repo_Path-x") == "repopathx"

test_deny_takes_away_elsewhere[name][form] if {
	some name in {"config", "env", "gitdir", "git_dir", "worktree", "output", "output_file", "reset", "exec", "upload_pack", "receivePack", "textconv"}
	some form, value in {"text": "x", "true": true, "number": 1, "object": {"core.fsmonitor": "x"}, "list": ["x"]}
	given.takes_away with input as _call({"repo_path": "/srv/work", "options": {name: value}})
}

test_allow_nothing_elsewhere[name] if {
	some name in {"config", "env", "output", "reset"}
	every value in [false, null, 0, "", "false", [], {}] {
		not given.takes_away with input as _call({"repo_path": "/srv/work", name: value, "output_format": "json"})
	}
}
