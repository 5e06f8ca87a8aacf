package mcp.responsibility.operator.review_configuration.versions_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound_test as requests
import data.mcp.responsibility.operator.review_configuration.versions as rule

_differs(reviewed, resolved) := {{
	"code": "operator/review_configuration.resolved_differs",
	"pointer": "/server/package/resolved_version",
	"args": {"reviewed": reviewed, "resolved": resolved},
}}

_resolved(change) := object.union(fixtures.connection, {"server": {"package": change}})

_reviewed(version) := {"profile": "personal", "servers": {"files": {"match": {"version": version}}}}

test_allow_same[name] if {
	some name, event in {
		"resolved to it": _resolved({"resolved_version": "2025.8.21"}),
		"other spelling": _resolved({"resolved_version": "v2025.8.21"}),
		"nobody looked": fixtures.connection,
	}
	fixtures.deny(rule) == set() with input as event with data.settings as _reviewed("2025.8.21")
}

test_deny_other_than_pinned if {
	event := _resolved({"resolved_version": "2025.9.0"})
	fixtures.deny(rule) == _differs("2025.8.21", "2025.9.0") with input as event with data.settings as fixtures.settings.personal
}

test_deny_other_than_reviewed if {
	event := _resolved({"version": "latest", "pinned": false, "resolved_version": "2025.9.0"})
	fixtures.deny(rule) == _differs("2025.8.21", "2025.9.0") with input as event with data.settings as _reviewed("2025.8.21")
	fixtures.deny(rule) == set() with input as event with data.settings as _reviewed("2025.9.0")
}

test_deny_pin_missing[pointer] if {
	some pointer, reviewed in {"/server/package/pinned": "2025.8.21", "/server/package/version": ""}
	event := json.remove(_resolved({"resolved_version": "2025.9.0"}), [pointer])
	fixtures.deny(rule) == _differs(reviewed, "2025.9.0") with input as event with data.settings as fixtures.settings.personal
}

# An image pinned by digest may have any tag, or none.
test_allow_pinned_by_digest if {
	event := json.remove(_resolved({"resolved_version": "2025.9.0", "digest": "sha256:ab"}), ["/server/package/version"])
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_deny_other_than_pinned_beside_a_digest if {
	event := _resolved({"resolved_version": "2025.9.0", "digest": "sha256:ab"})
	fixtures.deny(rule) == _differs("2025.8.21", "2025.9.0") with input as event with data.settings as fixtures.settings.personal
}

test_deny_unreadable if {
	event := _resolved({"resolved_version": null})
	fixtures.deny(rule) == _differs("2025.8.21", null) with input as event with data.settings as fixtures.settings.personal
}

test_allow_reviewed_by_digest if {
	event := _resolved({"digest": "sha256:ab", "pinned": false, "resolved_version": "2025.9.0"})
	fixtures.deny(rule) == set() with input as event with data.settings as _reviewed("sha256:ab")
	fixtures.deny(rule) == _differs("sha256:ab", "2025.9.0") with input as json.remove(event, ["/server/package/digest"])
		with data.settings as _reviewed("sha256:ab")
}

# Without a pin nothing was reviewed that another version could differ from.
test_allow_nothing_reviewed if {
	event := _resolved({"version": "^2025", "pinned": false, "resolved_version": "2025.9.0"})
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_allow_callers_are_no_packages if {
	event := object.union(requests.remote, {"server": {"package": {"version": "1", "pinned": true, "resolved_version": "2"}}})
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
}
