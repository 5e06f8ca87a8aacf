package mcp.behavior.network_access.url_form_test

import data.mcp.behavior.network_access.url_form as rule
import data.mcp.lib.fixtures_test as fixtures

_event(kind, scheme) := {
	"kind": kind,
	"facts": {"urls": [{
		"pointer": "/arguments/url", "scheme": scheme, "host": "h",
		"address_class": "name", "whole": true,
	}]},
}

_undescribed := {{"code": "network_access.url_undescribed", "pointer": "/facts/urls", "args": {}}}

_unusual(scheme) := {{"code": "network_access.unusual_scheme", "pointer": "/arguments/url", "args": {"scheme": scheme}}}

_personal(event) := [deny, ask] if {
	deny := fixtures.deny(rule) with input as event with data.settings as fixtures.settings.personal
	ask := fixtures.ask(rule) with input as event with data.settings as fixtures.settings.personal
}

test_allow_described[kind] if {
	some kind in {"tool_call", "fetch", "resource_read"}
	_personal(_event(kind, "https")) == [set(), set()]
}

test_deny_undescribed[name][kind] if {
	some kind in {"tool_call", "fetch", "resource_read"}
	some name in {"pointer", "scheme", "host", "address_class"}
	_personal(json.remove(_event(kind, "https"), [$"/facts/urls/0/{name}"])) == [_undescribed, set()]
}

test_ask_unusual_scheme[scheme] if {
	some scheme in {"gopher", "dict", "jar", "javascript"}
	_personal(_event("tool_call", scheme)) == [set(), _unusual(scheme)]
}

test_deny_unusual_scheme if {
	fixtures.deny(rule) == _unusual("gopher") with input as _event("tool_call", "gopher") with data.settings as fixtures.settings.team
}

test_deny_unusual_scheme_described_incompletely if {
	event := _event("tool_call", "gopher")
	_personal(json.remove(event, ["/facts/urls/0/whole"])) == [set(), _unusual("gopher")]
	{reason.pointer | some reason in _personal(json.remove(event, ["/facts/urls/0/pointer"]))[1]} == {"/facts/urls"}
}

# The address of an app, an inline image, a person: nothing is requested.
test_allow_scheme[scheme] if {
	some scheme in {"mailto", "data", "urn", "slack", "figma", "c"}
	_personal(_event("tool_call", scheme)) == [set(), set()]
}

test_allow_unusual_scheme_in_a_text if {
	plain := _event("tool_call", "gopher")
	event := object.union(plain, {"facts": {"urls": [object.union(plain.facts.urls[0], {"whole": false})]}})
	_personal(event) == [set(), set()]
}

# Another rule denies where nobody looked.
test_allow_facts_missing if _personal(json.remove(_event("tool_call", "https"), ["/facts/urls"])) == [set(), set()]

# Where the server itself is reached is another clause's.
test_allow_unusual_scheme_elsewhere if {
	plain := _event("tool_call", "gopher")
	_personal(object.union(plain, {"facts": {"urls": [object.union(plain.facts.urls[0], {"pointer": "/server/url"})]}})) == [set(), set()]
}
