# METADATA
# title: Commands in settings are software
# description: A command that a client runs on a setting's say was approved by nobody who looked at it.
# custom:
#   clause: client/consent
package mcp.responsibility.client.consent.headers_command

# METADATA
# title: A command makes the request headers
# description: The client runs a shell command of the configuration at every connection to get headers for the server.
# custom:
#   short_name: headers_by_command
#   severity: medium
#   responsible: operator
#   remedy: Read the command as you would read a server's; prefer the client's own authorization.
on.setting.weigh contains {
	"topic": "unreviewed_code",
	"code": "client/consent.headers_by_command",
	"pointer": "/setting/value",
	"args": {},
} if {
	input.setting.name == "headers_helper"
}
