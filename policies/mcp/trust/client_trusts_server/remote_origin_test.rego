package mcp.trust.client_trusts_server.remote_origin_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound_test as requests
import data.mcp.trust.client_trusts_server.remote_origin as rule

_reason(name, args) := {{"code": $"client_trusts_server.{name}", "pointer": "/server/url", "args": args}}

_at(change) := object.union(fixtures.remote, {"facts": {"urls": [object.union(fixtures.remote.facts.urls[0], change)]}})

_plain := _at({"scheme": "http", "host": "192.168.1.5", "address_class": "private"})

test_allow_protected[name] if {
	some name, change in {
		"https": {},
		"wss": {"scheme": "wss"},
		"https in the local network": {"host": "10.0.0.1", "address_class": "private"},
		"http on this machine": {"scheme": "http", "host": "127.0.0.1", "address_class": "loopback"},
		"ws on this machine": {"scheme": "ws", "host": "localhost", "address_class": "loopback"},
		"socket of this machine": {"scheme": "unix", "host": "", "address_class": "private"},
	}
	event := _at(change)
	fixtures.allow(rule) == _reason("origin_protected", {"host": event.facts.urls[0].host}) with input as event
	fixtures.deny(rule) == set() with input as event
	fixtures.ask(rule) == set() with input as event
}

test_allow_protected_transport[transport] if {
	some transport in {"http", "sse", "ws"}
	event := object.union(fixtures.remote, {"server": {"transport": transport}})
	fixtures.allow(rule) == _reason("origin_protected", {"host": "mcp.example.com"}) with input as event
}

test_deny_unprotected[name] if {
	some name, change in {
		"http by name": {"scheme": "http"},
		"http public address": {"scheme": "http", "host": "203.0.113.9", "address_class": "public"},
		"http link local": {"scheme": "http", "host": "169.254.1.1", "address_class": "link_local"},
		"http metadata": {"scheme": "http", "host": "169.254.169.254", "address_class": "metadata"},
		"ws by name": {"scheme": "ws"},
		"other scheme": {"scheme": "ftp", "address_class": "loopback"},
		"scheme of code": {"scheme": "javascript"},
		"socket of another machine": {"scheme": "unix", "host": "mcp.example.com"},
		"pipe of another machine": {"scheme": "pipe", "host": "fileserver"},
	}
	event := _at(change)
	fixtures.deny(rule) == _reason("transport_unprotected", {}) with input as event
	fixtures.allow(rule) == set() with input as event
}

test_ask_unencrypted_nearby if {
	reasons := _reason("transport_unencrypted", {"host": "192.168.1.5"})
	fixtures.ask(rule) == reasons with input as _plain with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _plain with data.settings as fixtures.settings.personal
}

test_deny_unencrypted_nearby[name] if {
	some name in (fixtures.strict | {"team"})
	reasons := _reason("transport_unencrypted", {"host": "192.168.1.5"})
	fixtures.deny(rule) == reasons with input as _plain with data.settings as fixtures.settings[name]
	fixtures.ask(rule) == set() with input as _plain with data.settings as fixtures.settings[name]
}

