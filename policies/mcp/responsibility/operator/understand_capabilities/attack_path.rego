# METADATA
# title: Ways from strangers' text over private data to the outside
# description: >-
#   A client that enables several servers lets a model use all of them in one conversation. Attacker-controlled: a page, an
#   issue or a message that one of them brings in may ask for the data of another to be sent by a third. Whoever enables
#   them should know, and can break the way.
# custom:
#   clause: operator/understand_capabilities
#   also: [operator/restrict_access, model_driven_invocation]
package mcp.responsibility.operator.understand_capabilities.attack_path

import data.mcp.lib.environments
import data.mcp.lib.environments_classes
import data.mcp.lib.environments_paths
import data.mcp.lib.environments_sinks

# METADATA
# title: Text of strangers may have private data sent out
# description: >-
#   What strangers wrote enters through the one, what is not public through the other, and this server can carry data out; the
#   client loads them together. No grant closes this way, and the rule about tainted flows is not certain to notice.
# custom:
#   short_name: attack_path
#   severity: low
#   responsible: operator
#   remedy: >-
#     Do what settled_by says; or label the servers in mcp-trust.yaml (labels: untrusted_source, private_data, sink; [] for none
#     of them), so that mcp-trust asks or denies when private data is about to leave; or do not enable them together.
on.environment.weigh contains {
	"topic": "attack_path",
	"code": "operator/understand_capabilities.attack_path",
	"pointer": $"/servers/{index}",
	"args": {
		"strangers": path.sources,
		"private": path.private,
		"settled_by": environments_sinks.closing(index),
		"gap": environments_paths.gap(index),
	},
} if {
	some index, path in environments_paths.open
}

# METADATA
# title: Nobody said what passes through the server
# description: >-
#   No label says whether these servers bring in what strangers wrote, read what is not public or carry data out, and they
#   are none that the bundle knows; each may do all of it.
# custom:
#   short_name: unlabeled_server
#   severity: low
#   responsible: operator
#   remedy: Write the server's labels in mcp-trust.yaml (untrusted_source, private_data, sink); [] says that it is none of them.
on.environment.weigh contains {
	"topic": "unlabeled_server",
	"code": "operator/understand_capabilities.unlabeled_server",
	"pointer": $"/servers/{index}",
	"args": {},
} if {
	some index, _ in environments.enabled
	not environments_classes.known(index)
}
