package mcp.lib.operations_git_command_test

import data.mcp.lib.operations_git_command as command

_run(text) := {"program": "git", "words": split(text, " ")}

test_allow_read[text] if {
	some text in {
		"git show :README.md",
		"git status", "git status -sb", "git diff --staged", "git log --oneline -5", "git --no-pager log -n 3",
		"git branch", "git branch -a", "git tag -l", "git remote -v", "git remote show origin", "git stash list",
		"git show HEAD~1 --stat", "git rev-parse --abbrev-ref HEAD", "git log --format=%h",
	}
	command.class(_run(text)) == "read"
}

test_allow_write[text] if {
	some text in {
		"git add -A", "git commit -m x", "git push -u origin feature", "git push", "git checkout -b feature",
		"git branch feature", "git tag v1", "git stash", "git stash pop", "git fetch", "git pull --ff-only",
		"git remote add origin url",
	}
	command.class(_run(text)) == "write"
}

test_deny_rewriting[text] if {
	some text in {
		"git branch -D", "git tag -d",
		"git push --force", "git push -f origin main", "git push --force-with-lease=main", "git push origin +main",
		"git push origin :main", "git push --mirror", "git reset --hard HEAD~1", "git rebase main", "git commit --amend",
		"git branch -D feature", "git tag -d v1", "git stash drop", "git clean -fdx", "git checkout -- .", "git checkout .",
		"git pull --rebase", "git fetch origin +a:b",
	}
	command.class(_run(text)) == "rewrite_history"
	command.plain(_run(text))
}

# What runs programs, or what nobody knows, is the most that is possible and not git's alone.
test_deny_not_plain[text] if {
	some text in {
		"git", "git -c core.pager=evil log", "git --exec-path=/x status", "git -C /other status", "git config alias.x !sh",
		"git log --output=/etc/x", "git log --outp=/etc/x", "git fetch --upload-pack=evil", "git push --receive-pack evil",
		"git rebase --exec evil", "git bisect run evil", "git submodule foreach evil", "git frobnicate", "git grep -Oevil",
		"git remote set-url origin x", "git diff --ext-diff", "/tmp/git status", "git stash branch x",
	}
	command.class(_run(text)) == "rewrite_history"
	not command.plain(_run(text))
}

test_deny_missing[name] if {
	some name in {"words", "program"}
	command.class(object.remove(_run("git status"), [name])) == "rewrite_history"
	not command.plain(object.remove(_run("git status"), [name]))
}

test_allow_branches[text] if {
	some text, names in {
		"git push origin feature": ["feature"],
		"git push -u origin a b": ["a", "b"],
		"git push origin HEAD:main": ["HEAD:main"],
		"git branch -D a b": ["a", "b"],
		"git branch --delete a": ["a"],
	}
	command.branches(_run(text)) == names
}

test_deny_branches_unnamed[text] if {
	some text in {
		"git branch -D x --frobnicate", "git tag -d x",
		"git push", "git push origin", "git push --all origin x", "git push --mirror", "git push -o x origin", "git branch -M x",
		"git reset --hard x", "git rebase x", "git status",
	}
	command.branches(_run(text)) == []
}

test_allow_all_known if command.all_known("log", ["--oneline", "-3", "x"])

test_deny_all_known if {
	not command.all_known("log", ["--output=x"])
	not command.all_known("frobnicate", ["-x"])
}
