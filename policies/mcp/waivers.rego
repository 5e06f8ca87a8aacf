# METADATA
# title: What the operator answers for
# description: >-
#   Denials for which the operator gave a waiver: named, for a reason, until a date. They are still said, with the waiver's
#   name, but no longer deny; and every use leaves a trace.
package mcp.waivers

import data.mcp.collect
import data.mcp.lib.settings

# METADATA
# description: The denials that a waiver answers for.
answered contains raw if {
	data.settings.waivers
	some raw in collect.deny
	count(settings.waivers(raw.code)) > 0
}

# METADATA
# description: The same as reasons to allow, each with the names of its waivers.
allow contains object.union(raw, {"args": {"waiver": concat(", ", sort(settings.waivers(raw.code)))}}) if {
	some raw in answered
}

# METADATA
# description: Uses are logged.
oblige contains {"type": "log"} if count(answered) > 0
