# METADATA
# title: Database operations that change something need a grant
# description: >-
#   Where the operator said nothing about databases, queries are what a database server is for; everything that changes
#   data, definitions, users or the session is what a person or the profile decides about.
# custom:
#   clause: database_operations
package mcp.behavior.database_operations.ungranted_statement

import data.mcp.lib.grants_operations as grants
import data.mcp.lib.operations_database as database

# METADATA
# title: Change of data that nobody granted
# description: A statement changes rows or handles transactions, and the settings do not say that this server may.
# custom:
#   short_name: ungranted_change
#   severity: low
#   responsible: operator
#   remedy: Grant the server database.write if it should change data, or database.read alone to refuse it.
on.tool_call.weigh contains {
	"topic": "ungranted_database",
	"code": "database_operations.ungranted_change",
	"pointer": operation.pointer,
	"args": {"class": operation.class},
} if {
	some operation in database.operations
	not grants.database_stated
	operation.class in {"write", "transaction"}
}

# METADATA
# title: Change of the database that nobody granted
# description: >-
#   A statement changes definitions, users, rights or the session, reaches out of the database, or was not understood, and
#   the settings do not say how far this server may go.
# custom:
#   short_name: ungranted_administration
#   severity: medium
#   responsible: operator
#   remedy: Grant the server database.schema if it should manage definitions, or database.read alone to refuse it.
on.tool_call.weigh contains {
	"topic": "ungranted_schema_change",
	"code": "database_operations.ungranted_administration",
	"pointer": operation.pointer,
	"args": {"class": operation.class},
} if {
	some operation in database.operations
	not grants.database_stated
	not operation.class in {"read", "write", "transaction"}
}
