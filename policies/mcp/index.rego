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
	data.mcp.facts.on.any,
	data.mcp.responsibility.operator.restrict_access.refused_servers.on.any,
	data.mcp.responsibility.server.access_control.addresses.on.any,
	data.mcp.responsibility.server.validate_input.path_ambiguous.on.any,
	data.mcp.responsibility.server.validate_input.path_form.on.any,
	data.mcp.trust.client_trusts_server.admission.on.any,
	data.mcp.trust.client_trusts_server.recognizable.on.any,
	data.mcp.vulnerability.implementation.input_size.on.any,
	data.mcp.vulnerability.protocol_level.addressed_here.on.any,
	data.mcp.vulnerability.protocol_level.message_form.on.any,
]

# Rules about events of one kind. A kind that is not here is unknown.
kind["connection"] := [
	data.mcp.behavior.network_access.reserved_address.on.connection,
	data.mcp.behavior.stdio_command_execution.configured_command.on.connection,
	data.mcp.responsibility.client.consent.informed_start.on.connection,
	data.mcp.responsibility.client.sandbox.confined_start.on.connection,
	data.mcp.responsibility.client.sandbox.granted_folders.on.connection,
	data.mcp.responsibility.client.sandbox.sandbox_limits.on.connection,
	data.mcp.responsibility.operator.review_configuration.entries.on.connection,
	data.mcp.responsibility.operator.review_configuration.literal_references.on.connection,
	data.mcp.responsibility.operator.review_configuration.misnamed_entries.on.connection,
	data.mcp.responsibility.operator.review_configuration.versions.on.connection,
	data.mcp.responsibility.operator.review_configuration.wrappers.on.connection,
	data.mcp.responsibility.operator.trusted_servers_only.advisories.on.connection,
	data.mcp.responsibility.operator.trusted_servers_only.listed_servers.on.connection,
	data.mcp.responsibility.operator.trusted_servers_only.passing_origin.on.connection,
	data.mcp.responsibility.operator.understand_capabilities.source_to_sink.on.connection,
	data.mcp.responsibility.server.access_control.callers.on.connection,
	data.mcp.responsibility.server.access_control.named_programs.on.connection,
	data.mcp.responsibility.server.least_privilege.listener.on.connection,
	data.mcp.responsibility.server.least_privilege.published_ports.on.connection,
	data.mcp.trust.client_trusts_server.admission.on.connection,
	data.mcp.trust.client_trusts_server.approval.on.connection,
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
	data.mcp.trust.server_trusts_environment.visible_prompt.on.connection,
	data.mcp.vulnerability.implementation.command_in_url.on.connection,
	data.mcp.vulnerability.implementation.opened_url.on.connection,
	data.mcp.vulnerability.protocol_level.deprecated_features.on.connection,
]

kind["environment"] := [
	data.mcp.behavior.model_driven_invocation.enabled_together.on.environment,
	data.mcp.responsibility.operator.understand_capabilities.attack_path.on.environment,
]

kind["setting"] := [
	data.mcp.behavior.model_driven_invocation.approved_in_advance.on.setting,
	data.mcp.responsibility.client.consent.acting_tools.on.setting,
	data.mcp.responsibility.client.consent.headers_command.on.setting,
	data.mcp.responsibility.client.consent.hook_commands.on.setting,
	data.mcp.responsibility.client.consent.standing_approvals.on.setting,
	data.mcp.responsibility.client.consent.standing_sampling.on.setting,
	data.mcp.responsibility.client.consent.switches_by_others.on.setting,
	data.mcp.responsibility.client.sandbox.sandbox_setting.on.setting,
	data.mcp.responsibility.operator.restrict_access.client_lists.on.setting,
	data.mcp.trust.operator_selects_servers.entry_author.on.setting,
	data.mcp.trust.operator_selects_servers.folder_trust.on.setting,
	data.mcp.trust.operator_selects_servers.project_servers.on.setting,
	data.mcp.trust.operator_selects_servers.server_gallery.on.setting,
]

kind["session"] := [
	data.mcp.behavior.network_access.session_use.on.session,
	data.mcp.responsibility.client.inform.hidden_text.on.session,
	data.mcp.responsibility.client.inform.suspicious_definition.on.session,
	data.mcp.responsibility.operator.restrict_access.answered_data.on.session,
	data.mcp.responsibility.server.access_control.callers.on.session,
	data.mcp.trust.client_trusts_server.instructions_pinned.on.session,
	data.mcp.trust.client_trusts_server.tool_definitions_poisoned.on.session,
	data.mcp.vulnerability.authorization_bypass.principal_claims.on.session,
	data.mcp.vulnerability.protocol_level.header_match.on.session,
	data.mcp.vulnerability.session_hijacking.session_id.on.session,
	data.mcp.vulnerability.session_hijacking.session_owner.on.session,
	data.mcp.vulnerability.session_hijacking.session_state.on.session,
]

