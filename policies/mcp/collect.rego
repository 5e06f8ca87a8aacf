# METADATA
# title: What is said about the event
# description: >-
#   Collects what the rules of the event's kind, the rules about any kind and the operator's own authors say. No other
#   rule is evaluated.
package mcp.collect

import data.mcp.custom
import data.mcp.index
import data.mcp.lib.settings

# METADATA
# description: The event's kind is one that the bundle has rules for.
known_kind if index.kind[input.kind]

# METADATA
# description: What is denied, by a rule or by what the profile says about a rule's topic.
deny contains reason if {
	some said in _rules
	some reason in said.deny
}

deny contains object.remove(reason, ["topic"]) if {
	some said in _rules
	some reason in said.weigh
	not _tolerated(reason)
}

deny contains reason if some reason in custom.deny

# METADATA
# description: What somebody must confirm.
ask contains reason if {
	some said in _rules
	some reason in said.ask
}

ask contains object.remove(reason, ["topic"]) if {
	some said in _rules
	some reason in said.weigh
	settings.effect(reason.topic) == "ask"
}

ask contains reason if some reason in custom.ask

# METADATA
# description: Why the event is intended. Custom policies may tighten, not loosen, so they have no say here.
allow contains reason if {
	some said in _rules
	some reason in said.allow
}

# METADATA
# description: What whoever enforces the decision must do for it to stand.
oblige contains obligation if {
	some said in _rules
	some obligation in said.oblige
}

oblige contains obligation if some obligation in custom.oblige

_rules := array.concat(index.kind[input.kind], index.any)

# A topic that is missing, or that the profile does not know, is not tolerated.
_tolerated(reason) if settings.effect(reason.topic) in {"allow", "ask"}
