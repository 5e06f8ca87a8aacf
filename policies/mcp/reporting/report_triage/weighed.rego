# METADATA
# title: Reports are weighed against the trust model
# description: >-
#   Whether a vulnerability report describes intended behavior, access that the attacker already had, a vulnerability in
#   scope, or does not say enough.
# custom:
#   clause: report_triage
package mcp.reporting.report_triage.weighed

import data.mcp.lib.reports

# METADATA
# title: Intended behavior
# description: >-
#   The trust model lists this behavior as intended, and everything stayed within what the operator configured. It is not
#   a vulnerability; safeguards for it are the operator's.
# custom:
#   short_name: intended_behavior
#   severity: info
#   responsible: operator
on.report.allow contains {
	"code": "report_triage.intended_behavior",
	"pointer": "/report/behavior",
	"args": {"outcome": "intended_behavior", "clause": clause},
} if {
	clause := reports.intended
}

# METADATA
# title: The attacker already has this access
# description: >-
#   The report needs an attacker whom the trust model already trusts with what the attack gains, so no boundary is
#   crossed.
# custom:
#   short_name: access_already_granted
#   severity: info
#   responsible: operator
on.report.allow contains {
	"code": "report_triage.access_already_granted",
	"pointer": "/report/attacker_position",
	"args": {"outcome": "out_of_scope", "clause": clause},
} if {
	reports.complete
	not reports.intended
	not reports.class
	clause := reports.trusted
}

# METADATA
# title: No boundary is crossed
# description: The report shows no access or action that should not be possible given the established trust boundaries.
# custom:
#   short_name: no_unexpected_access
#   severity: info
#   responsible: operator
on.report.allow contains {
	"code": "report_triage.no_unexpected_access",
	"pointer": "/report/boundary",
	"args": {"outcome": "out_of_scope"},
} if {
	reports.complete
	not reports.intended
	not reports.class
	not reports.trusted
}

# METADATA
# title: Vulnerability in scope
# description: The report shows unexpected access through a flaw in the specification or an official SDK.
# custom:
#   short_name: in_scope
#   severity: high
#   responsible: server_developer
#   remedy: Report it privately to the maintainers of the component, and keep it private until there is a fix.
on.report.deny contains {
	"code": "report_triage.in_scope",
	"pointer": "/report/boundary",
	"args": {"outcome": "in_scope", "class": class},
	"responsible": reports.responsible,
} if {
	class := reports.class
	reports.covered
}

# METADATA
# title: Vulnerability of this class, in somebody else's component
# description: >-
#   The report shows unexpected access. The security policy speaks for the specification and the official SDKs only; for
#   this component its classes hold by analogy, and its own vendor decides.
# custom:
#   short_name: in_scope_by_analogy
#   severity: high
#   responsible: server_developer
#   remedy: Report it privately to the vendor of the component; the maintainers of MCP cannot fix it.
on.report.deny contains {
	"code": "report_triage.in_scope_by_analogy",
	"pointer": "/report/component",
	"args": {"outcome": "in_scope", "class": class},
	"responsible": reports.responsible,
} if {
	class := reports.class
	not reports.covered
}

# METADATA
# title: More information is needed
# description: The report does not say enough to weigh it. The arguments name a question that is open.
# custom:
#   short_name: needs_information
#   severity: low
#   responsible: operator
#   remedy: Answer the open questions and send the report again; `mcp-trust triage --template` prints the form.
on.report.ask contains {
	"code": "report_triage.needs_information",
	"pointer": "/report",
	"args": {"outcome": "needs_information", "missing": field},
} if {
	some field in reports.missing
}
