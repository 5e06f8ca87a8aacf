package mcp.lib.operations_git_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.operations_git as git

_call(words, lines) := object.union(
	json.remove(fixtures.tool_call, ["/arguments"]),
	{
		"tool": {"name": concat("_", words)},
		"arguments": {"branch": "x"},
		"facts": {
			"tool_words": words,
			"paths": [],
			"commands": [{
				"pointer": "/arguments/command",
				"parsed": true,
				"operators": [],
				"commands": [{"program": split(line, " ")[0], "words": split(line, " ")} | some line in lines],
			}],
		},
	},
)

_stated := {"servers": {"files": {"grants": {"git": {"read": true}}}}}

test_allow_by_name if {
	event := json.remove(_call(["git", "commit"], []), ["/facts/commands/0"])
	wanted := {{"pointer": "/tool/name", "class": "write", "words": {"git", "commit"}, "branches": ["x"]}}
	git.operations == wanted with input as event
	git.about with input as event
	git.solely with input as event
	git.class == "write" with input as event
	git.as_named with input as event
}

test_allow_by_command if {
	event := _call(["run", "command"], ["git push origin main"])
	wanted := {{"pointer": "/arguments/command", "class": "write", "words": {"push"}, "branches": ["main"]}}
	git.operations == wanted with input as event
	git.solely with input as event
	not git.by_name with input as event
	not git.as_named with input as event
}

# The line says what a tool that carries it does.
test_allow_name_and_command if {
	git.class == "read" with input as _call(["run", "git", "command"], ["git status"])
	git.class == "rewrite_history" with input as _call(["git", "status"], ["git reset"])
}

test_deny_name_that_carries_something_else if {
	git.class == "rewrite_history" with input as _call(["git", "command"], ["rm x"])
}

test_deny_most_of_several if {
	git.class == "rewrite_history" with input as _call(["run"], ["git status", "git commit -m x", "git reset"])
	git.class == "write" with input as _call(["run"], ["git status", "git commit -m x"])
	git.class == "read" with input as _call(["run"], ["git status", "git log"])
}

test_allow_own_words_where_git_is_stated if {
	git.by_name with input as _call(["push", "files"], []) with data.settings as _stated
	not git.by_name with input as _call(["push", "files"], [])
	not git.by_name with input as _call(["create", "file"], []) with data.settings as _stated
}

test_deny_solely if {
	not git.solely with input as _call(["run"], ["git status", "rm x"])
	not git.solely with input as _call(["run"], [])
}

test_allow_nothing_of_git if {
	not git.about with input as fixtures.tool_call
	not git.class with input as fixtures.tool_call
}

test_deny_missing if {
	event := _call(["run"], ["git status"])
	git.class == "rewrite_history" with input as json.remove(event, ["/facts/commands/0/commands/0/words"])
	git.operations == {{
		"pointer": "/facts/commands", "class": "read", "words": {"status"},
		"branches": [],
	}} with input as json.remove(event, ["/facts/commands/0/pointer"])
}

# A name that does not carry command lines counts beside them.
test_deny_name_that_does_more_than_its_command if {
	git.class == "rewrite_history" with input as _call(["git", "reset"], ["git status"])
}

test_deny_as_named_without_a_name_of_git if {
	not git.as_named with input as _call(["run", "command"], ["git reset"])
}

test_allow_other_programs if {
	git.operations == set() with input as _call(["run"], ["rm x", "/usr/bin/make all"])
	git.class == "read" with input as _call(["run"], ["git status", "rm x"])
}
