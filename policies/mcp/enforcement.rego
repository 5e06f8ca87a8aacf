# METADATA
# title: Denials of whoever enforces
# description: >-
#   A guard stops what it cannot bring before the policy, and what the policy let through on a condition that was not met.
#   These are the codes it uses; they stand here so that their meaning is published with the rest of the bundle.
# custom:
#   clause: fail_closed
package mcp.enforcement

# METADATA
# title: Method is unknown
# description: No revision of the protocol has this method, so nobody can say what the message would do.
# custom:
#   short_name: unknown_method
#   severity: high
#   responsible: client_developer
#   remedy: Use a method of the specification; where a revision or an official extension has this one, update the guard.
codes contains "fail_closed.unknown_method"

# METADATA
# title: Response answers no known request
# description: >-
#   Nobody sent a request with this id in the other direction, or it has been answered already, so nobody can say what the
#   response is.
# custom:
#   short_name: unknown_response
#   severity: medium
#   responsible: server_developer
#   remedy: Answer each request once, and under its own id.
codes contains "fail_closed.unknown_response"

# METADATA
# title: Request id is in use
# description: >-
#   A request with this id has not been answered yet. Answers could not be told apart, and one would be judged as the other.
# custom:
#   short_name: request_id_in_use
#   severity: medium
#   responsible: client_developer
#   remedy: Give each request an id of its own.
codes contains "fail_closed.request_id_in_use"

# METADATA
# title: Message is no request and no response
# description: The message is not one that JSON-RPC knows, so it cannot be judged as anything.
# custom:
#   short_name: unreadable_message
#   severity: high
#   responsible: client_developer
#   remedy: Send one JSON-RPC 2.0 request, notification or response in each message.
codes contains "fail_closed.unreadable_message"

# METADATA
# title: Nobody can be asked
# description: A person must confirm this, and whoever enforces the decision has nobody to ask.
# custom:
#   short_name: nobody_to_ask
#   severity: medium
#   responsible: operator
#   remedy: Grant it to the server in mcp-trust.yaml if it is wanted, or give the guard a way to ask.
codes contains "fail_closed.nobody_to_ask"

# METADATA
# title: Nobody said yes
# description: A person was asked to confirm this and did not, or did not see what the policy wants them to see.
# custom:
#   short_name: not_confirmed
#   severity: low
#   responsible: operator
#   remedy: Ask again and confirm it, or leave it.
codes contains "fail_closed.not_confirmed"

# METADATA
# title: Condition of the policy was not met
# description: >-
#   The policy lets this through if it is shown, logged, redacted, confined or confirmed, and whoever enforces the decision
#   could not do so.
# custom:
#   short_name: obligation_unmet
#   severity: medium
#   responsible: client_developer
#   remedy: Give the guard a handler for the obligation that the arguments of the reason name, or say that you meet it yourself.
codes contains "fail_closed.obligation_unmet"

# METADATA
# title: Token could not be checked
# description: The request presents a token, and the issuer's keys or its word about the token could not be had.
# custom:
#   short_name: issuer_unreachable
#   http: unavailable
#   severity: high
#   responsible: operator
#   remedy: See that the server reaches the issuer under the address that the guard was given, and try again.
codes contains "fail_closed.issuer_unreachable"

# METADATA
# title: Decision could not be recorded
# description: >-
#   Every decision leaves a trace, and the decision log did not take this one: its disk may be full, or its file out of reach.
# custom:
#   short_name: decision_not_recorded
#   severity: high
#   responsible: operator
#   remedy: Make room where the decision log is written, or mend what it is sent to; what was denied can then be tried again.
codes contains "fail_closed.decision_not_recorded"
