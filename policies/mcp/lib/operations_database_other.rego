# METADATA
# title: Statements in other query languages
# description: >-
#   What a call does to a database whose language is not SQL: a graph's, a log store's, a document store's. Only what
#   changes data or runs code is read; everything else is judged by the tool's name.
package mcp.lib.operations_database_other

import data.mcp.lib.argument_values
import data.mcp.lib.arguments

# METADATA
# description: What the call does, each with where it says so and its class.
operations contains {"pointer": fact.pointer, "class": class} if {
	some fact in arguments.described
	some language, classes in _languages
	_spoken(fact, language)
	some class, form in classes
	regex.match(form, lower(argument_values.text(fact)))
}

# The stages and operators of a document store are names of members.
operations contains {"pointer": fact.pointer, "class": class} if {
	some fact in arguments.described
	"member_name" in fact.marks
	some operator, class in _operators
	endswith(fact.pointer, $"/{operator}")
}

_spoken(fact, language) if {
	some word in array.concat(fact.words, input.facts.tool_words)
	_words[word] == language
	not "member_name" in fact.marks
}

_words := {
	"cypher": "graph", "neo4j": "graph", "memgraph": "graph",
	"kql": "logs", "kusto": "logs", "adx": "logs",
}

# In front of each stands what can stand in front of a clause: an opening bracket or a quoted text can not.
_languages := {
	"graph": {
		"write": `(^|[\s)}])(create|merge|set|remove|(detach\s+)?delete|foreach)\s*[\s(\x60]`,
		"schema": `(^|\s)(create|drop)\s+(constraint|index|database|user|role|alias)\b`,
		"program": `\bload\s+csv\b|\bcall\s+(apoc\.(load|export|cypher|trigger|periodic)|dbms)\.`,
	},
	"logs": {
		"schema": `(^|[;|\n])\s*\.(create|alter|drop|rename|clear|purge|delete|set|append|set-or-(append|replace)|ingest|execute|move|replace)\b`,
		"program": `\bevaluate\s+(python|r|http_request|http_request_post|sql_request)\b|\bexternaldata\b`,
	},
}

_operators := {
	"$out": "write",
	"$merge": "write",
	"$where": "program",
	"$function": "program",
	"$accumulator": "program",
}
