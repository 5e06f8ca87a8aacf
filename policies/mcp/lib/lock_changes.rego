# METADATA
# title: What changed since a server was approved
# description: >-
#   Compares the server with the approved entries of its key, and says in what it differs from the nearest of them: which
#   field, what was approved, what is found now. null stands for nothing there.
package mcp.lib.lock_changes

# METADATA
# description: At most 20 changes, each value at most 300 characters long; empty when the lock holds digests alone.
default changes := []

changes := array.concat(array.slice(_nearest, 0, _most), _rest)

_most := 20

_rest := [_change($"{count(_nearest) - _most} more", null, null) | count(_nearest) > _most]

_nearest := [list | some list in _lists; count(list) == _fewest][0]

_fewest := min({count(list) | some list in _lists})

_lists contains list if {
	some entry in data.lock.servers[input.server.name].entries
	list := array.concat(array.concat(_texts(entry), _arguments(entry)), _names(entry))
}

_texts(entry) := [change |
	some field in ["transport", "command", "cwd", "env_file", "url"]
	change := _change(field, object.get(entry, field, null), object.get(input.server, field, null))
	object.get(entry, field, null) != object.get(input.server, field, null)
]

# Sets: the order of variables and headers changes nothing, and neither does the letter case of headers.
_names(entry) := [change |
	some field in ["env_keys", "header_names"]
	approved := _set(field, object.get(entry, field, []))
	found := _set(field, object.get(input.server, field, []))
	some name in array.concat(sort(approved - found), sort(found - approved))
	change := _change(field, _member(name, approved), _member(name, found))
]

_set("env_keys", names) := {name | some name in names}

_set("header_names", names) := {lower(name) | some name in names}

_member(name, names) := name if name in names

_member(name, names) := null if not name in names

# What the lists have in common at both ends did not change; what is between is compared place by place.
_arguments(entry) := [change |
	approved := object.get(entry, "args", [])
	found := object.get(input.server, "args", [])
	first := _common(approved, found)
	last := _common(_reversed_from(approved, first), _reversed_from(found, first))
	was := array.slice(approved, first, count(approved) - last)
	is := array.slice(found, first, count(found) - last)
	longest := max([count(was), count(is)])
	some index in numbers.range(0, longest)
	index < longest
	_item(was, index) != _item(is, index)
	change := _change($"args[{first + index}]", _item(was, index), _item(is, index))
]

_common(one, other) := min({index | some index, item in one; item != other[index]} | {count(one), count(other)})

_reversed_from(list, first) := array.reverse(array.slice(list, first, count(list)))

_item(list, index) := list[index] if index < count(list)

_item(list, index) := null if index >= count(list)

_change(field, approved, found) := {"field": field, "approved": _shown(approved), "found": _shown(found)}

_shown(null) := null

_shown(text) := text if count(text) <= 300

# Attacker-controlled: a long value's end is where a change would hide.
_shown(text) := $"{substring(text, 0, 150)} … {substring(text, count(text) - 100, 100)} ({count(text)} characters)" if {
	count(text) > 300
}