kind["authorization"] := [
	data.mcp.behavior.network_access.authorization_flow.on.authorization,
	data.mcp.responsibility.server.least_privilege.scopes.on.authorization,
	data.mcp.vulnerability.authorization_bypass.callback_state.on.authorization,
	data.mcp.vulnerability.authorization_bypass.confused_deputy.on.authorization,
	data.mcp.vulnerability.authorization_bypass.flow_proof.on.authorization,
	data.mcp.vulnerability.authorization_bypass.issuer.on.authorization,
	data.mcp.vulnerability.authorization_bypass.missing_token.on.authorization,
	data.mcp.vulnerability.authorization_bypass.presented_token.on.authorization,
	data.mcp.vulnerability.authorization_bypass.redirect.on.authorization,
	data.mcp.vulnerability.implementation.command_in_url.on.authorization,
	data.mcp.vulnerability.implementation.opened_url.on.authorization,
	data.mcp.vulnerability.protocol_level.deprecated_features.on.authorization,
	data.mcp.vulnerability.token_leakage.token_use.on.authorization,
]

kind["tool_list"] := [
	data.mcp.behavior.model_driven_invocation.offered_tools.on.tool_list,
	data.mcp.responsibility.client.inform.hidden_text.on.tool_list,
	data.mcp.responsibility.client.inform.rerouted_tools.on.tool_list,
	data.mcp.responsibility.client.inform.suspicious_definition.on.tool_list,
	data.mcp.responsibility.operator.restrict_access.tool_lists.on.tool_list,
	data.mcp.responsibility.operator.understand_capabilities.source_to_sink.on.tool_list,
	data.mcp.responsibility.server.access_control.callers.on.tool_list,
	data.mcp.responsibility.server.document_capabilities.described_tools.on.tool_list,
	data.mcp.responsibility.server.document_capabilities.honest_annotations.on.tool_list,
	data.mcp.trust.client_trusts_server.icons.on.tool_list,
	data.mcp.trust.client_trusts_server.shadowed_tools.on.tool_list,
	data.mcp.trust.client_trusts_server.tool_definitions_described.on.tool_list,
	data.mcp.trust.client_trusts_server.tool_definitions_pinned.on.tool_list,
	data.mcp.trust.client_trusts_server.tool_definitions_poisoned.on.tool_list,
	data.mcp.vulnerability.protocol_level.result_type.on.tool_list,
	data.mcp.vulnerability.protocol_level.tool_definitions.on.tool_list,
	data.mcp.vulnerability.token_leakage.mirrored_parameter.on.tool_list,
]

kind["tool_call"] := [
	data.mcp.behavior.database_operations.granted_statement.on.tool_call,
	data.mcp.behavior.database_operations.ungranted_statement.on.tool_call,
	data.mcp.behavior.model_driven_invocation.invoked_tool.on.tool_call,
	data.mcp.behavior.network_access.granted_destination.on.tool_call,
	data.mcp.behavior.network_access.reserved_address.on.tool_call,
	data.mcp.behavior.network_access.unread_address.on.tool_call,
	data.mcp.behavior.network_access.url_form.on.tool_call,
	data.mcp.behavior.system_commands.granted_command.on.tool_call,
	data.mcp.behavior.version_control.granted_operation.on.tool_call,
	data.mcp.behavior.version_control.granted_repository.on.tool_call,
	data.mcp.behavior.version_control.protected_branch.on.tool_call,
	data.mcp.behavior.version_control.ungranted_operation.on.tool_call,
	data.mcp.responsibility.client.display_activity.shown_calls.on.tool_call,
	data.mcp.responsibility.operator.restrict_access.call_limit.on.tool_call,
	data.mcp.responsibility.operator.restrict_access.known_recipients.on.tool_call,
	data.mcp.responsibility.operator.restrict_access.protected_paths.on.tool_call,
	data.mcp.responsibility.operator.restrict_access.secret_leaves.on.tool_call,
	data.mcp.responsibility.operator.restrict_access.tainted_flow.on.tool_call,
	data.mcp.responsibility.operator.restrict_access.tool_lists.on.tool_call,
	data.mcp.responsibility.server.access_control.callers.on.tool_call,
	data.mcp.responsibility.server.access_control.permissions.on.tool_call,
	data.mcp.responsibility.server.validate_input.argument_form.on.tool_call,
	data.mcp.responsibility.server.validate_input.header_syntax.on.tool_call,
	data.mcp.responsibility.server.validate_input.option_syntax.on.tool_call,
	data.mcp.responsibility.server.validate_input.query_syntax.on.tool_call,
	data.mcp.responsibility.server.validate_input.shell_syntax.on.tool_call,
	data.mcp.responsibility.server.validate_input.sql_syntax.on.tool_call,
	data.mcp.responsibility.server.validate_input.url_argument.on.tool_call,
	data.mcp.trust.client_trusts_server.tool_definitions_pinned.on.tool_call,
	data.mcp.trust.operator_selects_servers.configuration_write.on.tool_call,
	data.mcp.vulnerability.authorization_bypass.principal_claims.on.tool_call,
	data.mcp.vulnerability.cross_tenant_access.other_tenant.on.tool_call,
	data.mcp.vulnerability.implementation.injected_code.on.tool_call,
	data.mcp.vulnerability.implementation.input_size.on.tool_call,
	data.mcp.vulnerability.protocol_level.header_match.on.tool_call,
	data.mcp.vulnerability.protocol_level.message_form.on.tool_call,
	data.mcp.vulnerability.protocol_level.mirrored_arguments.on.tool_call,
	data.mcp.vulnerability.sandbox_escape.host_doors.on.tool_call,
	data.mcp.vulnerability.sandbox_escape.left_scope.on.tool_call,
	data.mcp.vulnerability.session_hijacking.session_id.on.tool_call,
	data.mcp.vulnerability.session_hijacking.session_owner.on.tool_call,
	data.mcp.vulnerability.session_hijacking.session_state.on.tool_call,
	data.mcp.vulnerability.token_leakage.secrets_in_messages.on.tool_call,
	data.mcp.vulnerability.token_leakage.url_credentials.on.tool_call,
]

