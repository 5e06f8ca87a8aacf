package mcp.lib.reports_test

import data.mcp.lib.reports

_report := {
	"title": "One user reads another user's resources",
	"component": "official_sdk",
	"behavior": "missing_check",
	"within_configured_scope": false,
	"attacker_position": "remote_authenticated_user",
	"boundary": "data_of_another_tenant",
	"unexpected_access": "resources of every tenant",
	"impact": "disclosure",
	"steps": ["connect as one tenant", "read a resource of another"],
}

_event(change) := {"kind": "report", "report": object.union(_report, change)}

test_allow_complete if {
	reports.complete with input as _event({})
	reports.missing == set() with input as _event({})
}

test_deny_complete_field_missing[field] if {
	some field in {"component", "behavior", "attacker_position", "boundary", "unexpected_access", "impact", "steps"}
	event := json.remove(_event({}), [$"/report/{field}"])
	reports.missing == {field} with input as event
	not reports.complete with input as event
	not reports.class with input as event
	not reports.intended with input as event
}

# What crosses nothing needs no proof.
test_allow_complete_without_proof if {
	event := json.remove(
		_event({"boundary": "none", "behavior": "other", "within_configured_scope": true}),
		["/report/unexpected_access", "/report/impact", "/report/steps"],
	)
	reports.complete with input as event
}

test_allow_class if {
	reports.class == "cross_tenant_access" with input as _event({})
	not reports.intended with input as _event({})
	not reports.trusted with input as _event({})
}

test_deny_class_from_the_inside[position][boundary] if {
	some position, boundaries in data.tables.report_triage.inside
	some boundary, _ in boundaries
	not reports.class with input as _event({"attacker_position": position, "boundary": boundary})
}

test_allow_intended if {
	event := _event({"behavior": "file_access", "boundary": "none", "within_configured_scope": true})
	reports.intended == "filesystem_access" with input as event
	not reports.class with input as event
}

test_deny_intended[name] if {
	some name, change in {
		"beyond the scope": {"within_configured_scope": false},
		"a boundary crossed": {"boundary": "data_of_another_tenant"},
		"no boundary of the form": {"boundary": "authorization"},
		"nobody's component": {"component": "refrigerator"},
		"no intended behavior": {"behavior": "injection"},
		"scope as text": {"within_configured_scope": "true"},
	}
	event := _event(object.union({"behavior": "file_access", "boundary": "none", "within_configured_scope": true}, change))
	not reports.intended with input as event
}

test_allow_covered[component] if {
	some component in {"specification", "official_sdk"}
	reports.covered with input as _event({"component": component})
}

test_deny_covered[component] if {
	some component in {"official_tool", "reference_server", "third_party_server", "third_party_client", "", null}
	not reports.covered with input as _event({"component": component})
}

test_allow_responsible if {
	reports.responsible == "client_developer" with input as _event({"component": "third_party_client"})
	reports.responsible == "server_developer" with input as _event({"component": "official_sdk"})
	reports.responsible == "server_developer" with input as {"kind": "report"}
}

test_allow_trusted[position] if {
	some position, clause in data.tables.report_triage.trusted
	reports.trusted == clause with input as _event({"attacker_position": position})
}

# What the form knows under another question is no component.
test_deny_component_of_another_question[component] if {
	some component in {"file_access", "data_of_another_tenant", "remote_authenticated_user"}
	reports.missing == {"component"} with input as _event({"component": component})
}

test_deny_steps_in_one_text if reports.missing == {"steps"} with input as _event({"steps": "connect and read"})

# The scope says nothing about what crossed a boundary.
test_allow_scope_unsaid if {
	reports.complete with input as json.remove(_event({"behavior": "file_access"}), ["/report/within_configured_scope"])
}
