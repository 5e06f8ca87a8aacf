package mcp.responsibility.server.validate_input.option_syntax_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.validate_input.argument_form
import data.mcp.responsibility.server.validate_input.option_syntax as rule

_call(tool_words, words, value, marks) := {
	"kind": "tool_call",
	"arguments": {"x": value},
	"facts": {
		"tool_words": tool_words,
		"arguments": [{"pointer": "/arguments/x", "words": words, "length": 3, "marks": marks}],
	},
}

_beside(event) := object.union(event, {"facts": {"arguments": array.concat(
	event.facts.arguments,
	[{"pointer": "/arguments/namespace", "words": ["namespace"], "length": 4, "marks": []}],
)}})

_reason := {{"code": "server/validate_input.option_in_argument", "pointer": "/arguments/x", "args": {}}}

test_deny_option[name] if {
	some name, event in {
		"target": _call(["git", "diff"], ["target"], "--output=/etc/x", ["option"]),
		"path": _call(["git", "log"], ["repo", "path"], "-c core.pager=x", ["option"]),
		"branch": _call(["checkout"], ["branch"], "--upload-pack=x", ["option"]),
		"host": _call(["connect"], ["host"], "-oProxyCommand=x", ["option"]),
		"behind a name": _beside(_call(["port", "forward"], ["resource", "name"], "web --address=0.0.0.0", ["embedded_option"])),
		"random name to a program": _call(["ssh", "run"], ["id"], "-x", ["option"]),
		"short option beside a namespace": _beside(_call(["port", "forward"], ["resource", "name"], "web -A", ["embedded_option"])),
		"long option behind a name": _call(["port", "forward"], ["resource", "name"], "web --address=0.0.0.0", ["embedded_option"]),
		"long option behind a package": _call(["install", "chart"], ["chart"], "c --post-renderer /tmp/x", ["embedded_option"]),
		"long option behind a target": _call(["scan"], ["target"], "10.0.0.1 --script=x", ["embedded_option"]),
		"instead of a URL": _call(["download"], ["video", "url"], "--exec=x", ["option"]),
		"not found": _call(["git", "diff"], ["target"], 5, ["option"]),
	}
	fixtures.deny(rule) == _reason with input as event
}

test_allow_dash[name] if {
	some name, event in {
		"behind a URL": _call(["download"], ["video", "url"], "https://a.example/x --y", ["embedded_option"]),
		"number": _call(["git", "log"], ["start"], "-5", ["option"]),
		"standard input": _call(["git", "apply"], ["target"], "-", ["option"]),
		"end of options": _call(["git", "apply"], ["target"], "--", ["option"]),
		"text": _call(["git", "commit"], ["message"], "-v is now --verbose", ["option", "embedded_option"]),
		"list item": _call(["create", "page"], ["content"], "- a\n- b", ["embedded_option"]),
		"arguments": _call(["run", "cli"], ["args"], "--verbose", ["option"]),
		"random name": _call(["get", "video"], ["video", "id"], "-dKXeAUy2Ps", ["option"]),
		"random name beside a bucket": _beside(_call(["get", "item"], ["id"], "-Nabc", ["option"])),
		"dash between words": _call(["create", "record"], ["name"], "Plan -- b", ["embedded_option"]),
		"target elsewhere": _call(["translate"], ["target"], "-a", ["option"]),
		"no dash": _call(["git", "diff"], ["target"], "feature/x", []),
	}
	fixtures.deny(rule) == set() with input as event
}

test_deny_value_missing if {
	fixtures.deny(rule) == _reason with input as json.remove(_call(["git", "log"], ["start"], "-5", ["option"]), ["/arguments"])
}

# Another rule of the clause denies in place of this one.
test_deny_fact_incomplete[name] if {
	some name in {"pointer", "words", "marks"}
	event := json.remove(_call(["checkout"], ["branch"], "--x", ["option"]), [$"/facts/arguments/0/{name}"])
	fixtures.deny(rule) == set() with input as event
	count(fixtures.deny(argument_form)) == 1 with input as event
}