kind["tool_result"] := [
	data.mcp.behavior.model_driven_invocation.returned_result.on.tool_result,
	data.mcp.responsibility.client.inform.hidden_text_in_result.on.tool_result,
	data.mcp.responsibility.client.inform.instructions_in_result.on.tool_result,
	data.mcp.responsibility.operator.restrict_access.entered_data.on.tool_result,
	data.mcp.vulnerability.cross_tenant_access.other_tenant.on.tool_result,
	data.mcp.vulnerability.protocol_level.result_type.on.tool_result,
	data.mcp.vulnerability.token_leakage.secrets_in_messages.on.tool_result,
]

kind["resource_list"] := [
	data.mcp.behavior.resource_access.shown_resource.on.resource_list,
	data.mcp.responsibility.client.inform.hidden_text.on.resource_list,
	data.mcp.responsibility.client.inform.suspicious_definition.on.resource_list,
	data.mcp.responsibility.server.access_control.callers.on.resource_list,
	data.mcp.trust.client_trusts_server.tool_definitions_poisoned.on.resource_list,
	data.mcp.vulnerability.protocol_level.resource_uris.on.resource_list,
	data.mcp.vulnerability.protocol_level.result_type.on.resource_list,
]

kind["resource_read"] := [
	data.mcp.behavior.network_access.reserved_address.on.resource_read,
	data.mcp.behavior.network_access.url_form.on.resource_read,
	data.mcp.behavior.resource_access.granted_resource.on.resource_read,
	data.mcp.responsibility.server.access_control.callers.on.resource_read,
	data.mcp.responsibility.server.validate_input.url_argument.on.resource_read,
	data.mcp.vulnerability.authorization_bypass.principal_claims.on.resource_read,
	data.mcp.vulnerability.cross_tenant_access.other_tenant.on.resource_read,
	data.mcp.vulnerability.protocol_level.header_match.on.resource_read,
	data.mcp.vulnerability.protocol_level.message_form.on.resource_read,
	data.mcp.vulnerability.protocol_level.resource_uris.on.resource_read,
	data.mcp.vulnerability.sandbox_escape.host_doors.on.resource_read,
	data.mcp.vulnerability.sandbox_escape.left_scope.on.resource_read,
	data.mcp.vulnerability.session_hijacking.session_id.on.resource_read,
	data.mcp.vulnerability.session_hijacking.session_owner.on.resource_read,
	data.mcp.vulnerability.session_hijacking.session_state.on.resource_read,
]

kind["resource_result"] := [
	data.mcp.behavior.resource_access.shown_resource.on.resource_result,
	data.mcp.responsibility.client.inform.hidden_text_in_result.on.resource_result,
	data.mcp.responsibility.client.inform.instructions_in_result.on.resource_result,
	data.mcp.responsibility.operator.restrict_access.entered_data.on.resource_result,
	data.mcp.vulnerability.cross_tenant_access.other_tenant.on.resource_result,
	data.mcp.vulnerability.protocol_level.public_cache.on.resource_result,
	data.mcp.vulnerability.protocol_level.result_type.on.resource_result,
	data.mcp.vulnerability.token_leakage.secrets_in_messages.on.resource_result,
]

