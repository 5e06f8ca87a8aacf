# METADATA
# title: Texts as lenient readers take them
# description: What readers of a path drop of the text they are given.
package mcp.lib.texts

# METADATA
# description: The text without the blanks and quotes around it, which lenient readers of paths drop.
bare(text) := trim(text, " \t\n\r\u000b\f\u00a0\"'`")
