# METADATA
# title: Icons are pictures
# description: >-
#   A client that shows a tool's icon opens the address that the server gave. Attacker-controlled: it may be a program, a
#   file of the user's or the door to another program.
# custom:
#   clause: client_trusts_server
#   also: [implementation]
package mcp.trust.client_trusts_server.icons

# METADATA
# title: Icon has no address of a picture
# description: The address of an icon is neither a web address nor the picture itself.
# custom:
#   short_name: icon_scheme
#   severity: high
#   responsible: server_developer
#   remedy: Give icons as https or data:image addresses.
#   spec: 2026-07-28 basic#icons
on.tool_list.deny contains {
	"code": "client_trusts_server.icon_scheme",
	"pointer": $"/tools/{index}/icons/{place}",
	"args": {},
} if {
	some index, tool in input.tools
	some place, icon in tool.icons
	not _picture(icon)
}

_picture(icon) if {
	some scheme in ["https://", "http://", "data:image/"]
	startswith(lower(icon.src), scheme)
}
