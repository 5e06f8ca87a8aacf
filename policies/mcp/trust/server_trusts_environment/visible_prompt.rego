# METADATA
# title: Secrets are typed unseen
# description: >-
#   A client asks once for what a prompt stands for, and keeps the answer. A prompt that is not marked as one for a password
#   shows what is typed on the screen, and in the client's store and views it stays readable.
# custom:
#   clause: server_trusts_environment
#   also: [client/consent]
package mcp.trust.server_trusts_environment.visible_prompt

# METADATA
# title: Secret is asked for in the open
# description: >-
#   By the name of the prompt, or of the variable or header that it fills, what a person types is a secret, and the prompt
#   does not hide it.
# custom:
#   short_name: secret_typed_openly
#   severity: low
#   responsible: operator
#   remedy: Mark the prompt as one for a password, in VS Code with "password" set to true.
on.connection.weigh contains {
	"topic": "visible_prompt",
	"code": "server_trusts_environment.secret_typed_openly",
	"pointer": object.get(reference, "pointer", "/server/references"),
	"args": {"prompt": object.get(reference, "name", "")},
} if {
	some reference in input.server.references
	reference.hidden == false
	some name in _names(reference)
	_secret(name)
}

# What the prompt is called, and what it fills.
_names(reference) := {name | some name in [object.get(reference, "name", "")]} | {name |
	some list in {"env_keys", "header_names"}
	some index, name in input.server[list]
	reference.pointer == $"/server/{list}/{index}"
}

_secret(name) if {
	flat := concat("", _words(name))
	some ending, _ in data.tables.secret_parameters.endings
	endswith(flat, ending)
	object.get(data.tables.secret_parameters.harmless, flat, false) == false
}

_secret(name) if {
	words := _words(name)
	data.tables.secret_variables.last[words[count(words) - 1]]
	count([word | some word in words; data.tables.secret_variables.open[word]]) == 0
}

_words(name) := [word |
	some word in split(strings.replace_n({"-": "_", ".": "_", " ": "_", ":": "_"}, lower(name)), "_")
	word != ""
]
