# METADATA
# title: Data on its way through a conversation
# description: >-
#   Reads what the ledger says entered the conversation, and whether the call in the event can carry it out. Without a
#   ledger nothing is known to have entered.
package mcp.lib.flows

import data.mcp.lib.capabilities
import data.mcp.lib.network_grants

# METADATA
# description: Text that strangers may have written reached the model. It may be the text that asks for this call.
untrusted if "untrusted" in input.conversation.labels

# METADATA
# description: A secret reached the model.
secret if "secret" in input.conversation.labels

# METADATA
# description: Data that is not public reached the model.
confidential if secret

confidential if "private" in input.conversation.labels

# METADATA
# description: The call is about an object that is not public.
about_confidential if {
	some object_fact in input.facts.objects
	some label in object_fact.labels
	label in {"private", "secret"}
}

# METADATA
# description: The tool called carries data out.
sink if "sink" in capabilities.called

# A database is read by others than who writes it, and may be where the strangers' text came from.
sink if {
	not capabilities.stated(input.tool.name)
	some query in input.facts.sql
	some statement in query.statements
	statement.class in {"write", "schema", "access", "program"}
}

# Whoever looks an address up sends what stands in it.
sink if {
	not capabilities.stated(input.tool.name)
	some url in input.facts.urls
	object.get(url, "whole", true) == true
	url.scheme in {"http", "https", "ws", "wss"}
	not network_grants.granted(url)
}

# METADATA
# description: The call gives somebody rights, or something that is the user's.
hands_over if {
	some word in input.facts.tool_words
	data.tables.capability_words.giving_access[word]
	not capabilities.looks(input.facts.tool_words)
}

# METADATA
# description: Where in the arguments data stands that another server's tool, or one that nobody named, gave before.
foreign contains object.get(flow, "to", "/arguments") if {
	some flow in input.conversation.flows
	not _own(flow)
}

# METADATA
# description: What a tool gave before stands in this place of the arguments.
reaches(pointer) if {
	some flow in input.conversation.flows
	startswith(pointer, object.get(flow, "to", ""))
}

_own(flow) if flow.from.server == input.server.name
