package mcp.responsibility.operator.review_configuration.entries_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound_test as requests
import data.mcp.responsibility.operator.review_configuration.entries as rule

_found(name, digest) := {{
	"code": "operator/review_configuration.project_entry",
	"pointer": "/server/origin/source",
	"args": {"server": name, "entry_digest": digest},
}}

_project_entry := _found("files", fixtures.digest)

_disabled_entry := {{"code": "operator/review_configuration.disabled_entry", "pointer": "/server/enabled", "args": {"server": "files"}}}

_project := object.union(fixtures.connection, {"point": "client", "server": {"origin": {"source": "project"}}})

_disabled := object.union(fixtures.connection, {"point": "client", "server": {"enabled": false}})

_admitting := {"profile": "personal", "servers": {"files": {"match": {"package": "npm:@modelcontextprotocol/server-filesystem"}}}}

_lock(digest) := {"version": 1, "servers": {"files": {"entry_digest": digest}}}

test_ask_project[profile] if {
	some profile in {"personal", "team"}
	fixtures.ask(rule) == _project_entry with input as _project with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as _project with data.settings as fixtures.settings[profile]
}

test_deny_project[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _project_entry with input as _project with data.settings as fixtures.settings[profile]
}

test_ask_point_missing if {
	event := object.remove(_project, ["point"])
	fixtures.ask(rule) == _project_entry with input as event with data.settings as fixtures.settings.personal
}

test_allow_project_reviewed if {
	fixtures.ask(rule) == set() with input as _project with data.settings as _admitting
	fixtures.ask(rule) == set() with input as _project
		with data.settings as fixtures.settings.personal
		with data.lock as _lock(fixtures.digest)
}

test_ask_reviewed_was_another if {
	fixtures.ask(rule) == _project_entry with input as _project
		with data.settings as fixtures.settings.personal
		with data.lock as _lock(fixtures.other_digest)
	fixtures.ask(rule) == _found("files", "") with input as object.remove(_project, ["facts"])
		with data.settings as fixtures.settings.personal
		with data.lock as _lock(fixtures.digest)
	fixtures.ask(rule) == _found("", fixtures.digest) with input as json.remove(_project, ["/server/name"])
		with data.settings as _admitting
}

test_allow_other_authors[source] if {
	some source in {"user", "managed"}
	event := object.union(_project, {"server": {"origin": {"source": source}}})
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_allow_in_a_file if {
	fixtures.ask(rule) == set() with input as object.union(_project, {"point": "config"}) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as object.union(_disabled, {"point": "config"}) with data.settings as fixtures.settings.personal
}

test_deny_disabled if {
	fixtures.deny(rule) == _disabled_entry with input as _disabled with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == _disabled_entry with input as object.remove(_disabled, ["point"]) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == _disabled_entry with input as object.union(_disabled, {"server": {"enabled": null}})
		with data.settings as fixtures.settings.personal
}

test_allow_enabled[name] if {
	some name, event in {
		"on": object.union(_disabled, {"server": {"enabled": true}}),
		"unsaid": json.remove(_disabled, ["/server/enabled"]),
		"caller": object.union(requests.local, {"server": {"enabled": false, "origin": {"source": "project"}}}),
	}
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}
