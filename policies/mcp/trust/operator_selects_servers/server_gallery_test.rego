package mcp.trust.operator_selects_servers.server_gallery_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.operator_selects_servers.server_gallery as rule

_unprotected := {{"code": "operator_selects_servers.gallery_unprotected", "pointer": "/setting/value", "args": {"setting": "gallery"}}}

_other(host) := {{"code": "operator_selects_servers.other_gallery", "pointer": "/setting/value", "args": {"host": host}}}

_chosen(host) := {{"code": "operator_selects_servers.gallery_chosen", "pointer": "/setting/value", "args": {"host": host}}}

_gallery := {
	"kind": "setting",
	"point": "config",
	"setting": {"name": "server_gallery", "value": "https://servers.example.com", "key": "gallery", "origin": {"source": "user"}},
	"facts": {"urls": [{"pointer": "/setting/value", "scheme": "https", "host": "servers.example.com", "address_class": "name"}]},
}

_url(change) := object.union(_gallery, {"facts": {"urls": [object.union(_gallery.facts.urls[0], change)]}})

_by(source) := {"setting": {"origin": {"source": source}}}

test_allow_gallery_of_ones_own if {
	fixtures.allow(rule) == _chosen("servers.example.com") with input as _gallery with data.settings as fixtures.settings.personal
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as _gallery with data.settings as fixtures.settings.personal
}

test_ask_other_gallery_team if {
	fixtures.ask(rule) == _other("servers.example.com") with input as _gallery with data.settings as fixtures.settings.team
}

test_deny_other_gallery[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _other("servers.example.com") with input as _gallery with data.settings as fixtures.settings[profile]
}

test_allow_gallery_of_the_administrator if {
	event := object.union(_gallery, _by("managed"))
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.managed
	fixtures.allow(rule) == _chosen("servers.example.com") with input as event
}

test_allow_known_gallery[source] if {
	some source in {"user", "managed", "project"}
	event := object.union(_url({"host": "api.mcp.github.com"}), _by(source))
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.managed
	fixtures.allow(rule) == _chosen("api.mcp.github.com") with input as event
}

test_deny_gallery_of_a_project if {
	fixtures.allow(rule) == set() with input as object.union(_gallery, _by("project"))
}

test_ask_unprotected if {
	event := object.union(_url({"scheme": "http"}), _by("managed"))
	fixtures.ask(rule) == _unprotected with input as event with data.settings as fixtures.settings.personal
	fixtures.allow(rule) == set() with input as event
}

test_deny_unprotected[profile] if {
	some profile in (fixtures.strict | {"team"})
	event := object.union(_url({"scheme": "http"}), _by("managed"))
	fixtures.deny(rule) == _unprotected with input as event with data.settings as fixtures.settings[profile]
}

test_deny_url_missing[pointer] if {
	some pointer in {"/facts", "/facts/urls", "/facts/urls/0", "/facts/urls/0/pointer"}
	fixtures.deny(rule) == _unprotected | _other("") with input as json.remove(_gallery, [pointer]) with data.settings as fixtures.settings.managed
}

test_deny_scheme_missing if {
	event := json.remove(_url({"host": "api.mcp.github.com"}), ["/facts/urls/0/scheme"])
	fixtures.deny(rule) == _unprotected | _other("api.mcp.github.com") with input as event with data.settings as fixtures.settings.managed
}

test_deny_host_missing if {
	event := json.remove(_url({"host": "api.mcp.github.com"}), ["/facts/urls/0/host"])
	fixtures.deny(rule) == _other("") with input as event with data.settings as fixtures.settings.managed
}

test_deny_origin_missing[pointer] if {
	some pointer in {"/setting/origin", "/setting/origin/source"}
	event := json.remove(object.union(_gallery, _by("managed")), [pointer])
	fixtures.deny(rule) == _other("servers.example.com") with input as event with data.settings as fixtures.settings.managed
	fixtures.allow(rule) == set() with input as event
}

test_deny_value_missing if {
	event := json.remove(object.union(_gallery, {"setting": {"value": ""}}), ["/setting/value"])
	fixtures.deny(rule) == _other("servers.example.com") with input as event with data.settings as fixtures.settings.managed
}

test_deny_key_missing if {
	reasons := {object.union(reason, {"args": {"setting": "server_gallery"}}) | some reason in _unprotected}
	event := json.remove(object.union(_url({"scheme": "http"}), _by("managed")), ["/setting/key"])
	fixtures.deny(rule) == reasons with input as event with data.settings as fixtures.settings.managed
}

test_allow_none if {
	event := json.remove(object.union(_gallery, {"setting": {"value": ""}}), ["/facts"])
	fixtures.allow(rule) == _chosen("") with input as event
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

test_allow_other_setting if {
	event := object.union(_gallery, {"setting": {"name": "auto_connect"}})
	fixtures.deny(rule) | fixtures.allow(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_gallery, {"kind": "session"})