test_ask_unencrypted_any_address if {
	event := _at({"scheme": "http", "host": "0.0.0.0", "address_class": "unspecified"})
	fixtures.ask(rule) == _reason("transport_unencrypted", {"host": "0.0.0.0"}) with input as event
		with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

_referring(url) := object.union(fixtures.remote, {"server": {"url": url}, "facts": {"urls": []}})

test_ask_origin_by_reference[profile] if {
	some profile in {"personal", "team"}
	event := _referring("${MCP_URL}/mcp")
	fixtures.ask(rule) == _reason("origin_by_reference", {}) with input as event with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings[profile]
	fixtures.allow(rule) == set() with input as event with data.settings as fixtures.settings[profile]
}

test_ask_host_by_reference[name] if {
	some name, event in {
		"with a fact": _at({"host": "${mcp_host}"}),
		"in part": _at({"host": "api.{region}.example.com", "scheme": "wss"}),
		"without a fact": _referring("https://${MCP_HOST}/mcp"),
	}
	fixtures.ask(rule) == _reason("origin_by_reference", {}) with input as event with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
	fixtures.allow(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_deny_host_of_protected_origin_missing if {
	event := json.remove(fixtures.remote, ["/facts/urls/0/host"])
	fixtures.deny(rule) == _reason("transport_unprotected", {}) with input as event with data.settings as fixtures.settings.personal
	fixtures.allow(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_deny_origin_by_reference[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _reason("origin_by_reference", {}) with input as _referring("${MCP_URL}/mcp") with data.settings as fixtures.settings[profile]
}

# A reference in front does not hide what the entry itself says.
test_deny_reference_beside_a_host[url] if {
	some url in {"${X}http://mcp.example.com/mcp", "${X:-http://mcp.example.com}/mcp", "${X}://mcp.example.com"}
	fixtures.deny(rule) == _reason("transport_unprotected", {}) with input as _referring(url) with data.settings as fixtures.settings.personal
	fixtures.ask(rule) == set() with input as _referring(url) with data.settings as fixtures.settings.personal
}

# Whoever knows where the reference leads has said so.
test_deny_reference_resolved_to_plain_http if {
	event := object.union(_at({"scheme": "http"}), {"server": {"url": "${MCP_URL}/mcp"}})
	fixtures.deny(rule) == _reason("transport_unprotected", {}) with input as event with data.settings as fixtures.settings.personal
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_deny_url_missing[name] if {
	some name, event in {
		"absent": json.remove(_referring("${MCP_URL}"), ["/server/url"]),
		"null": _referring(null),
	}
	fixtures.deny(rule) == _reason("transport_unprotected", {}) with input as event with data.settings as fixtures.settings.personal
}

# Without one of these facts a protected origin is not proven.
test_deny_fact_missing[pointer] if {
	some pointer in {"/facts", "/facts/urls", "/facts/urls/0", "/facts/urls/0/pointer", "/facts/urls/0/scheme"}
	fixtures.deny(rule) == _reason("transport_unprotected", {}) with input as json.remove(fixtures.remote, [pointer])
	fixtures.allow(rule) == set() with input as json.remove(fixtures.remote, [pointer])
}

test_deny_address_class_missing if {
	event := json.remove(_plain, ["/facts/urls/0/address_class"])
	fixtures.deny(rule) == _reason("transport_unprotected", {}) with input as event
}

test_ask_host_missing if {
	event := json.remove(_plain, ["/facts/urls/0/host"])
	fixtures.ask(rule) == _reason("transport_unencrypted", {"host": ""}) with input as event
		with data.settings as fixtures.settings.personal
}

test_deny_two_facts_about_one_url if {
	event := object.union(fixtures.remote, {"facts": {"urls": array.concat(fixtures.remote.facts.urls, _plain.facts.urls)}})
	fixtures.deny(rule) == _reason("transport_unprotected", {}) with input as event
	fixtures.allow(rule) == set() with input as event
}

test_allow_stdio_is_not_remote if {
	fixtures.deny(rule) == set() with input as fixtures.connection
	fixtures.allow(rule) == set() with input as fixtures.connection
}

# What reaches a server has no origin to connect to.
test_allow_request_to_a_server if {
	(fixtures.deny(rule) | fixtures.allow(rule)) == set() with input as requests.remote
	fixtures.deny(rule) == _reason("transport_unprotected", {}) with input as json.remove(requests.remote, ["/http/direction"])
}

# A URL beside a command is not where the client connects to.
test_allow_url_of_a_local_server[name] if {
	some name, event in {"protected": fixtures.remote, "plain": _plain, "by reference": _referring("${MCP_URL}/mcp")}
	local := object.union(event, {"server": {"transport": "stdio"}})
	(fixtures.allow(rule) | fixtures.deny(rule)) | fixtures.ask(rule) == set() with input as local
		with data.settings as fixtures.settings.personal
}

test_allow_request_by_its_url if {
	event := object.union(requests.remote, {"server": {"url": "https://mcp.example.com/mcp"}, "facts": {"urls": fixtures.remote.facts.urls}})
	fixtures.allow(rule) == set() with input as event
	count(fixtures.allow(rule)) == 1 with input as json.remove(event, ["/http"])
}
