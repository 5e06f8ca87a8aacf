package mcp.lib.operations_commands_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.operations_commands as commands

_fact(lines) := {
	"pointer": "/arguments/command",
	"parsed": true,
	"operators": ["&&"],
	"commands": [{"program": words[0], "words": words} | some words in lines],
}

_argument := {"pointer": "/arguments/command", "words": ["command"], "length": 1, "marks": []}

_call(facts, arguments) := object.union(fixtures.tool_call, {
	"tool": {"name": "run_command"},
	"facts": {"tool_words": ["run", "command"], "paths": [], "commands": facts, "arguments": arguments},
})

_make := _call([_fact([["make", "all"]])], [_argument])

_settings := {"servers": {"files": {"grants": {"commands": {"allow": ["make", "git status"]}}}}}

_here := {"/arguments/command"}

test_allow_pointers if {
	commands.pointers == _here with input as _make
	commands.pointers == {"/tool/name"} with input as _call([], [])
	commands.pointers == set() with input as fixtures.tool_call
	commands.pointers == {"/facts/commands"} with input as json.remove(_make, ["/facts/commands/0/pointer"])
}

test_allow_granted[name] if {
	some name, event in {
		"one": _make,
		"two": _call([_fact([["make"], ["git", "status"]])], [_argument]),
		"streams joined": object.union(_make, {"facts": {"commands": [object.union(_fact([["make"]]), {"operators": [">&"]})]}}),
		"words of its own": object.union(
			_call([_fact([["git", "status", "-s"]])], [_argument, {"pointer": "/arguments/args/0", "words": ["args"]}]),
			{"arguments": {"command": "git", "args": ["status", "-s"]}},
		),
		"folder and time beside it": _call([_fact([["make"]])], [
			_argument,
			{"pointer": "/arguments/cwd", "words": ["cwd"]},
			{"pointer": "/arguments/timeout", "words": ["timeout"]},
		]),
	}
	commands.granted == _here with input as event with data.settings as _settings
}

test_deny_granted[name] if {
	some name, event in {
		"one of two": _call([_fact([["make"], ["rm", "x"]])], [_argument]),
		"nothing": _call([_fact([])], [_argument]),
		"not parsed": object.union(_make, {"facts": {"commands": [object.union(_fact([["make"]]), {"parsed": false})]}}),
		"redirection": object.union(_make, {"facts": {"commands": [object.union(_fact([["make"]]), {"operators": [">"]})]}}),
		"two facts of one place": _call([_fact([["make"]]), _fact([["rm", "x"]])], [_argument]),
		"variables beside it": _call([_fact([["make"]])], [_argument, {"pointer": "/arguments/env/PATH", "words": ["path", "env"]}]),
		"words of another command": object.union(
			_call([_fact([["git", "status"]])], [_argument, {"pointer": "/arguments/params/0", "words": ["params"]}]),
			{"arguments": {"command": "git", "args": ["status"], "params": ["push"]}},
		),
		"no words": object.union(
			_call([_fact([["make"]])], [_argument, {"pointer": "/arguments/params/0", "words": ["params"]}]),
			{"arguments": {"command": "make", "params": []}},
		),
		"input beside it": _call([_fact([["make"]])], [_argument, {"pointer": "/arguments/stdin", "words": ["stdin"]}]),
		"argument of nobody knows what": _call([_fact([["make"]])], [_argument, {"pointer": "/arguments/x"}]),
		"argument without words": _call([_fact([["make"]])], [_argument, {"pointer": "/arguments/x", "words": []}]),
		"argument of a longer name": _call([_fact([["make"]])], [_argument, {"pointer": "/arguments/command2", "words": ["command"]}]),
	}
	commands.granted == set() with input as event with data.settings as _settings
}

