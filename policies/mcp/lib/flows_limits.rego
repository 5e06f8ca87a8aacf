# METADATA
# title: Limits the operator set
# description: >-
#   Grants say what a server may do, and some of them how much at most. What does not say which server it comes from is
#   granted nothing and held to every limit.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.flows_limits

import data.mcp.lib.grants

# METADATA
# description: The operator's entries whose limits the event is held to.
entries contains grants.entry

entries contains entry if {
	not input.server.name
	some entry in data.settings.servers
}
