# METADATA
# title: Folders by component
# description: Compares paths by whole components, never by string prefix; both separators, any case, dots resolved.
package mcp.lib.folders

# METADATA
# description: path is folder itself or lies below it. A relative path lies in no absolute folder.
within(path, folder) if {
	anchored(path)
	anchored(folder)
	parts := components(path)
	base := components(folder)
	array.slice(parts, 0, count(base)) == base
}

# METADATA
# description: path ends with the components of tail.
ends_with(path, tail) if {
	parts := components(path)
	last := components(tail)
	count(parts) >= count(last)
	array.slice(parts, count(parts) - count(last), count(parts)) == last
}

# METADATA
# description: The components of a path between slashes, as in /srv/work/, for comparing one path with many.
joined(path) := concat("/", array.concat(array.concat([""], components(path)), [""]))

# METADATA
# description: path is a whole disk, or a whole home folder, or the folder of all homes.
whole(path) if {
	anchored(path)
	count(_below_disk(path)) == 0
}

whole(path) if {
	anchored(path)
	below := _below_disk(path)
	count(below) <= 2
	below[0] in {"home", "users"}
}

whole(path) if {
	_written(path)[0] in {"~", "$home", "${home}", "${userhome}", "${env:home}", "%userprofile%"}
	count(components(path)) <= 1
}

# Attacker-controlled: where a path leads that is not resolved, nobody can tell; it may be the whole disk.
whole(path) if unclear(path)

# METADATA
# description: path has more components, or more of them among which dots climb, than anybody resolves here.
unclear(path) if {
	is_string(path)
	not _clear(path)
}

_clear(path) if components(path)

_clear(path) if {
	relative(path)
	indexof(path, "..") == -1
}

# METADATA
# description: path starts at a disk, so that everybody reads it from the same place.
anchored(path) if startswith(replace(path, "\\", "/"), "/")

anchored(path) if substring(path, 1, 1) == ":"

# METADATA
# description: path is read from the working folder, for it starts at no disk, home or variable.
relative(path) if {
	not anchored(path)
	not substring(path, 0, 1) in {"~", "$", "%"}
}

# METADATA
# description: The components of a path in lower case, without empty ones and with dots resolved; undefined if unclear.
components(path) := _written(path) if {
	indexof(path, "..") == -1
	_separators(path) <= _most_separators
} else := _resolved(_written(path)) if _separators(path) <= _most_separators

_written(path) := [part |
	some part in split(replace(lower(path), "\\", "/"), "/")
	not part in {"", "."}
]

# Attacker-controlled: a thousand paths, each of a thousand components, take seconds to cut.
_most_separators := 64

_separators(path) := count(path) - count(replace(replace(path, "/", ""), "\\", ""))

# Attacker-controlled: resolving takes the square of the number of components, so it ends at some number of them.
_most_resolved := 32

# A component stays unless a later ".." takes it back.
_resolved(parts) := [part |
	depths := _depths(parts)
	some index, part in parts
	part != ".."

	min(array.slice(depths, index, count(depths))) == depths[index]
] if count(parts) <= _most_resolved

_depths(parts) := [depth |
	some index, _ in parts
	depth := (index + 1) - (2 * count([part | some part in array.slice(parts, 0, index + 1); part == ".."]))
]

# The components below the disk: without a drive letter, in the spellings of Windows and of its Linux guests.
_below_disk(path) := array.slice(parts, 1, count(parts)) if {
	parts := components(path)
	endswith(parts[0], ":")
} else := array.slice(parts, 2, count(parts)) if {
	parts := components(path)
	parts[0] in {"mnt", "host_mnt"}
	count(parts[1]) == 1
} else := components(path)
