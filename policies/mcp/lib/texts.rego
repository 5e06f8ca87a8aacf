# METADATA
# title: Arguments as they were written
# description: The texts in a call's arguments by their place in the event, for what no fact says about them.
package mcp.lib.texts

# METADATA
# description: Each text in the arguments, by its JSON pointer.
written[pointer] := text if {
	some keys, text
	walk(input.arguments, [keys, text])
	is_string(text)
	pointer := concat("/", array.concat(["", "arguments"], [_escaped(key) | some key in keys]))
}

# METADATA
# description: The text without the blanks and quotes around it, which lenient readers of paths drop.
bare(text) := trim(text, " \t\n\r\u000b\f\u00a0\"'`")

_escaped(key) := replace(replace($"{key}", "~", "~0"), "/", "~1")
