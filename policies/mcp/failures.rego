# METADATA
# title: Decisions without a policy
# description: >-
#   When the policy cannot be asked, or does not answer as it should, the evaluator denies by itself. These are the
#   codes it uses; they stand here so that their meaning is published with the rest of the bundle.
# custom:
#   clause: fail_closed
package mcp.failures

# METADATA
# title: Event does not fit the schema
# description: The event has an unknown or missing field, or a value of the wrong type, so nothing in it can be relied on.
# custom:
#   short_name: invalid_event
#   severity: high
#   responsible: client_developer
#   remedy: Send an event that schemas/event.json accepts; the arguments of the reason name the place.
codes contains "fail_closed.invalid_event"

# METADATA
# title: Event cannot be written as JSON
# description: The event has a cycle, a value that JSON does not know, or an accessor that throws.
# custom:
#   short_name: unreadable_event
#   severity: high
#   responsible: client_developer
#   remedy: Build events from plain data, as JSON.parse gives it.
codes contains "fail_closed.unreadable_event"

# METADATA
# title: Event is too large
# description: The event is larger than the evaluator accepts; judging it would let a caller exhaust this process.
# custom:
#   short_name: event_too_large
#   severity: high
#   responsible: server_developer
#   remedy: Send less in one message, or raise the evaluator's limit if the size is expected.
codes contains "fail_closed.event_too_large"

# METADATA
# title: Event is nested too deeply
# description: The event has more levels than any tool needs; readers of such input overflow.
# custom:
#   short_name: event_too_deep
#   severity: high
#   responsible: server_developer
#   remedy: Flatten the arguments.
codes contains "fail_closed.event_too_deep"

# METADATA
# title: Facts could not be established
# description: Working out what the event refers to failed, so the policy would have judged something else.
# custom:
#   short_name: facts_failed
#   severity: high
#   responsible: client_developer
#   remedy: Report the event to the authors of this package.
codes contains "fail_closed.facts_failed"

# METADATA
# title: Policy trapped
# description: The compiled policy stopped with an exception. Its instance was thrown away.
# custom:
#   short_name: policy_trap
#   severity: critical
#   responsible: client_developer
#   remedy: Report the event to the authors of the policy bundle.
codes contains "fail_closed.policy_trap"

# METADATA
# title: Policy gave no usable answer
# description: The compiled policy answered with something that is not a decision.
# custom:
#   short_name: bad_answer
#   severity: critical
#   responsible: client_developer
#   remedy: Check the bundle with mcp-trust test; report it to its authors.
codes contains "fail_closed.bad_answer"
