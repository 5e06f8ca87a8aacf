package mcp.lib.placement_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.placement

_relative := object.union(fixtures.path, {"written": "notes.txt", "form": "relative", "resolved": null, "inside": []})

_as(text) := object.union(_relative, {"written": text})

_grants(filesystem) := {"servers": {"files": {"grants": {"filesystem": filesystem}}}}

_reads := object.union(fixtures.tool_call, {"tool": {"name": "read_file"}, "facts": {"tool_words": ["read", "file"]}})

test_allow_paths[kind] if {
	some kind in {"tool_call", "resource_read"}
	placement.paths == {fixtures.path} with input as object.union(fixtures.tool_call, {"kind": kind})
}

test_deny_paths_of_other_kinds if {
	placement.paths == set() with input as object.union(fixtures.tool_call, {"kind": "tool_result"})
}

test_deny_paths_missing if placement.paths == set() with input as json.remove(fixtures.tool_call, ["/facts"])

test_allow_inside[name] if {
	some name, row in {
		"written in a write grant": [fixtures.tool_call, {"write": ["/srv/work"]}],
		"read in a write grant": [_reads, {"write": ["/srv/work"]}],
		"read in a read grant": [_reads, {"read": ["/srv/work"]}],
		"resource in a read grant": [object.union(fixtures.tool_call, {"kind": "resource_read"}), {"read": ["/srv/work"]}],
	}
	placement.inside(fixtures.path) with input as row[0] with data.settings as _grants(row[1])
}

test_deny_inside[name] if {
	some name, row in {
		"written in a read grant": [fixtures.path, {"read": ["/srv/work"]}],
		"other folder": [fixtures.path, {"write": ["/srv/other"]}],
		"unresolved": [object.union(fixtures.path, {"resolved": null}), {"write": ["/srv/work"]}],
		"resolved missing": [object.remove(fixtures.path, ["resolved"]), {"write": ["/srv/work"]}],
		"inside missing": [object.remove(fixtures.path, ["inside"]), {"write": ["/srv/work"]}],
	}
	not placement.inside(row[0]) with input as fixtures.tool_call with data.settings as _grants(row[1])
}

test_deny_inside_readable[name] if {
	some name, path in {
		"unresolved": object.union(fixtures.path, {"resolved": null}),
		"inside missing": object.remove(fixtures.path, ["inside"]),
	}
	not placement.inside_readable(path) with input as _reads with data.settings as _grants({"read": ["/srv/work"]})
}

test_allow_unplaced[text] if {
	some text in {"main...feature/x", "notes.txt", "src/index.ts", "./a b/c", ".config"}
	placement.unplaced(_as(text)) with input as fixtures.tool_call
}

test_allow_unplaced_base_unreadable[cwd] if {
	some cwd in {"${workspaceFolder}", "server", "~/work"}
	placement.unplaced(_relative) with input as object.union(fixtures.tool_call, {"server": {"cwd": cwd}})
}

# Lenient servers drop blanks and quotes, or take a backslash for a separator: these climb for somebody.
test_deny_unplaced_climbing[text] if {
	some text in {"../x", " ../x", "\"../x\"", "a/../../x", "a\\..\\..\\x", "notes.txt ", "'/etc/passwd'", "a;..b"}
	not placement.unplaced(_as(text)) with input as fixtures.tool_call
}

test_deny_unplaced[name] if {
	some name, change in {
		"leaves its base": {"marks": ["leaves_base"]},
		"backslashes": {"marks": ["mixed_separators"]},
		"link": {"marks": ["link_unreadable"]},
		"resolved": {"resolved": "/srv/work/notes.txt"},
		"absolute": {"form": "posix"},
		"home": {"form": "home"},
		"written is no text": {"written": null},
	}
	not placement.unplaced(object.union(_relative, change)) with input as fixtures.tool_call
}

test_deny_unplaced_base_known[cwd] if {
	some cwd in {"/srv/work", "C:\\work"}
	not placement.unplaced(_relative) with input as object.union(fixtures.tool_call, {"server": {"cwd": cwd}})
}

test_deny_unplaced_base_is_no_text if {
	not placement.unplaced(_relative) with input as object.union(fixtures.tool_call, {"server": {"cwd": null}})
}

test_deny_unplaced_missing[name] if {
	some name in {"form", "marks", "resolved", "written"}
	not placement.unplaced(object.remove(_relative, [name])) with input as fixtures.tool_call
}

# Reading is what a call or a read of a resource does; of other events nobody knows.
test_deny_inside_in_other_kinds[name] if {
	some name, words in {"tool": ["read", "file"], "git": ["git", "status"]}
	event := object.union(_reads, {"kind": "tool_result", "facts": {"tool_words": words}})
	not placement.inside(fixtures.path) with input as event with data.settings as _grants({"read": ["/srv/work"]})
}

test_deny_inside_when_reading[name] if {
	some name, row in {"other folder": [_reads, ["/srv/other"]], "resource elsewhere": [object.union(fixtures.tool_call, {"kind": "resource_read"}), []]}
	path := object.union(fixtures.path, {"inside": row[1]})
	not placement.inside(path) with input as row[0] with data.settings as _grants({"read": ["/srv/work"]})
}

test_allow_in_command if placement.in_command(object.union(fixtures.path, {"found_by": "command"}))

test_deny_in_command[name] if {
	some name, path in {"by name": fixtures.path, "found_by missing": object.remove(fixtures.path, ["found_by"])}
	not placement.in_command(path)
}
