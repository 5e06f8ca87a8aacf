# METADATA
# title: Arguments of a tool of version control
# description: Reads from the arguments of a call what changes the meaning of an operation, and which branches it names.
package mcp.lib.operations_git_arguments

# METADATA
# description: The branches that the arguments name.
branches := [branch |
	some [name, branch] in _members
	data.tables.git_operations.branches[plain(name)]
	is_string(branch)
]

# METADATA
# description: Every text of the arguments but those for people.
texts := [text |
	some [name, text] in _members
	is_string(text)
	object.get(data.tables.git_operations.texts, plain(name), false) == false
]

# METADATA
# description: Something in the arguments turns adding into taking away, or there are no arguments to look at.
takes_away if not _given

# Attacker-controlled: switches may stand at any depth, in any spelling, as true, "true", 1 or an object of their own.
takes_away if {
	some [name, value] in _members
	some part, _ in data.tables.git_operations.switches
	contains(plain(name), part)
	not value in {false, null, 0, "0", "", "false", "no", "never"}
}

# Attacker-controlled: these choose another configuration, repository or program, or where to write.
takes_away if {
	some [name, value] in _members
	data.tables.git_operations.elsewhere[plain(name)]
	not value in {false, null, 0, "0", "", "false", "no", "never"}
	not value in [[], {}]
}

# An option that does more than show, a forced refspec, or a refspec that deletes.
takes_away if {
	some [name, value] in _members
	some mark in ["-", "+", ":"]
	startswith(value, mark)
	object.get(data.tables.git_operations.texts, plain(name), false) == false
	object.get(data.tables.git_commands.plain.any, value, false) == false
}

_given if is_object(input.arguments)

# Members of the arguments by the nearest name, so that elements of a list are judged by the list's.
_members := [[name, value] |
	some path, value
	walk(input.arguments, [path, value])
	names := [part | some part in path; is_string(part)]
	count(names) > 0
	name := names[count(names) - 1]
]

# METADATA
# description: The name of a parameter in lower case and without marks.
plain(name) := replace(replace(lower(name), "_", ""), "-", "")
