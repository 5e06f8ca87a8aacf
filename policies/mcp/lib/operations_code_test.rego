package mcp.lib.operations_code_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.operations_code as code

_call(words, parameters) := object.union(fixtures.tool_call, {
	"tool": {"name": concat("_", words)},
	"facts": {"tool_words": words, "paths": [], "arguments": [argument |
		some word in parameters
		argument := {"pointer": $"/arguments/{word}", "words": [word], "length": 1, "marks": []}
	]},
})

test_deny_runs[name] if {
	some name, row in {
		"run and command": [["run", "command"], []],
		"execute and code": [["execute", "python", "code"], []],
		"evaluate script": [["evaluate", "script"], ["function"]],
		"shell": [["bash"], []],
		"a shell of somebody's": [["my", "terminal"], []],
		"only starting": [["execute"], ["input"]],
		"starting twice": [["run", "exec"], []],
		"starting with a parameter": [["browser", "evaluate"], ["function"]],
		"code with a parameter": [["python"], ["code"]],
		"looking with a parameter": [["get", "shell"], ["command"]],
	}
	code.runs with input as _call(row[0], row[1])
}

# A word alone says nothing: false alarms would make people stop reading.
test_allow_runs_nothing[name] if {
	some name, row in {
		"search": [["search", "code"], ["query"]],
		"read": [["read", "script"], ["path"]],
		"payment": [["process", "payment"], ["amount"]],
		"tests": [["run", "tests"], ["path"]],
		"workflow": [["run", "workflow"], ["id"]],
		"trade": [["execute", "trade"], ["symbol"]],
		"output of a terminal": [["get", "terminal", "output"], ["id"]],
		"sql": [["execute", "sql"], ["sql"]],
		"query under an odd name": [["run", "query"], ["command"]],
		"file": [["write", "file"], ["code"]],
		"no words": [[], []],
	}
	not code.runs with input as _call(row[0], row[1])
}

test_allow_labelled if {
	not code.runs with input as _call(["run", "command"], [])
		with data.settings as {"servers": {"files": {"tools": {"read_only": ["run_command"]}}}}
}

test_deny_words_of_argument_missing if {
	event := object.union(_call(["browser", "evaluate"], []), {"facts": {"arguments": [{"pointer": "/arguments/x"}]}})
	code.runs with input as event
}
