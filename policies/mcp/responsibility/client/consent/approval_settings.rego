# METADATA
# title: Standing approvals are the user's own and named
# description: >-
#   Clients ask before sensitive operations. A setting that answers for the user in advance is consent only as far as
#   the user can tell what was consented to.
# custom:
#   clause: client/consent
package mcp.responsibility.client.consent.approval_settings

# METADATA
# title: Everything is approved in advance
# description: The setting approves all tools of a server, or of every server, those added tomorrow included.
# custom:
#   short_name: approves_everything
#   severity: high
#   responsible: operator
#   remedy: Approve tools by name, those that only read first; keep a person in front of the rest.
on.setting.weigh contains {
	"topic": "widened_consent",
	"code": "client/consent.approves_everything",
	"pointer": "/setting/value",
	"args": {"setting": object.get(input.setting, "key", input.setting.name)},
} if {
	_about_consent
	not _off
	not _named
}

# METADATA
# title: Approval is not the user's own
# description: The setting stands in a file that came with a project or a link; whoever wrote it answers in the user's place.
# custom:
#   short_name: approval_by_others
#   severity: medium
#   responsible: operator
#   remedy: Take the approval out of the shared file; give it yourself, in your own settings, after looking at the tools.
on.setting.weigh contains {
	"topic": "widened_consent",
	"code": "client/consent.approval_by_others",
	"pointer": "/setting/origin/source",
	"args": {"setting": object.get(input.setting, "key", input.setting.name)},
} if {
	_about_consent
	not _off
	not _own
}

_own if input.setting.origin.source in {"user", "managed"}

# METADATA
# title: Acting tool is approved in advance
# description: By its name the tool runs code, changes or sends something; it will do so without anybody being asked.
# custom:
#   short_name: approves_acting_tool
#   severity: low
#   responsible: operator
#   remedy: Take the tool off the list unless you want it to act unseen.
on.setting.weigh contains {
	"topic": "widened_consent",
	"code": "client/consent.approves_acting_tool",
	"pointer": $"/setting/value/{index}",
	"args": {"tool": tool},
} if {
	_about_consent
	_named
	some index, tool in input.setting.value
	some word in _words(tool)
	word in data.tables.tool_verbs.sensitive
}

# METADATA
# title: Approved in advance by name
# description: The setting approves nothing, or tools the user named one by one.
# custom:
#   short_name: approves_named
#   severity: info
#   responsible: operator
on.setting.allow contains {
	"code": "client/consent.approves_named",
	"pointer": "/setting/value",
	"args": {},
} if {
	_about_consent
	_named
}

on.setting.allow contains {
	"code": "client/consent.approves_named",
	"pointer": "/setting/value",
	"args": {},
} if {
	_about_consent
	_off
}

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

_about_consent if input.setting.name in {"auto_approve_tools", "trust_server", "bypass_permissions", "sandbox_auto_approve"}

_off if input.setting.value == false

_off if count(input.setting.value) == 0

# Tools by name: a list in which no entry is a pattern.
_named if {
	input.setting.name in {"auto_approve_tools", "sandbox_auto_approve"}
	is_array(input.setting.value)
	count(input.setting.value) > 0
	every tool in input.setting.value {
		_one_tool(tool)
	}
}

_one_tool(tool) if {
	count(tool) > 0
	every mark in ["*", "?", "+", "^", "["] {
		indexof(tool, mark) == -1
	}
}

# A tool's name cut at punctuation and before capitals, in lower case.
_words(tool) := split(concat("", [_spaced(character) | some character in split(tool, "")]), "_")

_spaced(character) := "_" if {
	character in {"-", ".", ":", "/", " ", "(", ")"}
} else := character if {
	lower(character) == character
} else := concat("", ["_", lower(character)])
