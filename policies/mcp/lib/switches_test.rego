package mcp.lib.switches_test

import data.mcp.lib.switches

_setting(name, value) := {"kind": "setting", "setting": {"name": name, "value": value, "key": "k", "origin": {"source": "user"}}}

_at(url) := object.union(_setting("server_gallery", "u"), {"facts": {"urls": [object.union({"pointer": "/setting/value"}, url)]}})

_official := {"scheme": "https", "host": "registry.modelcontextprotocol.io", "address_class": "name"}

test_deny_what_widens[name] if {
	some name, event in {
		"sandbox off": _setting("sandbox_off", true),
		"sandbox unread": json.remove(_setting("sandbox_off", false), ["/setting/value"]),
		"sampling": _setting("server_sampling", true),
		"sampling with models": _setting("server_sampling", ["m"]),
		"every folder trusted": _setting("folder_trust", false),
		"trust unread": _setting("folder_trust", "yes"),
		"gallery": _at({"scheme": "https", "host": "servers.example.com"}),
		"gallery by http": _at(object.union(_official, {"scheme": "http"})),
		"gallery without facts": _setting("server_gallery", "https://registry.modelcontextprotocol.io"),
	}
	switches.widens with input as event
}

test_allow_what_does_not[name] if {
	some name, event in {
		"sandbox on": _setting("sandbox_off", false),
		"no sampling": _setting("server_sampling", []),
		"folders asked about": _setting("folder_trust", true),
		"known gallery": _at(_official),
		"no gallery": _setting("server_gallery", ""),
		"another setting": _setting("auto_connect", true),
	}
	not switches.widens with input as event
}

test_allow_own[source] if {
	some source in {"user", "managed"}
	switches.own with input as object.union(_setting("sandbox_off", true), {"setting": {"origin": {"source": source}}})
}

test_deny_others[name] if {
	some name, event in {
		"project": object.union(_setting("sandbox_off", true), {"setting": {"origin": {"source": "project"}}}),
		"unknown": json.remove(_setting("sandbox_off", true), ["/setting/origin"]),
	}
	not switches.own with input as event
}

test_allow_protected_gallery[name] if {
	some name, url in {
		"https": {"scheme": "https", "host": "a.example"},
		"this machine": {"scheme": "http", "host": "localhost", "address_class": "loopback"},
	}
	switches.protected_gallery with input as _at(url)
}

test_deny_unprotected_gallery[name] if {
	some name, event in {
		"http": _at({"scheme": "http", "host": "a.example", "address_class": "name"}),
		"class missing": _at({"scheme": "http", "host": "localhost"}),
		"two facts": object.union(_at(_official), {"facts": {"urls": [object.union(_official, {"pointer": "/setting/value"}), object.union(_official, {"pointer": "/setting/value", "host": "a"})]}}),
	}
	not switches.protected_gallery with input as event
}

test_allow_names_for_reasons if {
	switches.gallery_host == "a.example" with input as _at({"scheme": "https", "host": "a.example"})
	switches.gallery_host == "" with input as _setting("server_gallery", "u")
	switches.key == "k" with input as _setting("sandbox_off", true)
	switches.key == "sandbox_off" with input as json.remove(_setting("sandbox_off", true), ["/setting/key"])
	switches.key == "" with input as {"kind": "setting"}
}
