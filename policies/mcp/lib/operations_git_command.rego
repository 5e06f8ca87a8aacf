# METADATA
# title: What a git command line does
# description: >-
#   Reads the class of one git command from its words. Git's options can run programs, so a command with a subcommand or
#   an option that is on no list does the most that is possible, and is not plain.
package mcp.lib.operations_git_command

# METADATA
# description: Where the subcommand stands among the words.
start(run) := 2 if {
	run.words[1] == "--no-pager"
} else := 1

# METADATA
# description: The class of the command.
class(run) := "read" if {
	plain(run)
	not _rewrites(run)
	_said(run) == "read"
} else := "write" if {
	plain(run)
	not _rewrites(run)
	_said(run) == "write"
} else := "rewrite_history"

# METADATA
# description: Git itself is run, found on the search path, by subcommand and options that start no program.
plain(run) if {
	run.program == "git"
	run.words[0] == "git"
	_said(run)
	every word in _rest(run) {
		_known(run.words[start(run)], word)
	}
}

# METADATA
# description: All of these words may follow the subcommand of a git command without starting a program.
all_known(subcommand, words) if {
	every word in words {
		_known(subcommand, word)
	}
}

# METADATA
# description: The branches that the command changes, by name; none where it does not name them all.
branches(run) := array.slice(names, 1, count(names)) if {
	plain(run)
	run.words[start(run)] == "push"
	count({word | some word in _rest(run)} & {"--all", "--branches", "--mirror", "--prune"}) == 0
	names := _names(run)
} else := _names(run) if {
	plain(run)
	run.words[start(run)] == "branch"
	count({word | some word in _rest(run)} & {"-d", "-D", "--delete"}) > 0
} else := []

_said(run) := object.get(kinds, _first(run), object.get(kinds, "*", null)) if {
	kinds := data.tables.git_commands.subcommands[run.words[start(run)]]
	is_string(object.get(kinds, _first(run), object.get(kinds, "*", null)))
}

# The words behind the subcommand that are no options.
_first(run) := _names(run)[0]

_first(run) := "" if count(_names(run)) == 0

_names(run) := [word | some word in _rest(run); startswith(word, "-") == false]

_rest(run) := array.slice(run.words, start(run) + 1, count(run.words))

_known(_, word) if startswith(word, "-") == false

_known(_, word) if regex.match(`^-[0-9]+$`, word)

_known(subcommand, word) if {
	name := split(word, "=")[0]
	some list in ["plain", "rewriting"]
	some scope in ["any", subcommand]
	data.tables.git_commands[list][scope][name]
}

_rewrites(run) if {
	some word in _rest(run)
	data.tables.git_commands.rewriting[run.words[start(run)]][split(word, "=")[0]]
}

# A refspec that forces or deletes.
_rewrites(run) if {
	run.words[start(run)] in {"push", "fetch", "pull"}
	some word in _rest(run)
	some mark in ["+", ":"]
	startswith(word, mark)
}
