# METADATA
# title: Entries are reviewed before they run
# description: What stands in a configuration file is judged where it stands; when it is about to run, somebody must have wanted that.
# custom:
#   clause: operator/review_configuration
# schemas:
#   - data.settings: schema.settings
package mcp.responsibility.operator.review_configuration.entries

import data.mcp.lib.grants
import data.mcp.lib.inbound
import data.mcp.lib.lock

# METADATA
# title: Project's own server was not reviewed
# description: >-
#   The entry came with the files of a project, so whoever wrote those chose the command. Neither the settings nor the
#   lock file name it.
# custom:
#   short_name: project_entry
#   severity: medium
#   responsible: operator
#   remedy: >-
#     Read the entry; then approve it with mcp-trust approve, or name its transport facts under servers in
#     mcp-trust.yaml.
#   also: [operator_selects_servers, client/consent]
on.connection.weigh contains {
	"topic": "project_entry",
	"code": "operator/review_configuration.project_entry",
	"pointer": "/server/origin/source",
	"args": {"server": grants.server_name, "entry_digest": object.get(input, ["facts", "entry_digest"], "")},
} if {
	input.server.origin.source == "project"
	not _in_a_file
	not inbound.connection
	not _reviewed
}

_reviewed if grants.admits(data.settings.servers[input.server.name].match)

_reviewed if lock.approved

# METADATA
# title: Server that is switched off is about to run
# description: The entry is disabled in the configuration, and something connects to it all the same.
# custom:
#   short_name: disabled_entry
#   severity: high
#   responsible: client_developer
#   remedy: Leave disabled servers alone; switch the entry on if it should run.
#   also: [client/consent]
on.connection.deny contains {
	"code": "operator/review_configuration.disabled_entry",
	"pointer": "/server/enabled",
	"args": {"server": grants.server_name},
} if {
	object.get(input, ["server", "enabled"], true) != true
	not _in_a_file
	not inbound.connection
}

# The check of configuration files judges what stands there, switched on or off.
_in_a_file if input.point == "config"
