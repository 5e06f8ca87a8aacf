package mcp.lib.capabilities_test

import data.mcp.lib.capabilities

_words := {
	"upload": {"words": ["upload", "report"], "parameters": ["path"], "classes": {"sink"}},
	"address that nothing is read from": {"words": ["frobnicate"], "parameters": ["url"], "classes": set()},
	"query that is not run": {"words": ["frobnicate"], "parameters": ["sql"], "classes": set()},
	"body without an address": {"words": ["frobnicate"], "parameters": ["body"], "classes": set()},
	"fetch of a URL": {"words": ["fetch"], "parameters": ["url", "max", "length"], "classes": {"untrusted_source"}},
	"search of the web": {"words": ["web", "search"], "parameters": ["query"], "classes": {"untrusted_source"}},
	"browser": {"words": ["browser", "navigate"], "parameters": ["url"], "classes": {"untrusted_source"}},
	"issues": {"words": ["list", "issues"], "parameters": ["repo"], "classes": {"untrusted_source"}},
	"mails": {"words": ["search", "emails"], "parameters": ["query"], "classes": {"untrusted_source", "private_data"}},
	"a post": {"words": ["get", "post"], "parameters": ["id"], "classes": {"untrusted_source"}},
	"files": {"words": ["read", "text", "file"], "parameters": ["path"], "classes": {"private_data"}},
	"a query": {"words": ["execute", "query"], "parameters": ["sql"], "classes": {"private_data"}},
	"customers": {"words": ["find", "customers"], "parameters": ["name"], "classes": {"private_data"}},
	"sending": {"words": ["send", "email"], "parameters": ["to", "body"], "classes": {"sink"}},
	"posting": {"words": ["slack", "post", "message"], "parameters": ["channel", "text"], "classes": {"sink"}},
	"opening an issue": {"words": ["create", "issue"], "parameters": ["title", "body"], "classes": {"sink"}},
	"pull request": {"words": ["create", "pull", "request"], "parameters": ["head"], "classes": {"sink"}},
	"request with a body": {"words": ["http"], "parameters": ["url", "method", "body"], "classes": {"sink", "untrusted_source"}},
	"files are written": {"words": ["write", "file"], "parameters": ["path", "content"], "classes": set()},
	"arithmetic": {"words": ["add"], "parameters": ["a", "b"], "classes": set()},
	"nothing": {"words": [], "parameters": [], "classes": set()},
}

_call(words, parameters) := {
	"kind": "tool_call",
	"server": {"name": "any"},
	"tool": {"name": "given"},
	"facts": {"tool_words": words, "arguments": [{"pointer": "/arguments/x", "words": parameters, "length": 1, "marks": []}]},
}

_list(words, parameters, annotations) := {
	"kind": "tool_list",
	"server": {"name": "any"},
	"tools": [{"name": "given", "annotations": annotations}],
	"facts": {"tools": [{"words": words, "parameter_words": parameters}]},
}

_labels(labels) := {"profile": "personal", "servers": {"any": labels}}

test_allow_called_by_words[name] if {
	some name, row in _words
	capabilities.called == row.classes with input as _call(row.words, row.parameters)
}

test_allow_offered_by_words[name] if {
	some name, row in _words
	capabilities.offered == {0: row.classes} with input as _list(row.words, row.parameters, {})
}

test_deny_labels_replace_words[name] if {
	some name, row in {
		"of the tool": {"labels": {"tools": {"labels": {"given": ["sink"]}}}, "classes": {"sink"}},
		"of the tool, none": {"labels": {"tools": {"labels": {"given": []}}}, "classes": set()},
		"of the server": {"labels": {"labels": ["private_data"]}, "classes": {"private_data"}},
		"of the tool before the server": {
			"labels": {"labels": ["private_data"], "tools": {"labels": {"given": ["sink"]}}},
			"classes": {"sink"},
		},
		"of another tool": {"labels": {"tools": {"labels": {"other": ["sink"]}}}, "classes": {"untrusted_source"}},
	}
	capabilities.called == row.classes with input as _call(["fetch"], ["url"]) with data.settings as _labels(row.labels)
	capabilities.offered == {0: row.classes} with input as _list(["fetch"], ["url"], {})
		with data.settings as _labels(row.labels)
}

# Another program under the server's name has no labels of the operator's.
test_deny_labels_of_another_program if {
	settings := _labels({"match": {"url": "https://mcp.example.com/mcp"}, "labels": []})
	capabilities.called == {"untrusted_source"} with input as _call(["fetch"], ["url"]) with data.settings as settings
}

test_deny_annotations_add_and_never_take[name] if {
	some name, row in {
		"open world": {"annotations": {"openWorldHint": true}, "classes": {"untrusted_source", "private_data"}},
		"closed world": {"annotations": {"openWorldHint": false, "readOnlyHint": true}, "classes": {"private_data"}},
		"not a boolean": {"annotations": {"openWorldHint": "true"}, "classes": {"private_data"}},
	}
	event := _call(["read", "file"], ["path"])
	called := object.union(event, {"tool": {"definition": {"name": "given", "annotations": row.annotations}}})
	capabilities.called == row.classes with input as called
	capabilities.offered == {0: row.classes} with input as _list(["read", "file"], ["path"], row.annotations)
}

test_allow_labeled if {
	settings := _labels({"labels": ["private_data"], "tools": {"labels": {"a": ["sink"], "b": []}}})
	capabilities.labeled == {"private_data", "sink"} with input as {"server": {"name": "any"}} with data.settings as settings
	capabilities.labeled == set() with input as {"server": {"name": "other"}} with data.settings as settings
}

# Nothing is known of what was not described; mcp.facts denies it.
test_allow_facts_missing[pointer] if {
	some pointer in {"/facts", "/facts/tool_words"}
	capabilities.called == set() with input as json.remove(_call(["send"], []), [pointer])
	capabilities.offered == {0: set()} with input as json.remove(_list(["send"], [], {}), ["/facts"])
}

test_allow_offered_in_other_kinds if {
	capabilities.offered == {} with input as object.union(_list(["send"], [], {}), {"kind": "tool_call"})
}