test_deny_granted_missing[pointer] if {
	some pointer in {
		"/facts/arguments",
		"/facts/commands/0/parsed",
		"/facts/commands/0/operators",
		"/facts/commands/0/commands",
		"/facts/commands/0/commands/0/words",
		"/facts/commands/0/commands/0/program",
		"/facts/commands/0/pointer",
	}
	commands.granted == set() with input as json.remove(_make, [pointer]) with data.settings as _settings
	count(commands.pointers) == 1 with input as json.remove(_make, [pointer]) with data.settings as _settings
}

test_allow_plain_git if {
	commands.plain_git == _here with input as _call([_fact([["git", "commit", "-m", "x"]])], [_argument])
}

test_deny_plain_git[name] if {
	some name, event in {
		"not parsed": _call([object.union(_fact([["git", "log"]]), {"parsed": false})], [_argument]),
		"nothing": _call([_fact([])], [_argument]),
		"another program": _call([_fact([["git", "status"], ["rm", "x"]])], [_argument]),
		"configuration": _call([_fact([["git", "-c", "core.pager=evil", "log"]])], [_argument]),
		"variables": _call([_fact([["git", "log"]])], [_argument, {"pointer": "/arguments/env/GIT_PAGER", "words": ["git", "pager"]}]),
	}
	commands.plain_git == set() with input as event
}

_launching(entry) := {"servers": {"files": {"grants": {"commands": {"allow": [entry]}}}}}

test_allow_granted_launcher[entry] if {
	some entry in {"sudo", "sudo systemctl"}
	event := _call([_fact([["sudo", "systemctl", "restart", "x"], ["systemctl"]])], [_argument])
	commands.granted == _here with input as event with data.settings as _launching(entry)
}

test_deny_granted_launcher[name] if {
	some name, row in {
		"other program": ["sudo systemctl", [["sudo", "rm", "x"], ["rm"]]],
		"started in another way": ["sudo systemctl", [["sudo", "systemctl"], ["systemctl", "stop"]]],
		"beside a launcher with words": ["sudo systemctl", [["sudo", "systemctl"], ["reboot"]]],
		"beside no launcher": ["make", [["make", "reboot"], ["reboot"]]],
	}
	event := _call([_fact(row[1])], [_argument])
	commands.granted == set() with input as event with data.settings as _launching(row[0])
}

_elsewhere(change) := _call(
	[_fact([["make"]]), object.union(_fact([["rm", "x"]]), object.union({"pointer": "/arguments/then"}, change))],
	[_argument, {"pointer": "/arguments/then", "words": ["then"]}],
)

# Each place is judged by what it runs itself.
test_allow_granted_beside_another_place[name] if {
	some name, change in {"not granted": {}, "not parsed": {"parsed": false}}
	commands.granted == _here with input as _elsewhere(change) with data.settings as _settings
}

# Of code that nobody read there is nothing that could be on a list.
test_deny_granted_unread if {
	(commands.granted | commands.plain_git) == set() with input as _call([], []) with data.settings as _settings
	commands.pointers == {"/tool/name"} with input as _call([], []) with data.settings as _settings
}

_beside(more) := object.union(_make, {"arguments": object.union({"command": "make all"}, more)})

test_deny_granted_beside[name] if {
	some name, more in {
		"sudo": {"sudo": true},
		"elevated": {"Elevated": true},
		"number": {"uid": 7},
		"nested": {"options": {"sudo": true}},
		"harmless name elsewhere": {"env": {"timeout": 5}},
		"among words": {"args": ["all", 3]},
	}
	commands.granted == set() with input as _beside(more) with data.settings as _settings
}

test_allow_granted_beside[name] if {
	some name, more in {
		"nothing": {},
		"time": {"timeout_ms": 500, "maxLines": 10},
		"background": {"background": true},
		"nested": {"options": {"timeout": 5}},
		"switched off": {"sudo": false, "elevated": null, "uid": 0},
	}
	commands.granted == _here with input as _beside(more) with data.settings as _settings
}

test_allow_granted_beside_missing if {
	commands.granted == _here with input as json.remove(_make, ["/arguments"]) with data.settings as _settings
}
