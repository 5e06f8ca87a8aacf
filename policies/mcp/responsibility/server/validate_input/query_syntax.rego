# METADATA
# title: Names hold no conditions
# description: >-
#   Servers put the names they are given into queries of databases, directories and trackers. What closes the place of the
#   name there, or adds a condition, makes the query another one.
# custom:
#   clause: server/validate_input
#   also: [implementation, database_operations]
#   spec: 2026-07-28 server/tools#security-considerations
package mcp.responsibility.server.validate_input.query_syntax

import data.mcp.lib.argument_values
import data.mcp.lib.arguments

# METADATA
# title: Name changes the query
# description: >-
#   The value names something, or says who somebody is, and holds what ends the name in a query and goes on with a
#   condition, a second operation or a comparison.
# custom:
#   short_name: query_syntax_in_identifier
#   severity: critical
#   responsible: server_developer
#   remedy: Bind values as parameters, escape them by the rules of the query's language, and take plain text where plain text is wanted.
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_call.deny contains {
	"code": "server/validate_input.query_syntax_in_identifier",
	"pointer": fact.pointer,
	"args": {},
} if {
	some fact in arguments.described
	_changes(fact)
}

_changes(fact) if {
	some list in ["machine", "either", "coded", "database", "stored", "opaque"]
	arguments.named(fact, list)
	some form in _breaks
	regex.match(form, lower(argument_values.text(fact)))
}

_changes(fact) if {
	some list in ["machine", "either", "coded", "database", "stored", "clause"]
	arguments.says(fact, list)
	some form in _second
	regex.match(form, lower(argument_values.text(fact)))
}

_changes(fact) if {
	arguments.named(fact, "database")
	regex.match(`\|\s*(extend|where|project|take|summarize|join|union|limit|invoke|evaluate)\b|[;\n]\s*\.[a-z]`, lower(argument_values.text(fact)))
}

# What is put into the path of a URL, and goes on with another path or with parameters.
_changes(fact) if {
	arguments.named(fact, "opaque")
	not _place(fact)
	regex.match(`^[^/?#&\s]*[?&#][\w.-]+=|(%2f|%5c)(\.|%2e){2}|(\.|%2e){2}(%2f|%5c)`, lower(argument_values.text(fact)))
}

# A line of a protocol that has one command on each.
_changes(fact) if {
	count(fact.words) > 0
	every word in fact.words {
		data.tables.argument_words.opaque[word]
	}
	regex.match(`^[^\r\n]*[\r\n]+\s*\w`, argument_values.text(fact))
}

# Attacker-controlled: {"password": {"$ne": null}} fits every password.
_changes(fact) if {
	"member_name" in fact.marks
	arguments.says(fact, "credential")
	regex.match(`/\$[a-z]+$`, fact.pointer)
	not arguments.says(fact, "clause")
}

_place(fact) if arguments.says(fact, "place")

_breaks := {
	# Closes a filter and opens the next: a directory's.
	`\)\s*\(\s*([|&!]|[a-z]+\s*[~<>]?=)`,
	# Closes a quote and goes on with a condition.
	`["']\s*\)?\s*(or|and|\|\||&&)\s+["'(]?\w+["')]?\s*(=|<|>|like\b|in\b)`,
	# Adds a condition to one without quotes.
	`\s(or|and)\s+\w+\s*(=|!=|~)\s*\S`,
	# Closes a bracket that it did not open.
	`^[^(]*\)\s*(\{|detach\b|delete\b|return\b|set\b|merge\b|match\b|from\b|union\b)`,
	`\bunion\s+(all\s+)?select\b`,
}

# Ends the query and begins another, wherever it stands.
_second := {
	`;\s*(drop|alter|create|truncate)\s+(table|database|schema|view|index|user|role|function|column|trigger)\b`,
	`;\s*(delete\s+from|insert\s+into|update\s+\w+\s+set|grant\s+\w+|attach\s+database|exec(ute)?\s+(xp|sp)_)`,
	`\bcase\s+when\b.*\bthen\b`,
	`^[^(]*\)\s*(detach\s+delete|delete|return|merge|match)\b`,
}
