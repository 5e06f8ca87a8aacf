# METADATA
# title: What the lock file approves
# description: >-
#   An approval belongs to a server's key and a digest together. Several clients may use one key for different entries, so
#   one key may have several approved entries.
package mcp.lib.lock

# METADATA
# description: Digests of the entries that were approved under this server's key.
digests contains _approvals.entry_digest

digests contains entry.digest if some entry in _approvals.entries

# METADATA
# description: The server is exactly one that was approved.
approved if input.facts.entry_digest in digests

# METADATA
# description: >-
#   The lock holds an approval of any server's entry, so somebody reviews them. Looks through the whole lock: ask last.
in_use if {
	some server in data.lock.servers
	server.entry_digest
}

in_use if {
	some server in data.lock.servers
	count(server.entries) > 0
}

_approvals := data.lock.servers[input.server.name]
