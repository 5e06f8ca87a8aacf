# METADATA
# title: Standing approvals are the user's own and named
# description: >-
#   Clients ask before sensitive operations. A setting that answers for the user in advance is consent only as far as
#   the user can tell what was consented to.
# custom:
#   clause: client/consent
package mcp.responsibility.client.consent.standing_approvals

import data.mcp.lib.approvals

# METADATA
# title: Everything is approved in advance
# description: The setting approves all tools of a server, or of every server, those added tomorrow included.
# custom:
#   short_name: approves_everything
#   severity: high
#   responsible: operator
#   fix: narrow
#   remedy: Approve tools by name, those that only read first; keep a person in front of the rest.
on.setting.weigh contains {
	"topic": "widened_consent",
	"code": "client/consent.approves_everything",
	"pointer": "/setting/value",
	"args": {"setting": object.get(input.setting, "key", input.setting.name)},
} if {
	approvals.about
	not approvals.off
	not approvals.by_name
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
	approvals.about
	not approvals.off
	not _own
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
	approvals.about
	approvals.by_name
}

on.setting.allow contains {
	"code": "client/consent.approves_named",
	"pointer": "/setting/value",
	"args": {},
} if {
	approvals.about
	approvals.off
}

_own if input.setting.origin.source in {"user", "managed"}
