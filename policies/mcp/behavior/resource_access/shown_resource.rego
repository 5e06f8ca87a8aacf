# METADATA
# title: Resources are listed and returned
# description: >-
#   Servers say which resources they have, and hand over those that are read. What may be read is decided when somebody
#   asks for it.
# custom:
#   clause: resource_access
package mcp.behavior.resource_access.shown_resource

# METADATA
# title: Resources are listed
# description: The server says which resources it exposes.
# custom:
#   short_name: listed
#   severity: info
#   responsible: operator
#   spec: 2026-07-28 server/resources#listing-resources
on.resource_list.allow contains {
	"code": "resource_access.listed",
	"pointer": "/resources",
	"args": {},
} if {
	is_array(input.resources)
}

# METADATA
# title: Resource is returned
# description: The server hands over the resource whose reading was decided about.
# custom:
#   short_name: returned
#   severity: info
#   responsible: operator
#   spec: 2026-07-28 server/resources#reading-resources
on.resource_result.allow contains {
	"code": "resource_access.returned",
	"pointer": "/result",
	"args": {},
} if {
	is_object(input.result)
	is_string(input.resource.uri)
}
