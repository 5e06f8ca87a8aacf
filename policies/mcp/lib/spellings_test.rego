package mcp.lib.spellings_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.spellings

test_allow_both if {
	spellings.of(object.union(fixtures.path, {"written": "/srv/link", "resolved": "/srv/work"})) == {"/srv/link", "/srv/work"}
}

test_allow_one[name] if {
	some name, change in {"same": {}, "unresolved": {"resolved": null}, "blank at its end": {"resolved": null, "written": "/srv/work/notes.txt "}}
	spellings.of(object.union(fixtures.path, change)) == {"/srv/work/notes.txt"}
}

test_allow_resolved_missing if {
	spellings.of(object.remove(fixtures.path, ["resolved"])) == {"/srv/work/notes.txt"}
}

# What was written is not known: nothing is, for it may lead elsewhere.
test_deny_written_missing[name] if {
	some name, path in {
		"absent": object.remove(fixtures.path, ["written"]),
		"null": object.union(fixtures.path, {"written": null}),
		"wrong type": object.union(fixtures.path, {"written": 5}),
	}
	spellings.of(path) == set()
}
