# METADATA
# title: Secrets are not written down
# description: >-
#   A server may use what its environment holds. A secret in plain text in a configuration file is also in every
#   backup, screenshot, support bundle and clone of that file.
# custom:
#   clause: server_trusts_environment
package mcp.trust.server_trusts_environment.plain_text_secret

import data.mcp.lib.inbound

# METADATA
# title: Secret in a file that others get
# description: The entry holds a secret in plain text in a project's own file, which everyone with the repository reads.
# custom:
#   short_name: secret_in_shared_file
#   severity: high
#   responsible: operator
#   fix: use_reference
#   remedy: Revoke the secret and issue a new one; keep that in the environment or a secret store and refer to it by name.
on.connection.weigh contains {
	"topic": "secret_in_shared_file",
	"code": "server_trusts_environment.secret_in_shared_file",
	"pointer": found.pointer,
	"args": {"type": found.type},
} if {
	some found in input.facts.secrets
	not _private
	not inbound.connection
}

# METADATA
# title: Secret in plain text
# description: The entry holds a secret in plain text in a file of the user's own.
# custom:
#   short_name: secret_in_plain_text
#   severity: low
#   responsible: operator
#   fix: use_reference
#   remedy: Keep the secret in the environment, the client's input store or a secret store, and refer to it by name.
on.connection.weigh contains {
	"topic": "secret_in_private_file",
	"code": "server_trusts_environment.secret_in_plain_text",
	"pointer": found.pointer,
	"args": {"type": found.type},
} if {
	some found in input.facts.secrets
	_private
}

# A file is private only when it is known to be: a file of unknown origin is taken for shared.
_private if input.server.origin.source in {"user", "managed"}

# METADATA
# title: Entry was not searched for secrets
# description: The event describes a configuration entry but does not say which of its values are secrets.
# custom:
#   short_name: secrets_unsearched
#   severity: medium
#   responsible: client_developer
#   remedy: Let the SDK describe the entry before it is decided, or add facts.secrets, empty when there are none.
on.connection.deny contains {
	"code": "server_trusts_environment.secrets_unsearched",
	"pointer": "/facts",
	"args": {},
} if {
	not _searched
}

_searched if {
	is_array(input.facts.secrets)
	every found in input.facts.secrets {
		is_string(found.pointer)
		is_string(found.type)
	}
}

# On a live connection there is no file to search; one that nobody says was seen alive is an entry in a file.
_searched if {
	input.point in {"client", "server", "proxy"}
	object.get(input, ["facts", "secrets"], null) == null
}
