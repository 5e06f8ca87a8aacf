# METADATA
# title: Where paths through an environment begin
# description: >-
#   By folder, the servers that bring in what strangers wrote and those that read what is not public, where there are both:
#   those loaded in that folder alone and those loaded everywhere.
package mcp.lib.environments_ends

import data.mcp.lib.environments
import data.mcp.lib.environments_classes

# METADATA
# description: >-
#   Names of the servers at the beginning of paths to a sink that is loaded in this folder; the empty one stands for every
#   folder. "any" lists all of them, "noticed" those that are left where the sink itself is certain to be noticed.
#   INVARIANT: no folder goes through what is loaded everywhere, or the cost would grow with the square of the number of servers.
ends[[folder, view]] := {"sources": _names(sources, shared_sources), "private": _names(private, shared_private)} if {
	some [folder, view], which in _which
	folder != ""
	sources := _held("untrusted_source", which.sources, folder)
	private := _held("private_data", which.private, folder)
	shared_sources := _everywhere[["untrusted_source", which.sources]]
	shared_private := _everywhere[["private_data", which.private]]
}

# What is loaded everywhere meets what is loaded in any folder.
ends[["", view]] := {"sources": _names(sources, _nowhere), "private": _names(private, _nowhere)} if {
	some view in ["any", "noticed"]
	met := {folder: which | some [folder, notice], which in _which; notice == view}
	count(met) > 0
	sources := _across("untrusted_source", "sources", met)
	private := _across("private_data", "private", met)
}

_across(class, end, met) := {name | some folder, which in met; some name in _held(class, which[end], folder)} | {name |
	some kind in {which[end] | some which in met}
	some name in _everywhere[[class, kind]].names
}

_which[[folder, "any"]] := {"sources": "all", "private": "all"} if some folder in _met

# One end that is not certain to be noticed is enough, so it is a path's end with all that are at the other end.
_which[[folder, "noticed"]] := {"sources": sources, "private": private} if {
	some folder in _met
	uncertain := {class | some class in ["untrusted_source", "private_data"]; _some(class, "uncertain", folder)}
	count(uncertain) > 0
	sources := {true: "all", false: "uncertain"}["private_data" in uncertain]
	private := {true: "all", false: "uncertain"}["untrusted_source" in uncertain]
}

_met contains folder if {
	some folder in ({""} | {environments.folder(index) | some index, _ in environments.enabled})
	_some("untrusted_source", "all", folder)
	_some("private_data", "all", folder)
}

_some(class, kind, folder) if {
	some place in {"", folder}
	count(_held(class, kind, place)) > 0
}

_held(class, kind, folder) := object.get(_holders, $"{class} {kind} {folder}", set())

_holders[place] contains name if {
	some index, classes in environments_classes.classes
	some class in classes
	some kind in _kinds(index)
	place := $"{class} {kind} {environments.folder(index)}"
	name := environments.name(index)
}

_kinds(index) := {"all"} if {
	environments_classes.certain[index]
} else := {"all", "uncertain"}

_everywhere[[class, kind]] := {"names": names, "first": array.slice(sort(names), 0, _most)} if {
	some class in ["untrusted_source", "private_data"]
	some kind in ["all", "uncertain"]
	names := _held(class, kind, "")
}

_nowhere := {"names": set(), "first": []}

_most := 5

# The first of them when there are many.
_names(own, shared) := concat(", ", array.concat(array.slice(first, 0, _most), more)) if {
	first := sort(own | {name | some name in shared.first})
	total := count(shared.names) + count(own - shared.names)
	more := [$"{total - _most} more" | total > _most]
}
