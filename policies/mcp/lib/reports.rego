# METADATA
# title: What a report says
# description: >-
#   The answers of a vulnerability report, weighed by the four guidelines of the trust model: is the behavior listed as
#   intended, does the attacker already have that access, is access unexpected, is the context there. An answer that is
#   missing, or none of those the form offers, is no answer.
package mcp.lib.reports

# METADATA
# description: Questions without an answer. What crossed no boundary needs no proof of unexpected access.
missing contains field if {
	some field, _ in data.tables.report_triage.questions
	not _answered(field)
}

missing contains field if {
	some field, _ in data.tables.report_triage.evidence
	not _told(field)
	_boundary != "none"
}

# What looks intended is intended only inside the configured scope, so that must be said.
missing contains "within_configured_scope" if {
	_boundary == "none"
	data.tables.report_triage.intended[input.report.behavior]
	not _scope_told
}

# What was reached beyond the scope crossed some boundary, and within the scope nobody leaves it: one answer is wrong.
missing contains "boundary" if {
	_boundary == "none"
	input.report.within_configured_scope == false
}

missing contains "within_configured_scope" if {
	_boundary == "configured_scope_or_sandbox"
	input.report.within_configured_scope == true
}

# METADATA
# description: Everything that a decision about the report needs is there.
complete if {
	count(data.tables.report_triage.questions) > 0
	count(missing) == 0
}

# METADATA
# description: The clause that calls the reported behavior intended, where it stayed within the configured scope.
intended := clause if {
	complete
	input.report.boundary == "none"
	input.report.within_configured_scope == true
	clause := data.tables.report_triage.intended[input.report.behavior]
}

# METADATA
# description: The class of vulnerability that the report shows, with access that the attacker did not have before.
class := found if {
	complete
	not _inside
	found := data.tables.report_triage.classes[input.report.boundary]
}

# METADATA
# description: The component is one that the security policy speaks for.
covered if data.tables.report_triage.covered[input.report.component]

# METADATA
# description: Who would mend the component.
responsible := object.get(data.tables.report_triage.responsible, object.get(input, ["report", "component"], ""), "server_developer")

# METADATA
# description: The clause by which the attacker already has what the report is about.
trusted := data.tables.report_triage.trusted[input.report.attacker_position]

_inside if data.tables.report_triage.inside[input.report.attacker_position][input.report.boundary]

_boundary := object.get(input, ["report", "boundary"], "")

_scope_told if is_boolean(input.report.within_configured_scope)

_answered("component") if {
	some group in ["covered", "analogous"]
	data.tables.report_triage[group][input.report.component]
}

_answered("behavior") if _told("behavior")

_answered("attacker_position") if _told("attacker_position")

_answered("boundary") if input.report.boundary == "none"

_answered("boundary") if data.tables.report_triage.classes[input.report.boundary]

_told("steps") if {
	some step in input.report.steps
	count(trim_space(step)) > 0
}

_told(field) if {
	field != "steps"
	count(trim_space(input.report[field])) > 0
}
