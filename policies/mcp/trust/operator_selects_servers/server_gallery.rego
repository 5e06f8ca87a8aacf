# METADATA
# title: Whoever runs the gallery offers the servers
# description: >-
#   Clients offer servers from a gallery, and install what it describes. The operator selects servers only as far as the
#   gallery is one the operator chose.
# custom:
#   clause: operator_selects_servers
#   also: [operator/trusted_servers_only]
package mcp.trust.operator_selects_servers.server_gallery

import data.mcp.lib.switches

# METADATA
# title: Gallery of servers can be answered for by others
# description: >-
#   The address that servers are offered from is not https, or cannot be read; anybody on the way can offer servers there.
# custom:
#   short_name: gallery_unprotected
#   severity: high
#   responsible: operator
#   remedy: Use the gallery's https address.
on.setting.weigh contains {
	"topic": "unprotected_transport",
	"code": "operator_selects_servers.gallery_unprotected",
	"pointer": "/setting/value",
	"args": {"setting": switches.key},
} if {
	_about
	not switches.off
	not switches.protected_gallery
}

# METADATA
# title: Servers are offered from another gallery
# description: The client offers servers from an address other than those that clients come with, and whoever runs it decides which.
# custom:
#   short_name: other_gallery
#   severity: low
#   responsible: operator
#   remedy: Keep it if your organization runs it; have it set by the administrator, or take the setting out.
on.setting.weigh contains {
	"topic": "other_gallery",
	"code": "operator_selects_servers.other_gallery",
	"pointer": "/setting/value",
	"args": {"host": switches.gallery_host},
} if {
	_about
	not switches.off
	not switches.known_gallery
	not _administered
}

# METADATA
# title: Gallery is one that was chosen
# description: Servers are offered from a well-known gallery, from one that the user or administrator chose, or from none.
# custom:
#   short_name: gallery_chosen
#   severity: info
#   responsible: operator
on.setting.allow contains {
	"code": "operator_selects_servers.gallery_chosen",
	"pointer": "/setting/value",
	"args": {"host": switches.gallery_host},
} if {
	_about
	_chosen
}

_about if input.setting.name == "server_gallery"

_chosen if switches.off

_chosen if switches.known_gallery

_chosen if {
	switches.protected_gallery
	switches.own
}

_administered if input.setting.origin.source == "managed"
