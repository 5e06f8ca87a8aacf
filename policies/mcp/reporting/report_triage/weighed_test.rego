package mcp.reporting.report_triage.weighed_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.reporting.report_triage.weighed as rule

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

_intended := {
	"behavior": "version_control_operation",
	"attacker_position": "author_of_content",
	"boundary": "none",
	"within_configured_scope": true,
}

_all := (fixtures.deny(rule) | fixtures.ask(rule)) | fixtures.allow(rule)

_outcomes := {
	"intended_behavior": "intended_behavior",
	"access_already_granted": "out_of_scope",
	"no_unexpected_access": "out_of_scope",
	"in_scope": "in_scope",
	"in_scope_by_analogy": "in_scope",
	"needs_information": "needs_information",
}

_reason(name, pointer, args) := {
	"code": $"report_triage.{name}",
	"pointer": pointer,
	"args": object.union({"outcome": _outcomes[name]}, args),
}

_in_scope(class, responsible) := {object.union(
	_reason("in_scope", "/report/boundary", {"class": class}),
	{"responsible": responsible},
)}

_missing(fields) := {_reason("needs_information", "/report", {"missing": field}) | some field in fields}

test_deny_every_class[boundary] if {
	some boundary, class in data.tables.report_triage.classes
	_all == _in_scope(class, "server_developer") with input as _event({"boundary": boundary})
}

test_deny_by_analogy[component] if {
	some component, _ in data.tables.report_triage.analogous
	responsible := object.get(data.tables.report_triage.responsible, component, "server_developer")
	reason := _reason("in_scope_by_analogy", "/report/component", {"class": "cross_tenant_access"})
	_all == {object.union(reason, {"responsible": responsible})} with input as _event({"component": component})
}

test_allow_intended[behavior] if {
	some behavior, clause in data.tables.report_triage.intended
	event := _event(object.union(_intended, {"behavior": behavior}))
	_all == {_reason("intended_behavior", "/report/behavior", {"clause": clause})} with input as event
	fixtures.allow(rule) == _all with input as event
}

test_allow_access_already_granted[name] if {
	some name, change in {
		"the server steers its own client": {"attacker_position": "connected_server", "boundary": "none", "within_configured_scope": null},
		"the same user": {"attacker_position": "same_user_on_machine", "boundary": "configured_scope_or_sandbox"},
		"who writes the configuration": {"attacker_position": "configuration_author", "boundary": "access_token"},
	}
	clause := data.tables.report_triage.trusted[change.attacker_position]
	reason := _reason("access_already_granted", "/report/attacker_position", {"clause": clause})
	_all == {reason} with input as _event(change)
	fixtures.allow(rule) == {reason} with input as _event(change)
}

# A server a client connected to is trusted with what servers give, not with the client's tokens or memory.
test_deny_connected_server_beyond_its_trust if {
	event := _event({"attacker_position": "connected_server", "boundary": "memory_or_interpreter"})
	_all == _in_scope("implementation", "server_developer") with input as event
}

test_allow_no_unexpected_access if {
	event := _event({"boundary": "none", "within_configured_scope": null})
	_all == {_reason("no_unexpected_access", "/report/boundary", {})} with input as event
	fixtures.allow(rule) == _all with input as event
}

test_ask_field_missing[field] if {
	some field in {"component", "behavior", "attacker_position", "boundary", "unexpected_access", "impact", "steps"}
	_all == _missing({field}) with input as json.remove(_event({}), [$"/report/{field}"])
	fixtures.ask(rule) == _missing({field}) with input as json.remove(_event({}), [$"/report/{field}"])
}

test_ask_answer_without_content[field] if {
	some field, value in {
		"component": "somewhere", "behavior": "  ", "attacker_position": "", "boundary": "other",
		"unexpected_access": " ", "impact": "", "steps": ["", "  "],
	}
	_all == _missing({field}) with input as _event({field: value})
}

test_ask_scope_missing if {
	event := json.remove(_event(_intended), ["/report/within_configured_scope"])
	_all == _missing({"within_configured_scope"}) with input as event
}

test_ask_contradiction[name] if {
	some name, row in {
		"beyond the scope across nothing": [{"boundary": "none"}, {"boundary"}],
		"within the scope out of it": [
			{"boundary": "configured_scope_or_sandbox", "within_configured_scope": true}, {"within_configured_scope"},
		],
	}
	_all == _missing(row[1]) with input as _event(row[0])
}

test_ask_report_missing if {
	_all == _missing({
		"component", "behavior", "attacker_position", "boundary",
		"unexpected_access", "impact", "steps",
	}) with input as {"kind": "report"}
}

test_ask_table_missing if {
	(fixtures.allow(rule) | fixtures.deny(rule)) == set() with input as _event({}) with data.tables as {}
}

# Who could do it anyway is no answer to what is open.
test_ask_field_missing_of_trusted[field] if {
	some field in {"component", "behavior", "boundary"}
	event := _event({"attacker_position": "same_user_on_machine", "boundary": "configured_scope_or_sandbox"})
	_all == _missing({field}) with input as json.remove(event, [$"/report/{field}"])
}
