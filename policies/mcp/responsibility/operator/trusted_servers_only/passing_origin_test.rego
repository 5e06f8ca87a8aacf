package mcp.responsibility.operator.trusted_servers_only.passing_origin_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound_test as requests
import data.mcp.responsibility.operator.trusted_servers_only.passing_origin as rule

_reason(short_name, pointer, host) := {{
	"code": $"operator/trusted_servers_only.{short_name}",
	"pointer": pointer,
	"args": {"host": host},
}}

_at(change) := object.union(fixtures.remote, {"facts": {"urls": [object.union(fixtures.remote.facts.urls[0], change)]}})

_bridge(url) := object.union(fixtures.connection, {
	"server": {"package": {"name": "mcp-remote"}},
	"facts": {"urls": [object.union({"pointer": "/server/args/1", "scheme": "https"}, url)]},
})

test_ask_tunnel[host] if {
	some host in {"a-b.ngrok-free.app", "x.y.trycloudflare.com", "abc.share.zrok.io", "A.NGROK.IO", "a.loca.lt."}
	fixtures.ask(rule) == _reason("tunnel", "/server/url", host) with input as _at({"host": host}) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _at({"host": host}) with data.settings as fixtures.settings.personal
}

test_ask_bridge_to_a_tunnel if {
	event := _bridge({"host": "a.ngrok.app", "address_class": "name"})
	fixtures.ask(rule) == _reason("tunnel", "/server/args/1", "a.ngrok.app") with input as event
		with data.settings as fixtures.settings.personal
}

test_deny_tunnel[profile] if {
	some profile in fixtures.strict
	event := _at({"host": "a.ngrok.app"})
	fixtures.deny(rule) == _reason("tunnel", "/server/url", "a.ngrok.app") with input as event with data.settings as fixtures.settings[profile]
}

test_ask_shared_host[host][profile] if {
	some host in {"fetch-production-4e94.up.railway.app", "A.Vercel.APP", "notes.onrender.com", "me.workers.dev.", "x-1.a.run.app"}
	some profile in {"personal", "team"}
	fixtures.ask(rule) == _reason("shared_host", "/server/url", host) with input as _at({"host": host}) with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as _at({"host": host}) with data.settings as fixtures.settings[profile]
}

test_deny_shared_host[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _reason("shared_host", "/server/url", "a.fly.dev") with input as _at({"host": "a.fly.dev"}) with data.settings as fixtures.settings[profile]
}

test_ask_bridge_to_a_shared_host if {
	event := _bridge({"host": "a.fly.dev", "address_class": "name"})
	fixtures.ask(rule) == _reason("shared_host", "/server/args/1", "a.fly.dev") with input as event
		with data.settings as fixtures.settings.personal
}

test_ask_shared_host_without_headers[name] if {
	some name, headers in {"none": [], "no list": null}
	event := object.union(_at({"host": "a.fly.dev"}), {"server": {"header_names": headers}})
	fixtures.ask(rule) == _reason("shared_host", "/server/url", "a.fly.dev") with input as event with data.settings as fixtures.settings.personal
}

test_allow_shared_host_that_is_shown_a_credential[name] if {
	some name, event in {
		"header": object.union(_at({"host": "a.fly.dev"}), {"server": {"header_names": ["Authorization"]}}),
		"header of a bridge": object.union(_bridge({"host": "a.fly.dev", "address_class": "name"}), {"server": {"args": ["mcp-remote", "u", "--header", "k"]}}),
	}
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_ask_bare_address[class] if {
	some class in {"public", "reserved", "metadata", "", null}
	event := _at({"host": "203.0.113.9", "address_class": class})
	fixtures.ask(rule) == _reason("bare_address", "/server/url", "203.0.113.9") with input as event
		with data.settings as fixtures.settings.personal
}

test_ask_class_missing if {
	event := json.remove(fixtures.remote, ["/facts/urls/0/address_class", "/facts/urls/0/host"])
	fixtures.ask(rule) == _reason("bare_address", "/server/url", "") with input as event with data.settings as fixtures.settings.personal
}

test_allow_lasting[name] if {
	some name, event in {
		"variable of a bridge": _bridge({"pointer": "/server/env/NO_PROXY", "host": "a.ngrok.app", "address_class": "name"}),
		"name": fixtures.remote,
		"loopback": _at({"host": "127.0.0.1", "address_class": "loopback"}),
		"platform itself": _at({"host": "vercel.app"}),
		"name that ends like a platform": _at({"host": "notfly.dev"}),
		"platform in front": _at({"host": "fly.dev.example.com"}),
		"local network": _at({"host": "192.168.1.5", "address_class": "private"}),
		"name that ends alike": _at({"host": "myngrok.io"}),
		"domain in front": _at({"host": "ngrok.io.example.com"}),
		"program": fixtures.connection,
		"bridge to a name": _bridge({"host": "mcp.example.com", "address_class": "name"}),
		"no bridge": object.union(_bridge({"host": "a.ngrok.app", "address_class": "name"}), {"server": {"package": {"name": "x"}}}),
		"caller": object.union(requests.remote, {"facts": _at({"host": "a.ngrok.app"}).facts}),
	}
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_allow_vouched if {
	settings := {"profile": "managed", "servers": {"issues": {"match": {"url": "https://mcp.example.com/mcp"}}}}
	fixtures.deny(rule) == set() with input as _at({"host": "a.ngrok.app"}) with data.settings as settings
	fixtures.deny(rule) == set() with input as _at({"host": "203.0.113.9", "address_class": "public"}) with data.settings as settings
	fixtures.deny(rule) == set() with input as _at({"host": "a.fly.dev"}) with data.settings as settings
}
