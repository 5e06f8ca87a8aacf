# METADATA
# title: No Slack
# description: This organization keeps its messages out of assistants.
# custom:
#   clause: custom/no_slack
package custom.no_slack

# METADATA
# title: Slack is off limits
# description: The server talks to Slack.
# custom:
#   short_name: slack_server
#   severity: high
#   responsible: operator
#   remedy: Remove the server.
deny contains {"code": "custom/no_slack.slack_server", "pointer": "/server/name", "args": {}} if {
	input.kind == "connection"
	contains(lower(input.server.name), "slack")
}
