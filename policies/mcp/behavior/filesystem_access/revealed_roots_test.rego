package mcp.behavior.filesystem_access.revealed_roots_test

import data.mcp.behavior.filesystem_access.revealed_roots as rule
import data.mcp.lib.fixtures_test as fixtures

_path := {
	"pointer": "/roots/0/uri",
	"written": "file:///srv/work/app",
	"form": "file_uri",
	"found_by": "uri",
	"resolved": "/srv/work/app",
	"inside": ["/srv/work"],
	"marks": [],
}

_roots := {
	"kind": "roots",
	"server": {"name": "files"},
	"roots": [{"uri": "file:///srv/work/app", "name": "app"}],
	"facts": {"paths": [_path]},
}

_settings(profile) := {"profile": profile, "servers": {"files": {"grants": {"filesystem": {"read": ["/srv/work"]}}}}}

_reason(name) := {{"code": $"filesystem_access.{name}", "pointer": "/roots/0/uri", "args": {}}}

test_allow_inside if {
	fixtures.allow(rule) == _reason("root_in_grant") with input as _roots with data.settings as _settings("managed")
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _roots with data.settings as _settings("managed")
}

test_allow_nothing if {
	event := object.union(_roots, {"roots": [], "facts": {"paths": []}})
	fixtures.allow(rule) == {{"code": "filesystem_access.no_roots", "pointer": "/roots", "args": {}}} with input as event
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

test_deny_outside[name] if {
	some name, change in {
		"nowhere": {"inside": []},
		"another server's folder": {"inside": ["/srv/other"]},
		"unresolved": {"resolved": null},
	}
	event := object.union(_roots, {"facts": {"paths": [object.union(_path, change)]}})
	fixtures.deny(rule) == _reason("root_outside_grant") with input as event with data.settings as _settings("personal")
	fixtures.allow(rule) == set() with input as event with data.settings as _settings("personal")
}

test_deny_two_places if {
	event := object.union(_roots, {"facts": {"paths": [_path, object.union(_path, {"inside": []})]}})
	fixtures.deny(rule) == _reason("root_outside_grant") with input as event with data.settings as _settings("personal")
}

# Each root counts.
test_deny_one_of_two if {
	event := object.union(_roots, {"roots": [{"uri": "file:///srv/work/app"}, {"uri": "file:///etc"}]})
	reasons := {{"code": "filesystem_access.root_outside_grant", "pointer": "/roots/1/uri", "args": {}}}
	fixtures.deny(rule) == reasons with input as event with data.settings as _settings("personal")
	fixtures.allow(rule) == _reason("root_in_grant") with input as event with data.settings as _settings("personal")
}

test_ask_ungranted if {
	fixtures.ask(rule) == _reason("root_ungranted") with input as _roots with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == _reason("root_ungranted") with input as _roots with data.settings as fixtures.settings.managed
}

test_deny_not_file[uri] if {
	some uri in {"https://example.com/work", "ssh://host/srv", "/srv/work", 5}
	event := object.union(_roots, {"roots": [{"uri": uri}]})
	fixtures.deny(rule) == _reason("root_not_file") with input as event with data.settings as _settings("personal")
}

test_deny_uri_missing if {
	fixtures.deny(rule) == _reason("root_not_file") with input as json.remove(_roots, ["/roots/0/uri"]) with data.settings as _settings("personal")
}

test_deny_fact_missing[pointer] if {
	some pointer in {
		"/facts", "/facts/paths", "/facts/paths/0", "/facts/paths/0/pointer", "/facts/paths/0/resolved", "/facts/paths/0/inside",
		"/facts/paths/0/inside/0",
	}
	event := json.remove(_roots, [pointer])
	fixtures.deny(rule) == _reason("root_outside_grant") with input as event with data.settings as _settings("personal")
}

# Whose grants apply cannot be told: none allows, all restrict.
test_deny_server_name_missing if {
	event := json.remove(_roots, ["/server/name"])
	fixtures.deny(rule) == _reason("root_outside_grant") with input as event with data.settings as _settings("personal")
	fixtures.allow(rule) == set() with input as event with data.settings as _settings("personal")
}

# Nothing is intended about roots that are not there; main denies what no clause covers.
test_deny_roots_missing if fixtures.allow(rule) == set() with input as json.remove(_roots, ["/roots"])

# Grants of other things say nothing about folders.
test_ask_ungranted_though_something_is_granted if {
	settings := {"profile": "personal", "servers": {"files": {"grants": {"network": {"allow": []}}}}}
	fixtures.ask(rule) == _reason("root_ungranted") with input as _roots with data.settings as settings
	fixtures.deny(rule) == set() with input as _roots with data.settings as settings
}
