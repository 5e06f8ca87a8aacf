# METADATA
# title: Facts are there
# description: >-
#   Rules find something against facts; an event without them would pass by everything. So an event is judged only when
#   somebody looked for each kind of fact that its own kind needs.
# custom:
#   clause: fail_closed
package mcp.facts

# METADATA
# title: Facts are missing
# description: Nobody established this kind of fact about the event, so what it would show cannot be ruled out.
# custom:
#   short_name: facts_missing
#   severity: high
#   responsible: client_developer
#   remedy: Pass the event to the evaluator without facts, which establishes them all, or establish this one too.
on.any.deny contains {
	"code": "fail_closed.facts_missing",
	"pointer": "/facts",
	"args": {"fact": name},
} if {
	some name in data.tables.required_facts[input.kind]
	not _established(name)
}

_established(name) if is_array(input.facts[name])
