package mcp.lib.lock_changes_test

import data.mcp.lib.lock_changes

_entry := {"transport": "stdio", "command": "npx", "args": ["-y", "pkg@1.2.3", "/srv"], "env_keys": ["A", "B"]}

_server(change) := {"server": object.union(object.union(_entry, {"name": "files"}), change)}

_lock(entries) := {"servers": {"files": {"entries": entries}}}

_one(field, approved, found) := {"field": field, "approved": approved, "found": found}

test_ask_shows_changes[name] if {
	some name, row in {
		"nothing": [{}, []],
		"version": [{"args": ["-y", "pkg@1.3.0", "/srv"]}, [_one("args[1]", "pkg@1.2.3", "pkg@1.3.0")]],
		"argument added at the end": [{"args": ["-y", "pkg@1.2.3", "/srv", "/etc"]}, [_one("args[3]", null, "/etc")]],
		"argument added in front": [{"args": ["--quiet", "-y", "pkg@1.2.3", "/srv"]}, [_one("args[0]", null, "--quiet")]],
		"argument gone": [{"args": ["-y", "pkg@1.2.3"]}, [_one("args[2]", "/srv", null)]],
		"argument repeated": [{"args": ["-y", "-y", "pkg@1.2.3", "/srv"]}, [_one("args[1]", null, "-y")]],
		"one for two": [
			{"args": ["-y", "pkg@1.3.0", "/data", "/srv"]},
			[_one("args[1]", "pkg@1.2.3", "pkg@1.3.0"), _one("args[2]", null, "/data")],
		],
		"first and last": [
			{"args": ["-q", "pkg@1.2.3", "/data", "-v"]},
			[_one("args[0]", "-y", "-q"), _one("args[2]", "/srv", "/data"), _one("args[3]", null, "-v")],
		],
		"no arguments": [{"args": []}, [_one("args[0]", "-y", null), _one("args[1]", "pkg@1.2.3", null), _one("args[2]", "/srv", null)]],
		"arguments of another form": [{"args": 1}, []],
		"command of another form": [{"command": 1}, []],
		"variable added": [{"env_keys": ["B", "AWS_PROFILE", "A"]}, [_one("env_keys", null, "AWS_PROFILE")]],
		"variable for another": [{"env_keys": ["A", "C"]}, [_one("env_keys", "B", null), _one("env_keys", null, "C")]],
		"order of variables": [{"env_keys": ["B", "A"]}, []],
		"header": [{"header_names": ["X-Key"]}, [_one("header_names", null, "x-key")]],
		"folder": [{"cwd": "/tmp"}, [_one("cwd", null, "/tmp")]],
		"file of variables": [{"env_file": ".env"}, [_one("env_file", null, ".env")]],
		"another program": [{"command": "uvx", "transport": "http"}, [_one("transport", "stdio", "http"), _one("command", "npx", "uvx")]],
	}
	lock_changes.changes == row[1] with input as _server(row[0]) with data.lock as _lock([_entry])
}

test_ask_shows_command_gone if {
	event := json.remove(_server({"url": "https://a.example"}), ["/server/command", "/server/args", "/server/env_keys"])
	expected := [_one("command", "uvx", null), _one("url", null, "https://a.example")]
	lock_changes.changes == expected with input as event with data.lock as _lock([{"transport": "stdio", "command": "uvx"}])
}

test_ask_compares_the_nearest if {
	expected := [_one("cwd", null, "/tmp")]
	lock_changes.changes == expected with input as _server({"cwd": "/tmp"})
		with data.lock as _lock([{"command": "other"}, _entry, {"transport": "stdio", "command": "uvx"}])
}

test_allow_letter_case_of_headers if {
	lock_changes.changes == [] with input as _server({"header_names": ["X-Key"]})
		with data.lock as _lock([object.union(_entry, {"header_names": ["x-key"]})])
}

test_ask_shows_a_bounded_list if {
	many := [$"{number}" | some number in numbers.range(1, 30)]
	found := lock_changes.changes with input as _server({"args": many}) with data.lock as _lock([object.union(_entry, {"args": []})])
	count(found) == 21
	found[19] == _one("args[19]", null, "20")
	found[20] == _one("10 more", null, null)
}

test_ask_shows_both_ends_of_a_long_value if {
	half := concat("", [letter | some _ in numbers.range(1, 200); letter := "x"])
	start := substring(half, 0, 150)
	end := $"{substring(half, 0, 99)}!"
	found := lock_changes.changes with input as _server({"cwd": $"{half}{half}!"}) with data.lock as _lock([_entry])
	found == [_one("cwd", null, $"{start} … {end} (401 characters)")]
}

test_ask_without_an_entry_to_compare[name] if {
	some name, row in {
		"digest alone": [_server({}), {"servers": {"files": {"entry_digest": "one"}}}],
		"no lock": [_server({}), {}],
		"another server": [{"server": {"name": "other"}}, _lock([_entry])],
		"no server": [{}, _lock([_entry])],
		"server of another form": [{"server": "files"}, _lock([_entry])],
	}
	lock_changes.changes == [] with input as row[0] with data.lock as row[1]
}
