# METADATA
# title: Hidden text in what a server returns
# description: >-
#   Results hold what others wrote: pages, files, output of programs. Invisible characters occur there; what spells
#   something in them is written for the model alone.
# custom:
#   clause: client/inform
package mcp.responsibility.client.inform.hidden_text_in_result

on.tool_result.oblige contains obligation if some obligation in _redaction

on.resource_result.oblige contains obligation if some obligation in _redaction

# With this code whoever redacts takes out what is not seen, and leaves the rest of the text.
_redaction contains {
	"type": "redact",
	"pointer": pointer,
	"message_code": "client/inform.hidden_text_in_result",
} if {
	some pointer in _places
}

_places contains object.get(found, "pointer", "/result") if some found in input.facts.hidden_text

# METADATA
# title: Result spells something out of sight
# description: The result holds a text in characters that no screen shows and a model reads.
# custom:
#   short_name: hidden_text_in_result
#   severity: high
#   responsible: operator
#   remedy: Read the decoded text before the model does; where it gives orders, find out who can write to this source.
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_result.weigh contains reason if some reason in _spelled

on.resource_result.weigh contains reason if some reason in _spelled

_spelled contains {
	"topic": "suspicious_text",
	"code": "client/inform.hidden_text_in_result",
	"pointer": object.get(found, "pointer", "/result"),
	"args": {"kind": object.get(found, "kind", ""), "decoded": object.get(found, "decoded", "")},
} if {
	some found in input.facts.hidden_text
	not _unspelled(found)
}

# Terminal output has links and colors, pages have blanks of no width, programs have texts that run both ways.
_unspelled(found) if found.kind in {"ansi_escape", "bidi_control", "control_character", "invisible_filler", "private_use"}

_unspelled(found) if {
	found.kind in {"zero_width", "variation_selectors"}
	object.get(found, "decoded", "") == ""
	found.count <= 64
}
