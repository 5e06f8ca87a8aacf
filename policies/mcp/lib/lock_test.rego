package mcp.lib.lock_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.lock

_locked(server) := {"version": 1, "servers": {"files": server}}

test_allow_digests[name] if {
	some name, row in {
		"digest alone": [{"entry_digest": "one"}, {"one"}],
		"entries": [{"entries": [{"digest": "one"}, {"digest": "two"}]}, {"one", "two"}],
		"both": [{"entry_digest": "one", "entries": [{"digest": "two"}]}, {"one", "two"}],
		"tools alone": [{"tools": {"read": "one"}}, set()],
		"another form": ["one", set()],
	}
	lock.digests == row[1] with input as fixtures.connection with data.lock as _locked(row[0])
}

test_allow_approved_alone if {
	lock.approved with input as fixtures.connection with data.lock as _locked({"entries": [{"digest": fixtures.digest}]})
	not lock.approved with input as fixtures.connection with data.lock as _locked({"entries": [{"digest": fixtures.other_digest}]})
	not lock.approved with input as object.remove(fixtures.connection, ["facts"])
		with data.lock as _locked({"entries": [{"digest": fixtures.digest}]})
	not lock.approved with input as fixtures.connection with data.lock as {}
}

test_ask_where_approvals_are_kept if {
	lock.in_use with data.lock as _locked({"entry_digest": "one"})
	lock.in_use with data.lock as _locked({"entries": [{"digest": "one"}]})
	not lock.in_use with data.lock as _locked({"entries": []})
	not lock.in_use with data.lock as _locked({"tools": {"read": "one"}})
	not lock.in_use with data.lock as {}
}
