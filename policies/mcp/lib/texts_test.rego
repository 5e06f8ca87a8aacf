package mcp.lib.texts_test

import data.mcp.lib.texts

test_allow_written if {
	event := {"arguments": {"a": "x", "list": [1, "y"], "a/b": {"c~d": "z"}, "none": null}}
	texts.written == {"/arguments/a": "x", "/arguments/list/1": "y", "/arguments/a~1b/c~0d": "z"} with input as event
}

test_deny_arguments_missing if texts.written == {} with input as {}

test_allow_bare[text] if {
	some text in {"a b", " a b", "a b\t", "\"a b\"", "' a b'", "`a b`\r\n"}
	texts.bare(text) == "a b"
}
