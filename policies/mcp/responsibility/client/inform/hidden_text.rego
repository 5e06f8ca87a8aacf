# METADATA
# title: What the model reads, a person can read
# description: >-
#   A server's text reaches the model whole, and the person as a screen shows it. Characters that are not shown carry
#   orders past whoever is asked to agree.
# custom:
#   clause: client/inform
package mcp.responsibility.client.inform.hidden_text

# METADATA
# title: Text is hidden from the person
# description: >-
#   The server's own text has characters that a person does not see or that change what is shown: tags, variation
#   selectors, reordering, terminal sequences, or others that spell something.
# custom:
#   short_name: hidden_text
#   severity: critical
#   responsible: server_developer
#   remedy: Show the decoded text to whoever answers for the server; disconnect it unless they can say why it is hidden.
on.tool_list.deny contains reason if some reason in _hidden

on.prompt_list.deny contains reason if some reason in _hidden

on.prompt_result.deny contains reason if some reason in _hidden

on.resource_list.deny contains reason if some reason in _hidden

on.session.deny contains reason if some reason in _hidden

on.sampling.deny contains reason if some reason in _hidden

on.elicitation.deny contains reason if some reason in _hidden

_hidden contains {
	"code": "client/inform.hidden_text",
	"pointer": object.get(found, "pointer", ""),
	"args": {"kind": object.get(found, "kind", ""), "decoded": object.get(found, "decoded", "")},
} if {
	some found in input.facts.hidden_text
	not _stray(found)
}

# METADATA
# title: Text has characters that nobody sees
# description: The server's own text has single invisible characters where no writing needs them; they spell nothing.
# custom:
#   short_name: stray_characters
#   severity: low
#   responsible: server_developer
#   remedy: Remove the characters; until then read the text with them made visible.
on.tool_list.weigh contains reason if some reason in _strays

on.prompt_list.weigh contains reason if some reason in _strays

on.prompt_result.weigh contains reason if some reason in _strays

on.resource_list.weigh contains reason if some reason in _strays

on.session.weigh contains reason if some reason in _strays

on.sampling.weigh contains reason if some reason in _strays

on.elicitation.weigh contains reason if some reason in _strays

_strays contains {
	"topic": "suspicious_text",
	"code": "client/inform.stray_characters",
	"pointer": object.get(found, "pointer", ""),
	"args": {"kind": found.kind},
} if {
	some found in input.facts.hidden_text
	_stray(found)
}

# Copied from a web page or an editor, as a rule.
_stray(found) if {
	found.kind in {"zero_width", "private_use", "invisible_filler", "control_character"}
	object.get(found, "decoded", "") == ""
	found.count <= 16
}
