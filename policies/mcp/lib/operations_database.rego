# METADATA
# title: Databases in a tool call
# description: >-
#   The operations on databases that a call asks for, each with its class. SQL is judged by its statements; SQL that no
#   parser read, or that has none, may do anything. A tool without SQL is judged by its name where the operator speaks of
#   databases for its server.
package mcp.lib.operations_database

import data.mcp.lib.grants
import data.mcp.lib.grants_operations
import data.mcp.lib.operations_database_name as name
import data.mcp.lib.operations_database_other as other
import data.mcp.lib.tools

# METADATA
# description: The call does something with a database.
about if count(operations) > 0

# METADATA
# description: What the call does, each with where it says so and its class.
operations contains {"pointer": object.get(fact, "pointer", "/facts/sql"), "class": class} if {
	some fact in input.facts.sql
	some class in _classes(fact)
}

# Languages that no parser here reads.
operations contains operation if some operation in other.operations

# Attacker-controlled: an argument with harmless SQL in it does not make drop_table a query.
operations contains {"pointer": "/tool/name", "class": class} if {
	grants_operations.database_stated
	name.about
	not _about_files
	not _left_to_sql
	not _left_to_list
	some class in name.classes
}

# A tool that runs SQL, and nobody found any.
operations contains {"pointer": "/tool/name", "class": "unknown"} if {
	not grants_operations.database_stated
	name.runs_sql
	not tools.labelled
	count(input.facts.sql) == 0
}

_classes(fact) := {class |
	some statement in fact.statements
	class := object.get(statement, "class", "program")
} if {
	fact.parsed == true
	count(fact.statements) > 0
} else := {"unknown"} if {
	is_boolean(fact.parsed)
	is_array(fact.statements)
} else := {"program"}

_about_files if {
	grants.filesystem_stated
	name.of_files
}

_about_files if "git" in input.facts.tool_words

# The name does not say what is done; the statements do.
_left_to_sql if {
	count(input.facts.sql) > 0
	not name.understood
}

# A name that nobody understands is what the operator listed it for.
_left_to_list if {
	tools.listed
	not name.understood
	not name.starts
}
