package mcp.lib.operations_git_branches_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.operations_git_branches as branches

_call(name, arguments) := object.union(
	json.remove(fixtures.tool_call, ["/arguments"]),
	{
		"tool": {"name": name},
		"arguments": arguments,
		"facts": {"tool_words": split(name, "_"), "paths": []},
	},
)

_line(text) := object.union(_call("run", {}), {"facts": {"commands": [{
	"pointer": "/arguments/command",
	"parsed": true,
	"operators": [],
	"commands": [{"program": "git", "words": split(text, " ")}],
}]}})

_settings := _protecting(["main", "release/*", "v[1]?"])

_protecting(patterns) := {"servers": {"files": {"grants": {"git": {"protected_branches": patterns}}}}}

_endangers(event, settings) if {
	count(branches.endangering) > 0 with input as event with data.settings as settings
}

test_deny_endangering[name] if {
	some name, event in {
		"named": _call("git_push", {"branch": "main"}),
		"in another case": _call("git_push", {"branch": "Main"}),
		"pattern": _call("git_push", {"branch": "release/1.0"}),
		"whole name": _call("git_push", {"ref": "refs/heads/main"}),
		"destination": _call("git_push", {"refspec": "x:main"}),
		"destination by its whole name": _call("git_push", {"refspec": "+x:refs/heads/main"}),
		"of a remote": _call("git_delete_branch", {"branch": "origin/main"}),
		"one of two": _call("git_push", {"branches": ["x", "main"]}),
		"no branch": _call("git_push", {"remote": "origin"}),
		"wherever the head is": _call("git_push", {"branch": "HEAD"}),
		"wherever the head is, forced": _call("git_push", {"branch": "x:+HEAD"}),
		"expression": _call("git_push", {"branch": "@{upstream}"}),
		"pattern of refs": _call("git_push", {"refspec": "refs/heads/*:refs/heads/*"}),
		"under another name": _call("git_push", {"branch": "x", "onto": "main"}),
		"marks of other patterns": _call("git_push", {"branch": "v[1]?"}),
		"deleted": _call("git_branch", {"mode": "delete", "branch_name": "main"}),
		"reset of a protected one": _call("git_reset", {"branch": "main"}),
		"not understood": _call("git_frobnicate", {}),
		"line": _line("git push origin main"),
		"line without branch": _line("git push"),
		"line that deletes": _line("git branch -D main"),
		"line that forces": _line("git push origin +HEAD:main"),
	}
	_endangers(event, _settings)
}

test_allow_endangering_nothing[name] if {
	some name, event in {
		"named": _call("git_push", {"branch": "feature/x", "repo_path": "/srv/work"}),
		"name that only begins so": _call("git_push", {"branch": "maintenance"}),
		"pattern with other marks is none": _call("git_push", {"branch": "v1x"}),
		"message": _call("git_push", {"branch": "x", "message": "main"}),
		"deleted": _call("git_delete_branch", {"branch": "x"}),
		"committed": _call("git_commit", {"branch": "main"}),
		"read": _call("git_log", {"branch": "main"}),
		"stash": _call("git_stash_drop", {}),
		"reset of the current one": _call("git_reset", {}),
		"line that resets": _line("git reset --hard HEAD~1"),
		"line": _line("git push origin x"),
		"line to another name": _line("git push origin main:x"),
		"line that deletes": _line("git branch -d x"),
		"line that cleans": _line("git clean -fd"),
	}
	not _endangers(event, _settings)
}

test_allow_nothing_protected if {
	not _endangers(_call("git_push", {"branch": "main"}), _protecting([]))
	not _endangers(_call("git_push", {"branch": "main"}), {})
	not _endangers(_call("git_push", {}), {})
}

test_deny_star_in_the_middle if {
	_endangers(_call("git_push", {"branch": "a/b/main"}), _protecting(["a*main"]))
	_endangers(_call("git_push", {"branch": "x"}), _protecting(["*"]))
}
