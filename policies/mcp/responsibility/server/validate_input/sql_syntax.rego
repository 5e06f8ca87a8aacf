# METADATA
# title: Names of tables hold no statements
# description: >-
#   Names of tables and columns cannot be bound like values, so servers put them into the statement as text. What ends the
#   name there begins a statement of the caller's choosing.
# custom:
#   clause: server/validate_input
#   also: [implementation, database_operations]
#   spec: 2026-07-28 server/tools#security-considerations
package mcp.responsibility.server.validate_input.sql_syntax

import data.mcp.lib.argument_values
import data.mcp.lib.arguments

# METADATA
# title: Name of a table holds SQL
# description: The value names a table, column or the like, and holds what ends a name in SQL and begins something else.
# custom:
#   short_name: sql_syntax_in_identifier
#   severity: critical
#   responsible: server_developer
#   remedy: Look names up among those that exist, or quote them by the database's own rules, before they enter a statement.
#   spec: 2026-07-28 server/tools#security-considerations
on.tool_call.deny contains {
	"code": "server/validate_input.sql_syntax_in_identifier",
	"pointer": fact.pointer,
	"args": {},
} if {
	some fact in arguments.described
	count({mark | some mark in fact.marks} & _sql) > 0
	arguments.stored(fact)
	not _plain(fact)
}

_sql := {"semicolon", "sql_comment", "quote", "parenthesis"}

# Quoting that is part of the name, and names as people give them: Driver's log, Revenue (USD), count(*).
_plain(fact) if {
	_unbroken(fact)
	text := lower(argument_values.text(fact))
	regex.match("^(\\w[\\w $.,%&/+-]*('\\w[\\w $.,%&/+-]*)?( ?\\([\\w $.,%&/+*-]*\\))?|[\\w.]*[\"`\\[][\\w $.-]+[\"`\\]](\\.[\"`\\[]?[\\w $.-]+[\"`\\]]?)*)$", text)
	not regex.match("\\b(select|union|insert|update|delete|drop|alter|exec|sleep|pg_sleep|benchmark|load_file|or|where)\\b", text)
}

# A table drawn in text, or described in another language, is no name of one.
_plain(fact) if regex.match(`^\s*[|<{]`, argument_values.text(fact))

# What is not the name of a table must hold both, to be more than odd.
_plain(fact) if {
	"member_name" in fact.marks
	_unbroken(fact)
}

_unbroken(fact) if count({mark | some mark in fact.marks} & {"semicolon", "sql_comment"}) == 0
