# METADATA
# title: Grants of operations
# description: >-
#   What the operator granted the server in the event beyond files: version control, databases, commands. A statement
#   without a grant is still one: nothing of its kind is granted.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.grants_operations

import data.mcp.lib.grants

# METADATA
# description: The operator said something about version control for this server.
git_stated if grants.entry.grants.git

# METADATA
# description: >-
#   The kinds of version control granted: read, write, rewrite_history. Who may add may look; who may rewrite may both.
git contains "read" if {
	some kind in ["read", "write", "rewrite_history"]
	grants.entry.grants.git[kind] == true
}

git contains "write" if {
	some kind in ["write", "rewrite_history"]
	grants.entry.grants.git[kind] == true
}

git contains "rewrite_history" if grants.entry.grants.git.rewrite_history == true

# METADATA
# description: The operator said which folders hold the repositories of this server.
repositories_stated if grants.entry.grants.git.repositories

# METADATA
# description: Folders with the repositories that version control may work on.
repositories := {root | some root in grants.entry.grants.git.repositories}

# METADATA
# description: Patterns of branches that are asked about before they change.
protected_branches := {pattern | some pattern in grants.entry.grants.git.protected_branches}

# METADATA
# description: The operator said something about databases for this server.
database_stated if grants.entry.grants.database

# METADATA
# description: >-
#   The classes of SQL statements granted. Who may write may read; schema is a flag of its own. Transactions belong to
#   those who change something: where only reading is granted they end the server's own read-only transaction.
database contains class if {
	some kind, classes in {
		"read": {"read"},
		"write": {"read", "write", "transaction"},
		"schema": {"schema", "transaction"},
	}
	grants.entry.grants.database[kind] == true
	some class in classes
}

# METADATA
# description: The operator said something about commands for this server.
commands_stated if grants.entry.grants.commands

# METADATA
# description: The commands granted, each by its words. What follows them is granted with them, so a * at the end adds nothing.
commands contains words if {
	some text in grants.entry.grants.commands.allow
	words := [word | some word in split(trim_suffix(trim_space(text), " *"), " "); word != ""]
	count(words) > 0
}
