# METADATA
# title: Words that ask a person for a secret
# description: >-
#   Looks for words that name a secret among the words of a form's field, and for a request to hand one over in the
#   text above the form. A word in a phrase that names something else, as in password policy, does not count.
package mcp.lib.consents_secrets

# METADATA
# description: The words name a secret, and not only as a part of what is none.
named(words) if {
	some index, _ in words
	some length in _lengths
	_secret_at(words, index, length)
	not _harmless_at(words, index, length)
}

named(words) if data.tables.secret_requests.alone[concat(" ", words)]

# METADATA
# description: The words name a secret that is written in digits.
numbered(words) if {
	some index, _ in words
	some length in _lengths
	data.tables.secret_requests.numbers[_phrase(words, index, index + length)]
	not _harmless_at(words, index, length)
}

# METADATA
# description: The words tell somebody to hand over a secret, as in enter your old password.
requested(words) if {
	some index, _ in words
	some length in _lengths
	_secret_at(words, index, length)
	not _harmless_at(words, index, length)
	_told(words, index)
}

# METADATA
# description: The words of a text, whose letters of all scripts stay what they are.
words_of(text) := [word | some word in cut; word != ""] if {
	# Outside the list, so that of what is no text there are no words, rather than none of them.
	cut := split(strings.replace_n(_separators, lower(text)), " ")
}

# METADATA
# description: The words of a name that capitals divide, as in accessToken.
words_of_name(text) := words_of(strings.replace_n(_capitals, text))

_lengths := {1, 2, 3, 4}

_secret_at(words, index, length) if data.tables.secret_requests.secrets[_phrase(words, index, index + length)]

_harmless_at(words, index, length) if data.tables.secret_requests.harmless[_phrase(words, index, (index + length) + 1)]

_harmless_at(words, index, length) if {
	index > 0
	data.tables.secret_requests.harmless[_phrase(words, index - 1, index + length)]
}

_phrase(words, start, stop) := concat(" ", array.slice(words, start, stop))

# A verb shortly before, with nothing between them that makes the secret a part of something else.
_told(words, index) if {
	some distance in {1, 2, 3, 4, 5}
	distance <= index
	data.tables.secret_requests.verbs[words[index - distance]]
	between := array.slice(words, (index - distance) + 1, index)
	every word in between {
		object.get(data.tables.secret_requests.turns, word, false) == false
	}
}

_separators := {character: " " | some character in split(_punctuation, "")}

_capitals := {letter: $" {letter}" | some letter in split("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "")}

_punctuation := "\t\n\r\u00a0!\"#$%&()*+,-./0123456789:;<=>?@[\\]^_`{|}~\u2013\u2014\u2018\u2019\u201c\u201d'"
