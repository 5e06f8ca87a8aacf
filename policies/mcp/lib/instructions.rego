# METADATA
# title: Texts that steer the model
# description: >-
#   Signals that a text which should describe something orders the model about instead. One signal may be honest writing;
#   the rules decide which of them together are not. Letters that only look alike are not read as the same.
package mcp.lib.instructions

# METADATA
# description: The signals in a text. One that is longer than anybody should write is read at both ends.
signals(text) := _signals(lower(_read(text)))

# METADATA
# description: The text holds one of these signals.
holds(text, wanted) if {
	read := lower(_read(text))
	some signal in wanted
	_has(signal, read)
}

# METADATA
# description: >-
#   The signals that stand close together, as sets: ordinary long texts hold one here and another there. A short text is
#   one such set.
clusters(text) := {_signals(part) | some part in _parts(lower(_read(text)))}

# METADATA
# description: A parameter's name asks for what a person keeps in a place of credentials.
credential_parameter(name) if _has("credential_parameter", lower(name))

# METADATA
# description: All that is written in a value, names of members included, each piece once.
pieces(value) := {piece |
	walk(value, [path, part])
	some piece in _written(path, part)
}

# METADATA
# description: Pieces as one text in which no sentence goes on in the next piece.
joined(texts) := concat(_end, texts)

# A separator of records, which no sentence of a pattern goes across.
_end := "\u001e"

# METADATA
# description: The text is too long to be read whole.
too_long(text) if count(text) > _most_read

# METADATA
# description: The text holds the name of a tool as a word. Names that are ordinary words are not told from words.
mentions(text, name) if {
	regex.match(`[a-z0-9][_.-][a-z0-9]|[a-z][A-Z]`, name)
	around := split(lower(text), lower(name))
	some index, part in around
	index > 0
	regex.match(`(?:^|[^a-z0-9_-])$`, around[index - 1])
	regex.match(`^(?:$|[^a-z0-9_-])`, part)
}

_signals(text) := {signal |
	some signal in ["secrecy", "override", "credential_path", "coerced_step", "carried_content", "pseudo_markup"]
	_has(signal, text)
}

_has(signal, text) if {
	some entry in data.tables.instruction_signals[signal]
	_tried(entry.when, text)
	regex.match(replace(entry.pattern, " ", $"[^\\w{_end}]+"), text)
}

# Compiling a pattern costs more than looking for words, and most texts hold none of them.
_tried(words, text) if {
	some word in words
	contains(text, word)
}

_written(path, part) := {part | is_string(part)} | {name |
	name := path[count(path) - 1]
	is_string(name)
}

# Attacker-controlled: a text may be as long as a message.
_most_read := 131072

_read(text) := text if {
	count(text) <= _most_read
} else := joined([substring(text, 0, 65536), substring(text, count(text) - 65536, -1)])

# Windows that overlap by half; where there cannot be two signals, the whole.
_parts(text) := _windows(text) if {
	count(text) > 2000
	count(_signals(text)) > 1
} else := {text}

_windows(text) := {part |
	some start in numbers.range(0, ceil(count(text) / 1000) - 2)
	part := substring(text, start * 1000, 2000)
}
