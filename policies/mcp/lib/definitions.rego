# METADATA
# title: What servers write about themselves
# description: >-
#   Which definitions of tools, prompts and resources, or instructions of a server, order the model about, and which may.
#   A model chooses and acts by them, and hardly anybody reads them.
package mcp.lib.definitions

import data.mcp.lib.definitions_signals

# METADATA
# description: Definitions that order the model to act against the person it works for.
poisoned contains found if {
	some found in definitions_signals.signaled
	some cluster in found.clusters
	_orders(cluster, found.about_credentials)
}

# METADATA
# description: Definitions that may do so, and that nobody has read and approved as they are.
suspicious contains found if {
	some found in (definitions_signals.signaled - poisoned)
	not found.pointer in approved
	_questionable(found)
}

# METADATA
# description: Places of definitions whose digest the lock file holds, so that somebody read exactly this text.
approved contains $"/tools/{index}" if {
	some index, tool in input.tools
	input.facts.tools[index].digest == data.lock.servers[input.server.name].tools[tool.name]
}

approved contains $"/prompts/{index}" if {
	some index, prompt in input.prompts
	input.facts.prompts[index].digest == data.lock.servers[input.server.name].prompts[prompt.name]
}

approved contains "/session/instructions" if {
	input.facts.instructions_digest == data.lock.servers[input.server.name].instructions_digest
}

# METADATA
# description: The signals of a definition as one word for a person.
words(found) := concat(", ", sort({signal | some cluster in found.clusters; some signal in cluster}))

_orders(cluster, _) if "credential_parameter" in cluster

_orders(cluster, about_credentials) if {
	count(cluster) > 1
	count(cluster & {"secrecy", "override", "credential_path"}) > 0
	count(cluster - _ordinary[about_credentials]) > 0
}

# Together no more than a hint to good use: a tool that reads keys says where they are, and what to call before.
_ordinary := {
	true: {"credential_path", "coerced_step", "carried_content"},
	false: {"credential_path", "coerced_step"},
}

_questionable(found) if found.too_long

_questionable(found) if {
	some cluster in found.clusters
	count(cluster & {"secrecy", "override", "pseudo_markup"}) > 0
}

_questionable(found) if {
	some cluster in found.clusters
	"credential_path" in cluster
	not found.about_credentials
}

_questionable(found) if {
	some cluster in found.clusters
	count(cluster & {"credential_path", "carried_content"}) == 2
}
