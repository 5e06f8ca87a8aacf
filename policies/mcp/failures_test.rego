package mcp.failures_test

import data.mcp.failures

test_deny_codes_of_the_evaluator if {
	failures.codes == {
		"fail_closed.bad_answer",
		"fail_closed.event_too_deep",
		"fail_closed.event_too_large",
		"fail_closed.facts_failed",
		"fail_closed.invalid_event",
		"fail_closed.policy_trap",
		"fail_closed.unreadable_event",
	}
}
