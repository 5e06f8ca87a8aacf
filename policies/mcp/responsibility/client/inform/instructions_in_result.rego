# METADATA
# title: Results that give orders
# description: >-
#   What a server returns is data, and the model may take it for orders. Writing about such orders is ordinary; orders to
#   keep something from the person or to set instructions aside, with the steps to take, are not.
# custom:
#   clause: client/inform
package mcp.responsibility.client.inform.instructions_in_result

import data.mcp.lib.instructions

# METADATA
# title: Result gives the model orders against its user
# description: >-
#   Close together, a text in the result tells the model to keep something from the person or to set instructions aside,
#   and to fetch, pass on or call something.
# custom:
#   short_name: instructions_in_result
#   severity: high
#   responsible: operator
#   remedy: Read the text before the model does, and find out who can write to this source.
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_result.weigh contains reason if some reason in _ordered

on.resource_result.weigh contains reason if some reason in _ordered

on.prompt_result.weigh contains reason if some reason in _ordered

_ordered contains {
	"topic": "suspicious_text",
	"code": "client/inform.instructions_in_result",
	"pointer": "/result",
	"args": {"signals": concat(", ", sort(_signals))},
} if {
	count(_signals) > 0
}

# Attacker-controlled: an error that names what the model has to hand in needs neither secrecy nor authority.
_signals contains signal if {
	_demanding
	signals := instructions.signals(_text)
	"credential_path" in signals
	count(signals & {"coerced_step", "carried_content"}) > 0
	some signal in signals
}

_signals contains signal if {
	instructions.holds(_text, ["secrecy", "override"])
	some cluster in instructions.clusters(_text)
	_orders(cluster)
	some signal in cluster
}

_orders(cluster) if {
	count(cluster & {"secrecy", "override"}) > 0
	count(cluster & {"credential_path", "coerced_step", "carried_content"}) > 0
}

# A prompt is the server's own text and speaks to the model; it has no more reason to keep anything from the person.
_orders(cluster) if {
	input.kind == "prompt_result"
	"secrecy" in cluster
}

# Documents name such places as well; a short answer that speaks to the model, or says that it failed, is none.
_demanding if {
	count(_text) <= 2000
	instructions.holds(_text, ["model_addressed"])
}

_demanding if {
	count(_text) <= 2000
	input.result.isError == true
}

_text := instructions.joined(_texts)

_texts contains text if {
	some name in ["content", "contents"]
	some block in input.result[name]
	some text in _written(block)
}

_texts contains text if {
	some message in input.result.messages
	some text in (_written(message) | _written(object.get(message, "content", "")))
}

_texts contains text if {
	some name in ["structuredContent", "description"]
	walk(input.result[name], [_, text])
	is_string(text)
}

# Attacker-controlled: a client may show the model what stands where another type belongs.
_written(block) := {text |
	some name in ["text", "content", "title", "description"]
	text := block[name]
	is_string(text)
} | {text |
	text := block.resource.text
	is_string(text)
}
