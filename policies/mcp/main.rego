# METADATA
# title: The decision
# description: >-
#   Collects what every clause says about one event into one decision. deny wins over ask, ask over allow, and what no
#   clause covers is denied.
# custom:
#   clause: fail_closed
package mcp.main

import data.mcp.custom
import data.mcp.index
import data.mcp.lib.settings

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
	"obligations": _obligations,
	"mode": settings.mode,
}

_effect := "deny" if {
	count(_deny) > 0
} else := "ask" if {
	count(_ask) > 0
} else := "allow" if {
	count(_allow) > 0
} else := "deny"

_reasons contains _complete("deny", raw) if some raw in _deny

_reasons contains _complete("ask", raw) if some raw in _ask

_reasons contains _complete("allow", raw) if some raw in _allow

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

_deny := (_denied | _uncovered) | _unknown

# What the rules about this event found: those of its kind and those of any kind. No other rule is evaluated.
_found := array.concat(index.kind[input.kind], index.any)

_denied contains reason if {
	some found in _found
	some reason in found.deny
}

# What the profile weighs. A topic that the profile does not know is denied.
_denied contains object.remove(reason, ["topic"]) if {
	some found in _found
	some reason in found.weigh
	not _tolerated(reason)
}

_denied contains reason if some reason in custom.deny

_ask contains reason if {
	some found in _found
	some reason in found.ask
}

_ask contains object.remove(reason, ["topic"]) if {
	some found in _found
	some reason in found.weigh
	settings.effect(reason.topic) == "ask"
}

_ask contains reason if some reason in custom.ask

_tolerated(reason) if settings.effect(reason.topic) in {"allow", "ask"}

# Custom policies may tighten, not loosen: they have no say here.
_allow contains reason if {
	some found in _found
	some reason in found.allow
}

_obligations contains obligation if {
	some found in _found
	some obligation in found.oblige
}

_obligations contains obligation if some obligation in custom.oblige

# METADATA
# title: No clause covers the event
# description: Nothing was found against the event, but no clause calls it intended behavior either.
# custom:
#   short_name: no_clause
#   severity: medium
#   responsible: operator
#   remedy: If this is what you want, grant it in the settings; mcp-trust explain names the grant for each clause.
_uncovered contains {"code": "fail_closed.no_clause", "pointer": "/kind", "args": {}} if {
	_known_kind
	count(_denied) == 0
	count(_ask) == 0
	count(_allow) == 0
}

# METADATA
# title: Unknown kind of event
# description: The kind of the event is missing or is none that this bundle has rules for.
# custom:
#   short_name: unknown_kind
#   severity: critical
#   responsible: client_developer
#   remedy: Send one of the kinds in schemas/event.json, or update the bundle.
_unknown contains {"code": "fail_closed.unknown_kind", "pointer": "/kind", "args": {}} if not _known_kind

_known_kind if index.kind[input.kind]
