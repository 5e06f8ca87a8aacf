# METADATA
# title: The decision
# description: >-
#   Makes one decision of what every clause says about one event. deny wins over ask, ask over allow, and what no clause
#   covers is denied.
# custom:
#   clause: fail_closed
package mcp.main

import data.mcp.collect
import data.mcp.lib.settings
import data.mcp.waivers

# METADATA
# title: No decision
# description: The policy was undefined for this event; an undefined answer is a deny.
# custom:
#   short_name: undefined
#   severity: critical
#   responsible: client_developer
#   remedy: Report the event to the authors of the policy bundle; until then what it describes stays refused.
default decision := {
	"effect": "deny",
	"reasons": [{
		"code": "fail_closed.undefined",
		"clause": "fail_closed",
		"effect": "deny",
		"severity": "critical",
		"responsible": "client_developer",
		"pointer": "",
		"args": {},
	}],
	"obligations": [],
	"mode": "enforce",
}

# METADATA
# title: Decision about the event in input
# description: The only rule the evaluator asks for. Reasons and obligations are unordered; the evaluator sorts them.
# entrypoint: true
decision := {
	"effect": _effect,
	"reasons": _reasons,
	"obligations": (collect.oblige | waivers.oblige),
	"mode": settings.mode,
}

_effect := "deny" if {
	count(_deny) > 0
} else := "ask" if {
	count(collect.ask) > 0
} else := "allow" if {
	count(collect.allow | waivers.allow) > 0
} else := "deny"

_deny := ((collect.deny - waivers.answered) | _uncovered) | _unknown

_reasons contains _complete("deny", raw) if some raw in _deny

_reasons contains _complete("ask", raw) if some raw in collect.ask

_reasons contains _complete("allow", raw) if some raw in collect.allow

_reasons contains _complete("allow", raw) if some raw in waivers.allow

# A rule gives code, pointer and arguments. What the catalogue knows about the code is added here, so that a code
# without an entry, or a bundle without a catalogue, still denies and says so instead of falling silent.
_complete(effect, raw) := object.union(
	object.union(object.union(_uncatalogued, object.get(_catalogue, raw.code, {})), raw),
	{"effect": effect},
)

_uncatalogued := {
	"clause": "fail_closed",
	"severity": "critical",
	"responsible": "client_developer",
	"pointer": "",
	"args": {},
}

default _catalogue := {}

_catalogue := data.catalogue.reasons

# METADATA
# title: No clause covers the event
# description: Nothing was found against the event, but no clause calls it intended behavior either.
# custom:
#   short_name: no_clause
#   severity: medium
#   responsible: operator
#   remedy: If this is what you want, grant it to the server in mcp-trust.yaml, for example under grants or tools.allow.
_uncovered contains {"code": "fail_closed.no_clause", "pointer": "/kind", "args": {}} if {
	collect.known_kind
	count(collect.deny) == 0
	count(collect.ask) == 0
	count(collect.allow) == 0
}

# METADATA
# title: Unknown kind of event
# description: The kind of the event is missing or is none that this bundle has rules for.
# custom:
#   short_name: unknown_kind
#   severity: critical
#   responsible: client_developer
#   remedy: Send one of the kinds in schemas/event.json, or update the bundle.
_unknown contains {"code": "fail_closed.unknown_kind", "pointer": "/kind", "args": {}} if not collect.known_kind
