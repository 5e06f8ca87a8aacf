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
# description: >-
#   What the profile says about a topic, or what the operator tightened it to, whichever is stricter. A topic or value
#   it does not know is denied.
effect(topic) := said if {
	said := data.tables.profiles[profile][topic]
	said in {"allow", "ask"}
	object.get(data.settings, ["tighten", topic], said) == said
} else := "ask" if {
	data.tables.profiles[profile][topic] == "allow"
	data.settings.tighten[topic] == "ask"
} else := "deny"

# METADATA
# description: >-
#   Names of the waivers that the operator gave for a reason code: they name it, are for this server or for all, and have
#   not run out on the day of the event. What the evaluator itself says when it cannot judge is nobody's to waive.
waivers(code) := {waiver.name |
	some waiver in data.settings.waivers
	waiver.code == code
	not startswith(code, "fail_closed.")
	object.get(waiver, "server", null) in {null, object.get(input, ["server", "name"], null)}
	substring(input.time, 0, 10) <= waiver.expires
	count(waiver.reason) > 0
}
