# METADATA
# title: Containers publish ports where they are needed
# description: A port that a container publishes without naming an address is open on every network of the machine.
# custom:
#   clause: server/least_privilege
#   also: [local_server_is_software]
package mcp.responsibility.server.least_privilege.published_ports

# METADATA
# title: Port of the container is published everywhere
# description: The run publishes a port on every address of the machine; all its networks can then reach the server.
# custom:
#   short_name: published_everywhere
#   severity: medium
#   responsible: operator
#   remedy: Publish on loopback, as in -p 127.0.0.1:8000:8000; a server that speaks over stdio needs no port.
#   spec: 2026-07-28 basic/transports/streamable-http#security-&-endpoint
on.connection.weigh contains {
	"topic": "excessive_scope",
	"code": "server/least_privilege.published_everywhere",
	"pointer": $"/server/args/{index}",
	"args": {"argument": input.server.args[index]},
} if {
	input.facts.launch.container
	some index in _published
}

_published contains index + 1 if {
	some index, option in input.server.args
	option in {"-p", "--publish"}
	_everywhere(input.server.args[index + 1])
}

_published contains index if {
	some index, argument in input.server.args
	some option in ["-p=", "-p", "--publish="]
	startswith(argument, option)
	_everywhere(trim_prefix(argument, option))
}

# Behind the image an option of these names is the server's own.
_published contains index if {
	some index, argument in input.server.args
	argument in {"-P", "--publish-all"}
	index < _image
}

# Two ports and no address, or an address that stands for all.
_everywhere(text) if regex.match(`^(?:(?:0\.0\.0\.0|\[::\]|\*):)?[0-9-]*:[0-9-]+(?:/[a-z]+)?$`, text)

default _image := 1000000

_image := to_number(trim_prefix(input.facts.launch.container.pointer, "/server/args/")) if {
	startswith(input.facts.launch.container.pointer, "/server/args/")
}
