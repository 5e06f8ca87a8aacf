# METADATA
# title: The operator's settings
# description: What the operator said, with the strictest reading of everything left unsaid.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.settings

# METADATA
# description: The profile in force; managed, the strictest, unless the settings name another.
default profile := "managed"

profile := data.settings.profile if data.settings.profile in {"personal", "team", "managed"}

# METADATA
# description: enforce unless the operator asked only to record.
default mode := "enforce"

mode := "audit" if data.settings.mode == "audit"

# METADATA
# description: What the profile says about a topic. A topic or value it does not know is denied.
effect(topic) := said if {
	said := data.tables.profiles[profile][topic]
	said in {"allow", "ask"}
} else := "deny"
