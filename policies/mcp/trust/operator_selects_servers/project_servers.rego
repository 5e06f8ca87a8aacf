# METADATA
# title: Auto-connect settings are reviewed
# description: Some clients connect to servers because a file says so; users should review these settings.
# custom:
#   clause: operator_selects_servers
package mcp.trust.operator_selects_servers.project_servers

# METADATA
# title: Client connects to servers nobody selected one by one
# description: >-
#   With this switch the client starts every server that a project file, another program's configuration or a list
#   brings along, without asking about each; or the project itself says which of its servers to start.
# custom:
#   short_name: servers_enabled_unseen
#   severity: medium
#   responsible: operator
#   remedy: Switch it off and enable servers by name after looking at each.
on.setting.weigh contains {
	"topic": "project_servers",
	"code": "operator_selects_servers.servers_enabled_unseen",
	"pointer": "/setting/value",
	"args": {"setting": object.get(input.setting, "key", input.setting.name)},
} if {
	_about_selection
	not _off
}

# METADATA
# title: Selection stays with the operator
# description: The switch is off, or names the servers one by one.
# custom:
#   short_name: selection_kept
#   severity: info
#   responsible: operator
on.setting.allow contains {
	"code": "operator_selects_servers.selection_kept",
	"pointer": "/setting/value",
	"args": {},
} if {
	_about_selection
	_off
}

on.setting.allow contains {
	"code": "operator_selects_servers.selection_kept",
	"pointer": "/setting/value",
	"args": {},
} if {
	input.setting.name == "enable_project_servers"
	_named
}

_about_selection if input.setting.name in {"auto_connect", "enable_all_project_servers", "discover_servers"}

_about_selection if {
	input.setting.name == "enable_project_servers"
	not _named
}

_off if input.setting.value == false

_off if count(input.setting.value) == 0

# Attacker-controlled: a project that names its own servers has selected nothing on the operator's behalf.
_named if {
	input.setting.origin.source in {"user", "managed"}
	is_array(input.setting.value)
	every name in input.setting.value {
		indexof(name, "*") == -1
	}
}

# METADATA
# title: Setting was written by an agent
# description: The model changed a switch that decides who decides.
# custom:
#   short_name: setting_by_agent
#   severity: critical
#   responsible: client_developer
#   remedy: Keep client settings out of reach of tools.
on.setting.deny contains {
	"code": "operator_selects_servers.setting_by_agent",
	"pointer": "/setting/origin/source",
	"args": {"setting": object.get(input.setting, "key", object.get(input.setting, "name", ""))},
} if {
	input.setting.origin.source == "agent"
}
