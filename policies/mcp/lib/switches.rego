# METADATA
# title: Switches of a client
# description: >-
#   Reads what a client's setting switches, for those settings that take a guard of the client away or put it back: trust
#   in folders, the sandbox, sampling without a question, the gallery that servers are offered from.
package mcp.lib.switches

# METADATA
# description: The client's own spelling of the setting, for reasons.
key := object.get(input, ["setting", "key"], object.get(input, ["setting", "name"], ""))

# METADATA
# description: The setting was written by whoever it answers for, or by their administrator.
own if input.setting.origin.source in {"user", "managed"}

# METADATA
# description: The setting is switched off, or lists nothing.
off if input.setting.value in [false, [], ""]

# METADATA
# description: The setting is switched on.
on if input.setting.value == true

# METADATA
# description: The setting takes a guard of the client away; what cannot be read does.
widens if {
	input.setting.name in {"sandbox_off", "server_sampling"}
	not off
}

widens if {
	input.setting.name == "folder_trust"
	not on
}

widens if {
	input.setting.name == "server_gallery"
	not off
	not known_gallery
}

# METADATA
# description: The gallery is one that clients come with, reached so that nobody on the way can answer in its place.
known_gallery if {
	_gallery.scheme == "https"
	data.tables.server_galleries[_gallery.host]
}

# METADATA
# description: Nobody on the way can answer in the gallery's place.
protected_gallery if _gallery.scheme == "https"

protected_gallery if {
	_gallery.scheme == "http"
	_gallery.address_class == "loopback"
}

# METADATA
# description: The gallery's host; empty when there is no fact about it, so that no reason falls silent.
default gallery_host := ""

gallery_host := _gallery.host

# Two facts about one place contradict each other; then there is none.
_gallery := _urls[0] if count(_urls) == 1

_urls := [found |
	some found in input.facts.urls
	found.pointer == "/setting/value"
]
