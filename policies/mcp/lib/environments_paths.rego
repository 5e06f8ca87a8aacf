# METADATA
# title: Paths through an environment
# description: >-
#   A path leads from a server that brings in what strangers wrote, over one that reads what is not public, to one that
#   carries data out, all loaded together; one server may be two of them, or all.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.environments_paths

import data.mcp.lib.environments
import data.mcp.lib.environments_classes
import data.mcp.lib.environments_ends
import data.mcp.lib.settings

# METADATA
# description: >-
#   For each server that carries data out, the names of those whose text may ask it to and of those whose data it may carry,
#   without what the rule about tainted flows is certain to notice when it happens.
open[index] := environments_ends.ends[_view(index)] if {
	some index, classes in environments_classes.classes
	"sink" in classes
}

# METADATA
# description: Why the rule about tainted flows is not certain to notice what leaves through this server.
gap(index) := "mode: audit" if {
	settings.mode == "audit"
} else := $"waiver: {concat(", ", sort(_waivers(index)))}" if {
	_waived(index)
} else := "labels"

_view(index) := [environments.folder(index), "noticed"] if {
	environments_classes.certain[index]
	settings.mode == "enforce"
	settings.effect("tainted_flow") in {"ask", "deny"}
	not _waived(index)
} else := [environments.folder(index), "any"]

# A waiver answers for a denial; what is only asked about is asked about all the same.
_waived(index) if {
	settings.effect("tainted_flow") == "deny"
	count(_waivers(index)) > 0
}

_waivers(index) := names if {
	server := environments.enabled[index]
	names := settings.waivers("operator/restrict_access.tainted_flow") with input.server as server
}
