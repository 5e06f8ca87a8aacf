# METADATA
# title: What an argument says
# description: Finds the string that a fact about an argument points to.
package mcp.lib.argument_values

# METADATA
# description: The value itself; empty for the name of a member, and where it cannot be found.
text(fact) := found if {
	steps := [replace(replace(step, "~1", "/"), "~0", "~") | some step in split(substring(fact.pointer, 1, -1), "/")]
	found := object.get(input, [_step(step) | some step in steps], null)
	is_string(found)
	not "member_name" in fact.marks
} else := ""

# METADATA
# description: A position in a list, or a name of digits. WebAssembly compiles an expression each time it is matched.
is_position(step) if {
	step != ""
	trim(step, "0123456789") == ""
}

# A position in a list is a number in a path.
_step(step) := to_number(step) if {
	is_position(step)
} else := step
