# METADATA
# title: Texts about other tools and about attacks
# description: Tells a text that steers other tools from one that mentions them, and one about injections from one that is one.
package mcp.lib.steering

import data.mcp.lib.instructions

# METADATA
# description: A text about injections that tells nobody to ignore anything except between quotation marks.
quotes_attacks(text) if {
	count(text) <= 2000
	read := lower(text)
	regex.match(`\b(?:injections?|jailbreaks?)\b`, read)
	not regex.match(`\byou are (?:now|no longer)\b|\bsupersede|\btake precedence`, read)
	quoted := regex.find_all_string_submatch_n(`["'“‘][^"'“”‘’]{0,60}\b(?:ignore|disregard|forget|discard)\b[^"'“”‘’]{0,60}["'”’]`, read, -1)
	count(quoted) > 0
	count(quoted) == count(regex.find_all_string_submatch_n(`\b(?:ignore|disregard|forget|discard)\b`, read, -1))
}

# METADATA
# description: The text has what goes through another tool sent to an address that stands in the text.
reroutes(text, others) if {
	instructions.holds(text, ["rerouting"])
	_beyond(text, others)
}

_beyond(text, _) if instructions.holds(text, ["beyond_itself"])

_beyond(text, others) if {
	some other in others
	instructions.mentions(text, other)
}
