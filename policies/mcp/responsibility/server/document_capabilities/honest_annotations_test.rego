package mcp.responsibility.server.document_capabilities.honest_annotations_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.document_capabilities.honest_annotations as rule
import data.mcp.trust.client_trusts_server.tool_definitions_described as described

_list(words, annotations) := {
	"kind": "tool_list",
	"tools": [{"name": concat("_", words), "annotations": annotations}],
	"facts": {"tools": [{"words": words}]},
}

_delete := _list(["delete", "file"], {"readOnlyHint": true})

_reason(hint, tool, word) := {{
	"code": "server/document_capabilities.annotation_contradicts",
	"pointer": $"/tools/0/annotations/{hint}",
	"args": {"tool": tool, "word": word},
}}

_found := fixtures.deny(rule) | fixtures.ask(rule)

test_ask_contradiction[name] if {
	some name, row in {
		"reads by deleting": {"event": _delete, "reasons": _reason("readOnlyHint", "delete_file", "delete")},
		"destroys nothing": {
			"event": _list(["purge", "cache"], {"destructiveHint": false, "readOnlyHint": false}),
			"reasons": _reason("destructiveHint", "purge_cache", "purge"),
		},
		"both": {
			"event": _list(["delete", "file"], {"destructiveHint": false, "readOnlyHint": true}),
			"reasons": (_reason("readOnlyHint", "delete_file", "delete") | _reason("destructiveHint", "delete_file", "delete")),
		},
	}
	fixtures.ask(rule) == row.reasons with input as row.event with data.settings as fixtures.settings.personal
}

test_deny_contradiction[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _reason("readOnlyHint", "delete_file", "delete") with input as _delete
		with data.settings as fixtures.settings[profile]
}

test_allow_consistent[name] if {
	some name, event in {
		"says that it changes": _list(["delete", "file"], {"readOnlyHint": false, "destructiveHint": true}),
		"says nothing": _list(["delete", "file"], {}),
		"looks for updates": _list(["list", "update", "runs"], {"readOnlyHint": true}),
		"writes, and keeps": _list(["write", "file"], {"destructiveHint": false}),
		"name of a thing": _list(["git", "commit"], {"readOnlyHint": true}),
		"not a boolean": _list(["delete", "file"], {"readOnlyHint": "true"}),
	}
	_found == set() with input as event with data.settings as fixtures.settings.managed
}

# A rule beside this clause denies in its place.
test_deny_words_missing[pointer] if {
	some pointer in {"/facts", "/facts/tools", "/facts/tools/0/words"}
	event := json.remove(_delete, [pointer])
	_found == set() with input as event with data.settings as fixtures.settings.managed
	count(fixtures.deny(described)) == 1 with input as event with data.settings as fixtures.settings.managed
}

test_ask_name_missing if {
	fixtures.ask(rule) == _reason("readOnlyHint", "", "delete") with input as json.remove(_delete, ["/tools/0/name"])
		with data.settings as fixtures.settings.personal
}
