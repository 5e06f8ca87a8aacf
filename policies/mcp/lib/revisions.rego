# METADATA
# title: Revisions of the protocol
# description: >-
#   Which revision an event belongs to, and whether that is known. What is said about an event by its revision alone, the
#   event must prove; a revision that nobody knows is held to what the newest demands.
package mcp.lib.revisions

# METADATA
# description: The event belongs to a revision with initialize, for certain.
legacy if {
	input.message.era == "legacy"
	_legacy[object.get(input, "protocol_version", _some_legacy)]
}

legacy if {
	_legacy[input.protocol_version]
	object.get(input, ["message", "era"], "legacy") == "legacy"
}

# METADATA
# description: The event belongs to 2026-07-28 or a later revision, or to one that nobody knows.
modern if {
	_stated
	not legacy
}

# METADATA
# description: A version as in a header that was published before 2026-07-28.
published_before_headers(version) if _legacy[version]

# METADATA
# description: In the revision of the event a message may be a batch.
batches if {
	legacy
	data.tables.protocol_revisions.batches[input.protocol_version]
}

_stated if input.message.era

_stated if input.protocol_version

_legacy := data.tables.protocol_revisions.legacy

_some_legacy := "2025-11-25"
