# METADATA
# title: Folders are trusted one by one
# description: >-
#   Clients that ask whether a folder is trusted read its files, servers and hooks only after a yes. Without that question a
#   folder's own files select servers.
# custom:
#   clause: operator_selects_servers
#   also: [client/consent]
package mcp.trust.operator_selects_servers.folder_trust

import data.mcp.lib.folders
import data.mcp.lib.switches

# METADATA
# title: Folders are trusted unseen
# description: >-
#   The client does not ask whether a folder is trusted, or a whole disk or home is; whatever configuration lies there takes
#   effect when it is opened.
# custom:
#   short_name: folders_trusted_unseen
#   severity: medium
#   responsible: operator
#   remedy: Switch folder trust on, and say yes to folders whose files you know.
on.setting.weigh contains {
	"topic": "project_servers",
	"code": "operator_selects_servers.folders_trusted_unseen",
	"pointer": "/setting/value",
	"args": {"setting": switches.key},
} if {
	input.setting.name == "folder_trust"
	not _kept
}

# METADATA
# title: Folders are asked about
# description: The client asks whether a folder is trusted before it reads configuration there, or the user named those that are.
# custom:
#   short_name: folders_asked_about
#   severity: info
#   responsible: operator
on.setting.allow contains {
	"code": "operator_selects_servers.folders_asked_about",
	"pointer": "/setting/value",
	"args": {},
} if {
	input.setting.name == "folder_trust"
	_kept
}

_kept if switches.on

# Attacker-controlled: a project that trusts folders has trusted its own.
_kept if {
	switches.own
	is_array(input.setting.value)
	every folder in input.setting.value {
		_bounded(folder)
	}
}

_bounded(folder) if {
	is_string(folder)
	indexof(folder, "*") == -1
	count(folders.components(folder)) > 0
	not folders.whole(folder)
}
