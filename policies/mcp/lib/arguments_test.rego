package mcp.lib.arguments_test

import data.mcp.lib.arguments

_fact(name, words, marks) := {"pointer": $"/arguments/{name}", "words": words, "length": 3, "marks": marks}

_call(tool_words, names) := {
	"kind": "tool_call",
	"facts": {"tool_words": tool_words, "arguments": [_fact(concat("_", words), words, []) | some words in names]},
}

test_allow_text_wins[name] if {
	some name, words in {"commit message": ["commit", "message"], "table description": ["table", "description"], "body": ["body"]}
	fact := _fact("x", words, [])
	event := _call(["git"], [words, ["namespace"]])
	not arguments.identifier(fact) with input as event
	not arguments.machine(fact) with input as event
	not arguments.handed_on(fact) with input as event
}

test_deny_machine[name] if {
	some name, words in {"branch": ["branch"], "pod name": ["pod", "name"], "hostname": ["hostname"]}
	arguments.machine(_fact("x", words, []))
	arguments.identifier(_fact("x", words, []))
}

# A path or URL of such a thing is no name of it.
test_allow_place_is_no_name if not arguments.machine(_fact("x", ["repo", "path"], []))

test_deny_handed_on[name] if {
	some name, row in {
		"beside a namespace": [["scale"], ["name"], [["namespace"]]],
		"to a program": [["kubectl", "scale"], ["name"], []],
		"to a shell": [["run", "script"], ["name"], []],
		"path to a program": [["git", "add"], ["repo", "path"], []],
		"operand": [["git", "diff"], ["target"], []],
		"branch": [["git", "checkout"], ["branch"], []],
	}
	arguments.handed_on(_fact("x", row[1], [])) with input as _call(row[0], row[2])
}

test_allow_not_handed_on[name] if {
	some name, row in {
		"name alone": [["create", "project"], ["name"], [["owner"], ["repo"]]],
		"service that shares a word": [["git", "hub", "create", "label"], ["name"], []],
		"target of a translation": [["translate"], ["target"], [["text"]]],
		"path": [["read", "file"], ["path"], []],
	}
	not arguments.handed_on(_fact("x", row[1], [])) with input as _call(row[0], row[2])
}

test_deny_stored[name] if {
	some name, row in {
		"table": [["describe"], ["table", "name"], [], []],
		"column beside a table": [["get", "rows"], ["columns"], [], [["table"]]],
		"schema in a database": [["sqlite", "describe"], ["schema"], [], []],
		"member beside a table": [["insert", "row"], ["values"], ["member_name"], [["table"]]],
	}
	arguments.stored(_fact("x", row[1], row[2])) with input as _call(row[0], row[3])
}

test_allow_not_stored[name] if {
	some name, row in {
		"schema beside a path": [["extract"], ["schema"], [], [["path"]]],
		"schema of something else": [["extract"], ["schema"], [], []],
		"index of a list": [["get", "item"], ["index"], [], []],
		"member without a table": [["write"], ["files"], ["member_name"], []],
		"value beside a table": [["insert"], ["body"], [], [["table"]]],
	}
	not arguments.stored(_fact("x", row[1], row[2])) with input as _call(row[0], row[3])
}

test_deny_described_incompletely[name] if {
	some name in {"pointer", "words", "marks"}
	event := json.remove(_call([], [["branch"]]), [$"/facts/arguments/0/{name}"])
	arguments.described == set() with input as event
	count(arguments.described) == 1 with input as _call([], [["branch"]])
}

# The name of a thing is on its list wherever a word of free text stands before it; free text of a thing is not.
test_deny_name_of_a_text[name] if {
	some name, words in {"message id": ["message", "id"], "script name": ["script", "name"]}
	arguments.identifier(_fact("x", words, []))
	not arguments.identifier(_fact("x", array.reverse(words), []))
}

test_deny_coded[name] if {
	some name, words in {"region": ["region"], "device": ["target", "device"], "id of something": ["order", "id"]}
	arguments.coded(_fact("x", words, []))
}

# An id of nothing may be drawn at random; people name projects.
test_allow_not_coded[name] if {
	some name, words in {"id alone": ["id"], "project": ["project"], "name of something": ["project", "name"], "text": ["region", "note"]}
	not arguments.coded(_fact("x", words, []))
}
