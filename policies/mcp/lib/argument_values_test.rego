package mcp.lib.argument_values_test

import data.mcp.lib.argument_values

_valued := {"arguments": {"a": "1", "b": [{"c/d": "2"}], "n": 3}}

test_allow_value[pointer] if {
	some pointer, wanted in {"/arguments/a": "1", "/arguments/b/0/c~1d": "2"}
	argument_values.text({"pointer": pointer, "marks": []}) == wanted with input as _valued
}

test_deny_value_not_found[name] if {
	some name, fact in {
		"nowhere": {"pointer": "/arguments/x", "marks": []},
		"number": {"pointer": "/arguments/n", "marks": []},
		"member name": {"pointer": "/arguments/a", "marks": ["member_name"]},
	}
	argument_values.text(fact) == "" with input as _valued
}
