# METADATA
# title: Database operations within the grant are intended
# description: >-
#   Servers execute queries, modify data and manage schemas. How far this server may go is the operator's to say: read,
#   write and schema are flags of their own, and every statement of a text must be covered by one. No database grant
#   reaches out of the database, to programs and files of its host.
# custom:
#   clause: database_operations
#   also: [operator/restrict_access]
package mcp.behavior.database_operations.granted_statement

import data.mcp.lib.grants_operations as grants
import data.mcp.lib.operations_database as database

# METADATA
# title: Database operation is granted
# description: The operator granted this server operations of this class.
# custom:
#   short_name: granted
#   severity: info
#   responsible: operator
on.tool_call.allow contains {
	"code": "database_operations.granted",
	"pointer": operation.pointer,
	"args": {"class": operation.class},
} if {
	grants.database_stated
	some operation in database.operations
	operation.class in grants.database
}

# METADATA
# title: Database operation goes beyond the grant
# description: >-
#   The operator granted this server certain operations on databases. This is none of them: it is of another class, ends
#   the transaction that keeps reading from writing, changes users or the session, or was not understood.
# custom:
#   short_name: outside_grant
#   severity: high
#   responsible: operator
#   remedy: >-
#     If the server should do this, set the class in its database grant (write also covers transactions); a tool that
#     takes no SQL and changes nothing goes under tools.read_only. Otherwise find out who asked for it.
on.tool_call.deny contains {
	"code": "database_operations.outside_grant",
	"pointer": operation.pointer,
	"args": {"class": operation.class},
} if {
	grants.database_stated
	some operation in database.operations
	not operation.class in grants.database
	not _leaves(operation)
	not _administers(operation)
}

# METADATA
# title: SQL reaches out of the database
# description: >-
#   A statement runs a program, loads code, or reads or writes files of the machine that the database runs on. A grant
#   for databases, whichever, ends at the database.
# custom:
#   short_name: leaves_database
#   severity: high
#   responsible: operator
#   remedy: Move data with a tool made for files, under a filesystem grant; if the statement must run, answer for it with a waiver.
on.tool_call.deny contains {
	"code": "database_operations.leaves_database",
	"pointer": operation.pointer,
	"args": {},
} if {
	grants.database_stated
	some operation in database.operations
	_leaves(operation)
}

# METADATA
# title: Statement beyond tables and rows
# description: >-
#   The operator granted changes of definitions. The statement concerns users, rights or the session, or was not
#   understood: of the kind that who manages a schema may need, but that no flag grants.
# custom:
#   short_name: administration
#   severity: medium
#   responsible: operator
#   remedy: Read the statement before it runs; split what can be said in plain statements.
on.tool_call.weigh contains {
	"topic": "ungranted_schema_change",
	"code": "database_operations.administration",
	"pointer": operation.pointer,
	"args": {"class": operation.class},
} if {
	grants.database_stated
	some operation in database.operations
	_administers(operation)
}

_leaves(operation) if operation.class == "program"

_administers(operation) if {
	operation.class in {"access", "session", "unknown"}
	"schema" in grants.database
}