kind["prompt_list"] := [
	data.mcp.behavior.model_driven_invocation.offered_tools.on.prompt_list,
	data.mcp.responsibility.client.inform.hidden_text.on.prompt_list,
	data.mcp.responsibility.client.inform.suspicious_definition.on.prompt_list,
	data.mcp.responsibility.server.access_control.callers.on.prompt_list,
	data.mcp.trust.client_trusts_server.tool_definitions_described.on.prompt_list,
	data.mcp.trust.client_trusts_server.tool_definitions_pinned.on.prompt_list,
	data.mcp.trust.client_trusts_server.tool_definitions_poisoned.on.prompt_list,
	data.mcp.vulnerability.protocol_level.result_type.on.prompt_list,
]

kind["prompt_get"] := [
	data.mcp.behavior.model_driven_invocation.offered_tools.on.prompt_get,
	data.mcp.responsibility.client.inform.instructions_in_arguments.on.prompt_get,
	data.mcp.responsibility.server.access_control.callers.on.prompt_get,
	data.mcp.responsibility.server.validate_input.argument_form.on.prompt_get,
	data.mcp.trust.client_trusts_server.tool_definitions_pinned.on.prompt_get,
	data.mcp.vulnerability.authorization_bypass.principal_claims.on.prompt_get,
	data.mcp.vulnerability.protocol_level.header_match.on.prompt_get,
	data.mcp.vulnerability.protocol_level.message_form.on.prompt_get,
	data.mcp.vulnerability.session_hijacking.session_id.on.prompt_get,
	data.mcp.vulnerability.session_hijacking.session_owner.on.prompt_get,
	data.mcp.vulnerability.session_hijacking.session_state.on.prompt_get,
	data.mcp.vulnerability.token_leakage.secrets_in_messages.on.prompt_get,
]

kind["prompt_result"] := [
	data.mcp.behavior.model_driven_invocation.returned_result.on.prompt_result,
	data.mcp.responsibility.client.inform.hidden_text.on.prompt_result,
	data.mcp.responsibility.client.inform.instructions_in_result.on.prompt_result,
	data.mcp.responsibility.operator.restrict_access.entered_data.on.prompt_result,
	data.mcp.vulnerability.cross_tenant_access.other_tenant.on.prompt_result,
	data.mcp.vulnerability.protocol_level.result_type.on.prompt_result,
	data.mcp.vulnerability.token_leakage.secrets_in_messages.on.prompt_result,
]

kind["sampling"] := [
	data.mcp.behavior.model_driven_invocation.sampling.on.sampling,
	data.mcp.responsibility.client.consent.sampling_consent.on.sampling,
	data.mcp.responsibility.client.display_activity.shown_calls.on.sampling,
	data.mcp.responsibility.client.inform.hidden_text.on.sampling,
	data.mcp.responsibility.operator.restrict_access.call_limit.on.sampling,
	data.mcp.vulnerability.protocol_level.deprecated_features.on.sampling,
]

kind["elicitation"] := [
	data.mcp.behavior.model_driven_invocation.elicitation.on.elicitation,
	data.mcp.responsibility.client.consent.elicited_link.on.elicitation,
	data.mcp.responsibility.client.consent.secret_form.on.elicitation,
	data.mcp.responsibility.client.display_activity.shown_calls.on.elicitation,
	data.mcp.responsibility.client.inform.hidden_text.on.elicitation,
	data.mcp.responsibility.operator.restrict_access.elicited_hosts.on.elicitation,
	data.mcp.vulnerability.implementation.command_in_url.on.elicitation,
	data.mcp.vulnerability.implementation.opened_url.on.elicitation,
]

kind["roots"] := [
	data.mcp.behavior.filesystem_access.revealed_roots.on.roots,
	data.mcp.vulnerability.protocol_level.deprecated_features.on.roots,
]

kind["fetch"] := [
	data.mcp.behavior.network_access.fetch_form.on.fetch,
	data.mcp.behavior.network_access.granted_destination.on.fetch,
	data.mcp.behavior.network_access.redirect.on.fetch,
	data.mcp.behavior.network_access.reserved_address.on.fetch,
	data.mcp.behavior.network_access.url_form.on.fetch,
	data.mcp.responsibility.client.display_activity.shown_calls.on.fetch,
	data.mcp.vulnerability.token_leakage.url_credentials.on.fetch,
]

kind["report"] := [
	data.mcp.reporting.report_triage.weighed.on.report,
]
