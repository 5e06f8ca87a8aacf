# METADATA
# title: Tools on the operator's lists
# description: The operator's entry for the server in the event may list the tools to be used, and those to be refused.
package mcp.lib.listed_tools

import data.mcp.lib.grants

# METADATA
# description: A list of tools that may be used has this name, as it stands.
listed(name) if name in grants.entry.tools.allow

# METADATA
# description: No name on the list of those refused is this one, in any letter case.
spared(name) if {
	is_array(grants.entry.tools.deny)
	refused := {lower(entry) | some entry in grants.entry.tools.deny}
	not lower(name) in refused
}
