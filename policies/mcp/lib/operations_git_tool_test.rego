package mcp.lib.operations_git_tool_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.operations_git_arguments as given
import data.mcp.lib.operations_git_tool as tool

_call(name, arguments) := object.union(
	json.remove(fixtures.tool_call, ["/arguments"]),
	{
		"tool": {"name": name},
		"arguments": arguments,
		"facts": {"tool_words": [word | some word in split(name, "_"); word != ""], "paths": []},
	},
)

_here := {"repo_path": "/srv/work"}

_plus(more) := object.union(_here, more)

test_allow_read[name] if {
	some name, event in {
		"status": _call("git_status", _here),
		"diff": _call("git_diff_unstaged", _plus({"context_lines": 3})),
		"target": _call("git_diff", _plus({"target": "main"})),
		"listing": _call("git_branch", _plus({"branch_type": "local"})),
		"chosen": _call("git_branch", _plus({"mode": "list"})),
		"chosen by another name": _call("git_tag", _plus({"Action": "LIST"})),
		"commits that are looked at": _call("list_commits", {}),
		"one commit": _call("git_show_commit", _here),
		"stashes": _call("git_stash_list", _here),
		"option that only shows": _call("git_log", _plus({"args": ["--oneline"]})),
		"switched off": _call("git_diff", _plus({"force": false})),
		"text off": _call("git_diff", _plus({"force": "false"})),
	}
	tool.class == "read" with input as event
}

test_allow_write[name] if {
	some name, event in {
		"looking and changing": _call("git_log_push", _here),
		"thing that is changed": _call("git_push_branch", _here),
		"chosen beside a word of looking": _call("git_show_commit", _plus({"mode": "commit"})),
		"commit": _call("git_commit", _plus({"message": "- one\n- two"})),
		"add": _call("git_add", _plus({"files": ["a.txt"]})),
		"push": _call("git_push", _plus({"branch": "feature", "force": false})),
		"branch": _call("git_create_branch", _plus({"branch_name": "x"})),
		"chosen": _call("git_branch", _plus({"mode": "create", "branchName": "x"})),
		"stash": _call("git_stash", _here),
		"files pushed": _call("push_files", {"owner": "a", "branch": "x"}),
	}
	tool.class == "write" with input as event
}

test_deny_rewriting[name] if {
	some name, event in {
		"unknown beside a thing": _call("git_branch_frobnicate", _here),
		"unknown beside one that adds": _call("git_commit_frobnicate", _here),
		"adding and taking away": _call("git_push_force", _here),
		"thing with arguments that are a list": _call("git_branch", []),
		"reset": _call("git_reset", _here),
		"delete": _call("git_delete_branch", _plus({"branch": "x"})),
		"unknown": _call("git_frobnicate", _here),
		"unknown beside a known one": _call("git_status_and_more", _here),
		"no operation": _call("git", _here),
		"thing with unknown arguments": _call("git_branch", _plus({"name": "x"})),
		"chosen": _call("git_branch", _plus({"mode": "delete"})),
		"chosen and unknown": _call("git_branch", _plus({"mode": "frobnicate"})),
		"chosen is no text": _call("git_branch", _plus({"mode": ["list"]})),
		"looking, choosing to change": _call("git_log", _plus({"operation": "reset"})),
		"no words": _call("", _here),
	}
	tool.class == "rewrite_history" with input as event
	tool.named == "rewrite_history" with input as event
}

test_deny_taking_away[name] if {
	some name, more in {
		"force": {"force": true},
		"text": {"force": "true"},
		"number": {"force": 1},
		"with lease": {"forceWithLease": true},
		"marks in the name": {"Force_Push": true},
		"object": {"force": {"lease": "main"}},
		"nested": {"options": {"force": true}},
		"hard": {"hard": true},
		"deletes the branch": {"delete_branch": true},
		"option": {"args": ["--force"]},
		"option as a branch": {"branch": "--force"},
		"short option": {"flags": "-f"},
		"forced refspec": {"refspec": "+main"},
		"deleting refspec": {"refspecs": [":main"]},
	}
	tool.class == "rewrite_history" with input as _call("git_push", _plus(more))
	tool.named == "write" with input as _call("git_push", _plus(more))
}

test_allow_labelled if {
	settings := {"servers": {"files": {"tools": {"read_only": ["git_frobnicate"]}}}}
	tool.class == "read" with input as _call("git_frobnicate", _here) with data.settings as settings
	tool.class == "rewrite_history" with input as _call("git_frobnicate", {"force": true}) with data.settings as settings
	adds := {"servers": {"files": {"tools": {"read_only": ["git_commit"]}}}}
	tool.class == "read" with input as _call("git_commit", _here) with data.settings as adds
}

test_deny_missing[pointer] if {
	some pointer in {"/arguments", "/facts/tool_words", "/facts"}
	tool.class == "rewrite_history" with input as json.remove(_call("git_status", _here), [pointer])
}

test_allow_branches if {
	given.branches == ["a", "b"] with input as _call("git_push", {"branch": "a", "refspecs": ["b", 3], "remote": "origin"})
}

test_allow_texts if {
	given.texts == ["a", "b"] with input as _call("git_push", {"branch": "a", "message": "x", "y": {"z": ["b"]}, "n": 3})
}
