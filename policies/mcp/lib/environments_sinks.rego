# METADATA
# title: Ways out of an environment
# description: How well-known servers carry data out, and which grants close such a way.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.environments_sinks

import data.mcp.lib.environments
import data.mcp.lib.settings

# METADATA
# description: The operator's grants leave the server no address to send to but named ones.
closed(index) if {
	settings.mode == "enforce"
	_every(index, "by_address")
	every pattern in environments.entry[index].grants.network.allow {
		pattern != "*"
	}
}

closed(index) if {
	settings.mode == "enforce"
	_every(index, "by_recipient")
	is_array(environments.entry[index].grants.network.recipients)
	settings.effect("unknown_recipient") in {"ask", "deny"}
}

# METADATA
# description: What would close the server's way out, as an operator would write it.
closing(index) := $"servers.{environments.name(index)}.grants.network.allow" if {
	_every(index, "by_address")
} else := $"servers.{environments.name(index)}.grants.network.recipients" if {
	_every(index, "by_recipient")
} else := $"{environments.read_only_switch(index)} for {environments.name(index)}" if {
	environments.read_only_switch(index)
} else := $"servers.{environments.name(index)}.tools.allow"

# METADATA
# description: The names of the server's tools do not tell which of them carry data out.
unnamed(index) if {
	some record in environments.records[index]
	some way in ["by_address", "by_page"]
	record[way]
}

_every(index, way) if {
	ways := [object.get(record, way, false) | some record in environments.records[index]; record.sink]
	count(ways) > 0
	every is_way in ways {
		is_way
	}
}
