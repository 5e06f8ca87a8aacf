package mcp.behavior.resource_access.granted_resource_test

import data.mcp.behavior.resource_access.granted_resource as rule
import data.mcp.lib.fixtures_test as fixtures

_reason(name) := {{"code": $"resource_access.{name}", "pointer": "/resource/uri", "args": {}}}

_grants(patterns) := {"profile": "managed", "servers": {"crm": {"grants": {"resources": patterns}}}}

_customers := _grants(["db://customers/*", "db://prices"])

_uri(uri) := object.union(fixtures.resource_read, {"resource": {"uri": uri}})

test_allow_granted[uri] if {
	some uri in {"db://customers/42", "db://prices"}
	fixtures.allow(rule) == _reason("granted") with input as _uri(uri) with data.settings as _customers
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _uri(uri) with data.settings as _customers
}

test_deny_outside[uri] if {
	some uri in {"db://orders/1", "db://customers/42/orders", "db://customers/../orders", "DB://customers/42", "db://customers/%2e%2e"}
	fixtures.deny(rule) == _reason("outside_grant") with input as _uri(uri) with data.settings as _customers
	fixtures.allow(rule) == set() with input as _uri(uri) with data.settings as _customers
}

test_deny_empty_grant if {
	fixtures.deny(rule) == _reason("outside_grant") with input as fixtures.resource_read with data.settings as _grants([])
}

test_allow_exposed_personal if {
	fixtures.allow(rule) == _reason("exposed") with input as fixtures.resource_read with data.settings as fixtures.settings.personal
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as fixtures.resource_read with data.settings as fixtures.settings.personal
}

test_ask_no_grant_team if {
	fixtures.ask(rule) == _reason("no_grant") with input as fixtures.resource_read with data.settings as fixtures.settings.team
	fixtures.allow(rule) == set() with input as fixtures.resource_read with data.settings as fixtures.settings.team
}

test_deny_no_grant[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _reason("no_grant") with input as fixtures.resource_read with data.settings as fixtures.settings[profile]
	fixtures.allow(rule) == set() with input as fixtures.resource_read with data.settings as fixtures.settings[profile]
}

_page := _uri("https://a.example/x")

test_ask_host_not_granted if {
	settings := object.union(_grants(["https://*/x"]), {"profile": "team"})
	fixtures.ask(rule) == _reason("host_not_granted") with input as _page with data.settings as settings
	fixtures.allow(rule) == _reason("granted") with input as _page with data.settings as settings
}

test_deny_host_not_granted[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _reason("host_not_granted") | _reason("no_grant") with input as _page
		with data.settings as fixtures.settings[profile]
}

test_allow_host_granted if {
	fixtures.deny(rule) == set() with input as _page with data.settings as _grants(["https://a.example/*"])
	fixtures.allow(rule) == _reason("granted") with input as _page with data.settings as _grants(["https://a.example/*"])
}

test_deny_server_name_missing if {
	event := json.remove(fixtures.resource_read, ["/server/name"])
	fixtures.deny(rule) == _reason("no_grant") with input as event with data.settings as _customers
}

# No clause calls these intended, and main denies what no clause covers.
test_deny_uri_missing[pointer] if {
	some pointer in {"/resource", "/resource/uri"}
	fixtures.allow(rule) == set() with input as json.remove(fixtures.resource_read, [pointer])
		with data.settings as fixtures.settings.personal
}

test_deny_not_a_plain_uri[uri] if {
	some uri in {"/etc/passwd", "../../etc/passwd", "C:\\secrets.txt", "fi\tle:///etc/passwd", "db://customers/4\n2", ""}
	fixtures.allow(rule) == set() with input as _uri(uri) with data.settings as fixtures.settings.personal
}

# filesystem_access judges these.
test_deny_file[uri] if {
	some uri in {"file:///srv/work/a", "FILE:///srv/work/a", " file:///a", "jar:file:///a!/b"}
	fixtures.allow(rule) == set() with input as _uri(uri) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _uri(uri) with data.settings as fixtures.settings.personal
}

test_allow_other_kind if {
	fixtures.deny(rule) == set() with input as object.union(fixtures.resource_read, {"kind": "resource_list"})
}

# No grant of resources reaches files, whatever its patterns say.
test_deny_file_by_a_pattern[name] if {
	some name, patterns in {"that fits": ["file://nas/*"], "of something else": ["db://customers/*"]}
	event := _uri("file://nas/a")
	fixtures.allow(rule) == set() with input as event with data.settings as _grants(patterns)
	fixtures.deny(rule) == set() with input as event with data.settings as _grants(patterns)
}

# Broken URIs are nothing's: main denies what no clause covers.
test_deny_broken_uri_of_a_host if {
	event := _uri("https://a.example/\tx")
	(fixtures.allow(rule) | fixtures.deny(rule)) | fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

test_deny_outside_is_not_exposed if {
	settings := object.union(_customers, {"profile": "personal"})
	fixtures.allow(rule) == set() with input as _uri("db://orders/1") with data.settings as settings
}
