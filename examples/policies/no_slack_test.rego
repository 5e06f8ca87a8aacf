package custom.no_slack_test

import data.custom.no_slack

test_deny_slack if {
	no_slack.deny == {{"code": "custom/no_slack.slack_server", "pointer": "/server/name", "args": {}}} with input as {
		"kind": "connection",
		"server": {"name": "Slack"},
	}
}

test_allow_other if no_slack.deny == set() with input as {"kind": "connection", "server": {"name": "git"}}
