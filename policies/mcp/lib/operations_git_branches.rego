# METADATA
# title: Branches that a call may change
# description: >-
#   Whether a push, or an operation that takes something away, is known to leave the protected branches alone. A branch
#   that the call does not name may be any of them.
package mcp.lib.operations_git_branches

import data.mcp.lib.grants_operations as grants
import data.mcp.lib.operations_git as git
import data.mcp.lib.operations_git_arguments as given

# METADATA
# description: The operations that may change a protected branch.
endangering contains operation if {
	count(grants.protected_branches) > 0
	some operation in git.operations
	_changes_branches(operation)
	not _spares(operation)
}

_changes_branches(operation) if count({"push", "publish"} & operation.words) > 0

_changes_branches(operation) if {
	operation.class == "rewrite_history"
	every word in operation.words {
		object.get(data.tables.git_operations.branchless, word, false) == false
	}
}

# What stays on this machine changes nobody else's branch before it is pushed, unless it says which branch it is about.
_changes_branches(operation) if {
	operation.class == "rewrite_history"
	count(operation.branches) > 0
}

# At least one branch is named, and every name that is given is another's.
_spares(operation) if {
	count(operation.branches) > 0
	every branch in operation.branches {
		regex.match(`^[A-Za-z0-9][A-Za-z0-9._/-]*$`, _bare(branch))
		lower(_bare(branch)) != "head"
		_unprotected(_bare(branch))
		_unprotected(concat("/", array.slice(split(_bare(branch), "/"), 1, 1000)))
	}
	_elsewhere(operation)
}

_elsewhere(operation) if operation.pointer != "/tool/name"

# Attacker-controlled: a protected branch may be given under a name that nobody expects, so every text of the call counts.
_elsewhere(operation) if {
	operation.pointer == "/tool/name"
	every text in given.texts {
		_unprotected(_bare(text))
	}
}

# What a push changes stands behind the last colon; git completes shorter names to refs/heads.
_bare(text) := trim_prefix(trim_prefix(trim_left(last, "+"), "refs/"), "heads/") if {
	parts := split(text, ":")
	last := parts[count(parts) - 1]
}

_unprotected(name) if {
	every pattern in grants.protected_branches {
		glob.match(_pattern(pattern), null, lower(name)) == false
	}
}

# * is the only mark of a pattern; the others that glob knows stand for themselves.
_pattern(pattern) := strings.replace_n(
	{"\\": "\\\\", "?": "\\?", "[": "\\[", "]": "\\]", "{": "\\{", "}": "\\}"},
	lower(pattern),
)
