package mcp.behavior.network_access.redirect_test

import data.mcp.behavior.network_access.redirect as rule
import data.mcp.lib.fixtures_test as fixtures

_url(pointer, origin, class) := {
	"pointer": pointer,
	"scheme": split(origin, "://")[0],
	"host": split(origin, "://")[1],
	"origin": origin,
	"address_class": class,
}

_hop(purpose, from, to) := {
	"kind": "fetch",
	"fetch": {"url": to[0], "redirected_from": from[0], "purpose": purpose},
	"facts": {"urls": [_url("/fetch/url", to[0], to[1]), _url("/fetch/redirected_from", from[0], from[1])]},
}

_a := ["https://a.example.com", "name"]

_b := ["https://b.example.com", "name"]

_plain := ["http://a.example.com", "name"]

_inside := ["https://10.0.0.1", "private"]

_reason(name) := {{"code": $"network_access.{name}", "pointer": "/fetch/redirected_from", "args": {}}}

_into := {{"code": "network_access.redirect_into_private_network", "pointer": "/fetch/url", "args": {"host": "10.0.0.1"}}}

_deny(event) := found if found := fixtures.deny(rule) with input as event with data.settings as fixtures.settings.personal

test_allow_redirect[index] if {
	some index, event in [
		_hop("icon", _a, _a),
		_hop("token", _plain, _plain),
		_hop("discovery", _plain, _a),
		_hop("tool", _a, _b),
		_hop("tool", _inside, _inside),
		_hop("discovery", _inside, ["https://10.0.0.2", "private"]),
	]
	_deny(event) == set()
}

test_deny_downgrade if _deny(_hop("tool", _a, _plain)) == _reason("redirect_downgrade")

test_deny_leaving_origin[purpose] if {
	some purpose in {"icon", "token", "registration", "transport"}
	_deny(_hop(purpose, _a, _b)) == _reason("redirect_leaves_origin")
}

test_deny_into_private_network if {
	_deny(_hop("discovery", _a, _inside)) == _into
	settings := {"profile": "personal", "servers": {"web": {"grants": {"network": {"allow": ["10.0.0.1"]}}}}}
	event := object.union(_hop("discovery", _a, _inside), {"server": {"name": "web"}})
	fixtures.deny(rule) == set() with input as event with data.settings as settings
}

test_deny_field_missing[index] if {
	some index, row in [
		["/fetch/purpose", _hop("tool", _a, _b), _reason("redirect_leaves_origin")],
		["/facts/urls/1", _hop("tool", _plain, _plain), _reason("redirect_downgrade")],
		["/facts/urls/1/scheme", _hop("tool", _plain, _plain), _reason("redirect_downgrade")],
		["/facts/urls/0/scheme", _hop("tool", _a, _a), _reason("redirect_downgrade")],
		["/facts/urls/0/origin", _hop("icon", _a, _a), _reason("redirect_leaves_origin")],
		["/facts/urls/1/origin", _hop("icon", _a, _a), _reason("redirect_leaves_origin")],
		["/facts/urls/1/host", _hop("tool", _inside, _inside), _into],
	]
	_deny(json.remove(row[1], [row[0]])) == row[2]
}

test_deny_origins_without_name if {
	opaque := object.union(_hop("icon", _a, _a), {"facts": {"urls": [
		{"pointer": "/fetch/url", "scheme": "https", "host": "", "origin": "null", "address_class": "name"},
		{"pointer": "/fetch/redirected_from", "scheme": "https", "host": "", "origin": "null", "address_class": "name"},
	]}})
	_deny(opaque) == _reason("redirect_leaves_origin")
}

test_allow_no_redirect if _deny(json.remove(_hop("icon", _a, _plain), ["/fetch/redirected_from"])) == set()

# Two facts about one place contradict each other; then there is none.
test_deny_described_twice if {
	event := _hop("tool", _plain, _plain)
	twice := object.union(event, {"facts": {"urls": array.concat(event.facts.urls, [event.facts.urls[1]])}})
	_deny(twice) == _reason("redirect_downgrade")
}

test_allow_plain_without_redirect if _deny(json.remove(_hop("tool", _inside, _plain), ["/fetch/redirected_from", "/facts/urls/1"])) == set()
