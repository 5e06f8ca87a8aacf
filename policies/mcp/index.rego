# METADATA
# title: Rules by kind of event
# description: >-
#   Generated from the heads of the rules by `npm run format`; do not edit. OPA compiled to WebAssembly has no rule index,
#   so without this list every decision would evaluate every rule of every kind.
package mcp.index

# Rules about events of any kind.
any := [
	data.mcp.behavior.filesystem_access.granted_folder.on.any,
	data.mcp.behavior.filesystem_access.scope_unknown.on.any,
	data.mcp.responsibility.operator.restrict_access.refused_servers.on.any,
	data.mcp.responsibility.server.validate_input.path_ambiguous.on.any,
	data.mcp.responsibility.server.validate_input.path_form.on.any,
	data.mcp.trust.client_trusts_server.admission.on.any,
	data.mcp.trust.client_trusts_server.recognizable.on.any,
]

# Rules about events of one kind. A kind that is not here is unknown.
kind["connection"] := [
	data.mcp.behavior.stdio_command_execution.configured_command.on.connection,
	data.mcp.trust.client_trusts_server.admission.on.connection,
	data.mcp.trust.client_trusts_server.bridged_origin.on.connection,
	data.mcp.trust.client_trusts_server.recognizable.on.connection,
	data.mcp.trust.client_trusts_server.remote_origin.on.connection,
	data.mcp.trust.local_server_is_software.container.on.connection,
	data.mcp.trust.local_server_is_software.container_mounts.on.connection,
	data.mcp.trust.local_server_is_software.container_sharing.on.connection,
	data.mcp.trust.local_server_is_software.elevated.on.connection,
	data.mcp.trust.local_server_is_software.executable_location.on.connection,
	data.mcp.trust.local_server_is_software.inline_code.on.connection,
	data.mcp.trust.local_server_is_software.launch_readable.on.connection,
	data.mcp.trust.local_server_is_software.package_name.on.connection,
	data.mcp.trust.local_server_is_software.package_pinned.on.connection,
	data.mcp.trust.local_server_is_software.package_registry.on.connection,
	data.mcp.trust.local_server_is_software.shell_command.on.connection,
	data.mcp.trust.operator_selects_servers.entry_author.on.connection,
	data.mcp.trust.server_trusts_environment.environment_scope.on.connection,
	data.mcp.trust.server_trusts_environment.loader_variable.on.connection,
	data.mcp.trust.server_trusts_environment.plain_text_secret.on.connection,
]

kind["setting"] := [
	data.mcp.responsibility.client.consent.acting_tools.on.setting,
	data.mcp.responsibility.client.consent.headers_command.on.setting,
	data.mcp.responsibility.client.consent.standing_approvals.on.setting,
	data.mcp.trust.operator_selects_servers.entry_author.on.setting,
	data.mcp.trust.operator_selects_servers.project_servers.on.setting,
]

kind["session"] := []

kind["authorization"] := []

kind["tool_list"] := []

kind["tool_call"] := [
	data.mcp.responsibility.operator.restrict_access.tool_lists.on.tool_call,
	data.mcp.trust.operator_selects_servers.configuration_write.on.tool_call,
]

kind["tool_result"] := []

kind["resource_list"] := []

kind["resource_read"] := [
	data.mcp.behavior.resource_access.granted_resource.on.resource_read,
]

kind["resource_result"] := []

kind["prompt_list"] := []

kind["prompt_get"] := []

kind["prompt_result"] := []

kind["sampling"] := []

kind["elicitation"] := []

kind["roots"] := []

kind["fetch"] := []

kind["report"] := []
