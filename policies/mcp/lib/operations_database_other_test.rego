package mcp.lib.operations_database_other_test

import data.mcp.lib.operations_database_other as other

_call(tool_words, words, value, marks) := {
	"kind": "tool_call",
	"arguments": {"x": value},
	"facts": {
		"tool_words": tool_words,
		"arguments": [{"pointer": "/arguments/x", "words": words, "length": 3, "marks": marks}],
	},
}

_classes(event) := classes if {
	classes := {operation.class | some operation in other.operations} with input as event
}

test_allow_classes[name] if {
	some name, row in {
		"look": [["read", "cypher"], ["query"], "MATCH (n:Offset) RETURN n.created LIMIT 5", set()],
		"delete": [["read", "cypher"], ["query"], "MATCH (n) DETACH DELETE n", {"write"}],
		"merge": [["query"], ["cypher"], "MERGE (n:A) RETURN n", {"write"}],
		"constraint": [["neo4j", "query"], ["statement"], "DROP CONSTRAINT c", {"schema"}],
		"import": [["read", "cypher"], ["query"], "LOAD CSV FROM 'http://x' AS l RETURN l", {"program"}],
		"procedure": [["read", "cypher"], ["query"], "CALL apoc.load.json('x') YIELD value", {"program"}],
		"logs": [["kusto", "query"], ["query"], "Logs | where x == 1 | take 10", set()],
		"control command": [["kusto", "query"], ["query"], ".drop table Logs", {"schema"}],
		"control command behind a query": [["run"], ["kql"], "T | take 1;\n.set-or-replace X <| T", {"schema"}],
		"code": [["run"], ["kql"], "T | evaluate python(x, 'y')", {"program"}],
		"other tool": [["create", "note"], ["body"], "create (a) .drop table x", set()],
	}
	_classes(_call(row[0], row[1], row[2], [])) == row[3]
}

test_allow_operators[name] if {
	some name, row in {
		"output": ["/arguments/pipeline/0/$out", {"write"}],
		"code": ["/arguments/filter/$where", {"program"}],
		"comparison": ["/arguments/filter/age/$gt", set()],
	}
	fact := {"pointer": row[0], "words": ["filter"], "length": 3, "marks": ["member_name"]}
	_classes({"kind": "tool_call", "facts": {"tool_words": [], "arguments": [fact]}}) == row[1]
}
