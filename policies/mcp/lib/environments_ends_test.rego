package mcp.lib.environments_ends_test

import data.mcp.lib.environments_ends

_server(name, folder) := {"name": name, "origin": {"source": "user", "folder": folder}}

# Names of servers begin with the letters of their classes; an x says that no label makes them certain.
_settings(names) := {"servers": {name: _entry(name) | some name in names}}

_entry(name) := {"labels": _classes(name)} if {
	not contains(name, "x")
} else := {"tools": {"labels": {"run": _classes(name)}}}

_classes(name) := [class |
	some letter, class in {"u": "untrusted_source", "p": "private_data", "s": "sink"}
	contains(name, letter)
]

# Folders by names of servers: _ends({"": ["u1", "s"], "/a": ["p1"]}).
_ends(servers) := found if {
	input_servers := [_server(name, folder) | some folder, names in servers; some name in names]
	all := {name | some names in servers; some name in names}
	found := environments_ends.ends with input as {"servers": input_servers} with data.settings as _settings(all)
}

_ends_of(sources, private) := {"sources": sources, "private": private}

test_allow_one_end_missing[name] if {
	some name, servers in {
		"nothing": {},
		"no source": {"": ["p1", "s"]},
		"nothing private": {"": ["u1", "s"]},
		"in other folders": {"/a": ["u1"], "/b": ["p1"], "": ["s"]},
	}
	_ends(servers) == {}
}

test_deny_loaded_everywhere if {
	_ends({"": ["u2", "u1", "p1", "s"]}) == {["", "any"]: _ends_of("u1, u2", "p1")}
}

test_deny_one_server if {
	_ends({"": ["ups"]}) == {["", "any"]: _ends_of("ups", "ups")}
}

test_deny_met_in_a_folder if {
	_ends({"": ["u1"], "/a": ["p1"], "/b": ["s"]}) == {
		["", "any"]: _ends_of("u1", "p1"),
		["/a", "any"]: _ends_of("u1", "p1"),
	}
	_ends({"": ["s"], "/a": ["p1", "u1"]}) == {
		["", "any"]: _ends_of("u1", "p1"),
		["/a", "any"]: _ends_of("u1", "p1"),
	}
	_ends({"": ["u1", "p1"], "/a": ["p2"], "/b": ["u2"]}) == {
		["", "any"]: _ends_of("u1, u2", "p1, p2"),
		["/a", "any"]: _ends_of("u1", "p1, p2"),
		["/b", "any"]: _ends_of("u1, u2", "p1"),
	}
}

# Where the sink is certain to be noticed, a path remains where one of its other ends is not.
test_deny_what_is_not_noticed[name] if {
	some name, row in {
		"a source": {"servers": ["ux", "u1", "p1"], "ends": _ends_of("ux", "p1")},
		"private data": {"servers": ["u1", "px", "p1"], "ends": _ends_of("u1", "px")},
		"both": {"servers": ["ux", "u1", "px", "p1"], "ends": _ends_of("u1, ux", "p1, px")},
	}
	ends := _ends({"": row.servers})
	ends[["", "noticed"]] == row.ends
}

test_deny_not_noticed_in_a_folder if {
	ends := _ends({"": ["u1", "p1"], "/a": ["ux"]})
	ends == {
		["", "any"]: _ends_of("u1, ux", "p1"),
		["", "noticed"]: _ends_of("ux", "p1"),
		["/a", "any"]: _ends_of("u1, ux", "p1"),
		["/a", "noticed"]: _ends_of("ux", "p1"),
	}
}

test_allow_many_are_counted if {
	many := [$"u{number}" | some number in numbers.range(1, 8)]
	_ends({"": array.concat(many, ["p1"])}) == {["", "any"]: _ends_of("u1, u2, u3, u4, u5, 3 more", "p1")}
	ends := _ends({"": many, "/a": ["u0", "p1"]})
	ends[["/a", "any"]] == _ends_of("u0, u1, u2, u3, u4, 4 more", "p1")
}
