package mcp.enforcement_test

import data.mcp.enforcement

test_deny_codes_of_guards if {
	enforcement.codes == {
		"fail_closed.decision_not_recorded",
		"fail_closed.issuer_unreachable",
		"fail_closed.nobody_to_ask",
		"fail_closed.not_confirmed",
		"fail_closed.obligation_unmet",
		"fail_closed.request_id_in_use",
		"fail_closed.unknown_method",
		"fail_closed.unknown_response",
		"fail_closed.unreadable_message",
	}
}
