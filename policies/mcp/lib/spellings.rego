# METADATA
# title: How a path may be spelled
# description: A file is reached by the path as it was written, and by where its links lead.
package mcp.lib.spellings

import data.mcp.lib.texts

# METADATA
# description: >-
#   The path with its links followed, and as it was written. Both count: whoever opens the file may do so by either. A path
#   that could not be resolved, relative to a folder of the server's say, is judged as it was written. Empty when nobody
#   knows what was written.
of(found) := {path | some path in {_resolved(found), _written(found)}; path != ""}

_resolved(found) := found.resolved if {
	is_string(found.resolved)
} else := ""

# Attacker-controlled: a blank or quote at its end hides the name from comparison, and many servers drop it.
_written(found) := texts.bare(found.written) if is_string(found.written)
