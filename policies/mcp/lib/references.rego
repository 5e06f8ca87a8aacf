# METADATA
# title: References to variables in a URL
# description: >-
#   Clients put URLs together from variables in a few spellings: ${NAME}, ${env:NAME}, {env:NAME}, %NAME%, $NAME. What
#   stands beside the reference is the entry's own text and must not decide about the origin.
package mcp.lib.references

# METADATA
# description: Scheme and host of the URL are one reference, and nothing in the text says otherwise.
origin(url) if {
	some mark in _marks
	startswith(url, mark.opening)
	rest := substring(url, count(mark.opening), -1)
	end := indexof(rest, mark.closing)
	_undecided(substring(rest, 0, end))
	_no_host(substring(rest, end + count(mark.closing), -1))
}

origin(url) if {
	startswith(url, "$")
	_name(substring(split(url, "/")[0], 1, -1))
	_no_host(substring(url, count(split(url, "/")[0]), -1))
}

# METADATA
# description: The host of a protected URL is made of a reference; what it may be redirected to stays protected.
host(url) if {
	some scheme in ["https://", "wss://"]
	startswith(lower(url), scheme)
	present(_before_path(substring(url, count(scheme), -1)))
}

# METADATA
# description: The text holds what some client takes for a reference.
present(text) if {
	some mark in _reference_marks
	contains(text, mark)
}

# METADATA
# description: The text holds nothing that a client takes for a reference.
absent(text) if {
	every mark in _reference_marks {
		indexof(text, mark) == -1
	}
}

_reference_marks := ["$", "{", "}", "%"]

_marks := [
	{"opening": "${", "closing": "}"},
	{"opening": "{", "closing": "}"},
	{"opening": "{{", "closing": "}}"},
	{"opening": "%", "closing": "%"},
]

_undecided(reference) if _name(reference)

# Attacker-controlled: a default is the URL of everybody who does not set the variable.
_undecided(reference) if {
	parts := split(reference, ":-")
	_name(parts[0])
	_protected(lower(concat(":-", array.slice(parts, 1, count(parts)))))
}

_name(text) if {
	count(text) > 0
	indexof(text, ":-") == -1
	trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:-") == ""
}

_protected(url) if startswith(url, "https://")

_protected(url) if startswith(url, "wss://")

_protected(url) if {
	some machine in ["http://localhost", "http://127.0.0.1", "ws://localhost", "ws://127.0.0.1"]
	startswith(url, machine)
	_no_host(substring(url, count(machine), -1))
}

# A path, after a port at most. An empty variable before "//" or "http://" would leave a host of the entry's choice.
_no_host(text) if {
	_before_path(text) == ""
	count(text) - count(trim_left(text, "/")) <= 1
}

_no_host(text) if {
	port := _before_path(text)
	trim_right(port, "0123456789") == ":"
	count(port) > 1
}

_before_path(text) := split(split(text, "/")[0], "?")[0]
