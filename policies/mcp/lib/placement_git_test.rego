package mcp.lib.placement_git_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.placement

_call(words) := object.union(fixtures.tool_call, {"tool": {"name": concat("_", words)}, "facts": {"tool_words": words}})

_relative := object.union(fixtures.path, {"written": "a.txt", "form": "relative", "resolved": null, "inside": []})

_grants(said) := {"servers": {"files": {"grants": said}}}

_read := _grants({"filesystem": {"read": ["/srv/work"]}})

_stated := _grants({"git": {"repositories": ["/srv/work"]}})

test_allow_reading_by_git[name] if {
	some name, words in {"status": ["git", "status"], "list of branches": ["git", "list", "branches"]}
	placement.inside(fixtures.path) with input as _call(words) with data.settings as _read
}

# The name reads; an argument makes git do more.
test_deny_reading_by_git[name] if {
	some name, event in {
		"commit": _call(["git", "commit"]),
		"option": object.union(_call(["git", "diff"]), {"arguments": {"target": "--output=/srv/work/x"}}),
		"arguments missing": json.remove(_call(["git", "status"]), ["/arguments"]),
	}
	not placement.inside(fixtures.path) with input as event with data.settings as _read
}

test_allow_by_repositories if {
	placement.by_repositories with input as _call(["git", "add"]) with data.settings as _stated
	placement.in_repository(fixtures.path) with input as _call(["git", "add"]) with data.settings as _stated
}

test_deny_by_repositories if {
	not placement.by_repositories with input as _call(["write", "file"]) with data.settings as _stated
	not placement.by_repositories with input as _call(["git", "add"]) with data.settings as _read
	not placement.by_repositories with input as object.union(_call(["git", "add"]), {"kind": "resource_read"})
		with data.settings as _stated
}

test_deny_in_repository[name] if {
	some name, path in {
		"elsewhere": object.union(fixtures.path, {"inside": ["/srv/other"]}),
		"unresolved": object.union(fixtures.path, {"resolved": null}),
		"inside missing": object.remove(fixtures.path, ["inside"]),
		"resolved missing": object.remove(fixtures.path, ["resolved"]),
	}
	not placement.in_repository(path) with input as _call(["git", "add"]) with data.settings as _stated
}

test_allow_beside_repository[name] if {
	some name, settings in {"repositories": _stated, "folders": _grants({"filesystem": {"write": ["/srv/work"]}})}
	event := object.union(_call(["git", "add"]), {"facts": {"paths": [fixtures.path, _relative]}})
	placement.beside_repository(_relative) with input as event with data.settings as settings
}

test_deny_beside_repository[name] if {
	some name, row in {
		"alone": [_call(["git", "add"]), [_relative]],
		"beside one elsewhere": [_call(["git", "add"]), [object.union(fixtures.path, {"inside": []}), _relative]],
		"no git": [_call(["write", "file"]), [fixtures.path, _relative]],
	}
	event := object.union(row[0], {"facts": {"paths": row[1]}})
	not placement.beside_repository(_relative) with input as event with data.settings as _stated
}

# What git reads says nothing of a program beside it.
test_deny_reading_by_git_beside_another_program if {
	commands := [{"program": "git", "words": ["git", "status"]}, {"program": "rm", "words": ["rm", "x"]}]
	event := object.union(_call(["run"]), {"facts": {"commands": [{"pointer": "/arguments/x", "parsed": true, "operators": ["&&"], "commands": commands}]}})
	not placement.inside(fixtures.path) with input as event with data.settings as _read
}

# A folder granted for files is no repository where the operator said which are.
test_deny_beside_a_folder if {
	event := object.union(_call(["git", "add"]), {"facts": {"paths": [fixtures.path, _relative]}})
	settings := _grants({"git": {"repositories": ["/srv/repo"]}, "filesystem": {"write": ["/srv/work"]}})
	not placement.beside_repository(_relative) with input as event with data.settings as settings
	not placement.beside_repository(_relative) with input as event with data.settings as _grants({"filesystem": {"write": ["/srv/other"]}})
}
