package mcp.lib.texts_test

import data.mcp.lib.texts

test_allow_bare[text] if {
	some text in {"a b", " a b", "a b\t", "\"a b\"", "' a b'", "`a b`\r\n"}
	texts.bare(text) == "a b"
}
