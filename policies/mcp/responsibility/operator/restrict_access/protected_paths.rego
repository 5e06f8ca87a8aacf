# METADATA
# title: Protected files stay as they are
# description: >-
#   Operators name files that no tool may change, wherever they lie. Attacker-controlled: the path may be written in
#   another case, through a link, with dots, or name a folder that is moved away with the file in it.
# custom:
#   clause: operator/restrict_access
#   also: [filesystem_access]
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.operator.restrict_access.protected_paths

import data.mcp.lib.folders
import data.mcp.lib.spellings
import data.mcp.lib.tools

# METADATA
# title: Tool would change a protected file
# description: >-
#   The call is not known to only read, and it names a file that the settings protect, or it cannot be told what it names.
# custom:
#   short_name: protected_path
#   severity: high
#   responsible: operator
#   remedy: Make the change yourself, or take the pattern out of protected_paths.
on.tool_call.deny contains {
	"code": "operator/restrict_access.protected_path",
	"pointer": object.get(found, "pointer", "/arguments"),
	"args": {"tool": tools.name},
} if {
	data.settings.protected_paths
	not tools.read_only
	some found in input.facts.paths
	not _spared(found)
}

# Both spellings count: whoever reads the protected file reads it through the link that the resolved path has followed.
_spared(found) if {
	count(spellings.of(found)) > 0
	every path in spellings.of(found) {
		place := concat("/", folders.components(path))
		_outside(place, _protected)
		_outside(place, _relocated)
	}
}

# In every pattern, with and without the slash in front that drive letters do not have.
_outside(place, patterns) if {
	every pattern in patterns {
		glob.match(pattern, ["/"], place) == false
		glob.match(pattern, ["/"], $"/{place}") == false
	}
}

_protected := [_anywhere(replace(lower(pattern), "\\", "/")) | some pattern in data.settings.protected_paths]

# A pattern that starts nowhere is meant to hold everywhere. Whose home is meant, nobody knows here.
_anywhere(pattern) := pattern if {
	folders.anchored(pattern)
} else := pattern if {
	startswith(pattern, "*")
} else := $"**/{trim_prefix(pattern, "~/")}"

# Whoever moves or deletes a folder, does so with the files in it.
_relocated := [parent |
	some word in input.facts.tool_words
	data.tables.relocating_words[word]
	some pattern in _protected
	parts := split(pattern, "/")
	some length in numbers.range(1, count(parts) - 1)
	parent := concat("/", array.slice(parts, 0, length))
	not parent in {"", "*", "**"}
]
