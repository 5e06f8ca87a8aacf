package mcp.lib.origins_test

import data.mcp.lib.origins

test_allow_protected[name] if {
	some name, url in {
		"https": {"scheme": "https", "host": "mcp.example.com", "address_class": "name"},
		"wss": {"scheme": "wss", "host": "mcp.example.com", "address_class": "name"},
		"loopback": {"scheme": "http", "host": "127.0.0.1", "address_class": "loopback"},
		"socket": {"scheme": "unix", "host": "", "address_class": "private"},
	}
	origins.protected with input as _at(url)
}

test_deny_protected[name] if {
	some name, url in {
		"address without a host": {"scheme": "http", "host": "", "address_class": "name"},
		"http": {"scheme": "http", "host": "mcp.example.com", "address_class": "name"},
		"socket of another machine": {"scheme": "unix", "host": "evil.example", "address_class": "name"},
		"host by reference": {"scheme": "https", "host": "${host}", "address_class": "name"},
		"scheme missing": {"host": "mcp.example.com", "address_class": "name"},
		"host missing": {"scheme": "https", "address_class": "name"},
		"class missing": {"scheme": "http", "host": "127.0.0.1"},
	}
	not origins.protected with input as _at(url)
}

test_allow_nearby if origins.nearby with input as _at({"scheme": "http", "host": "nas", "address_class": "private"})

test_deny_nearby_in_another_way if not origins.nearby with input as _at({"scheme": "ftp", "host": "nas", "address_class": "private"})

test_deny_nearby if not origins.nearby with input as _at({"scheme": "http", "host": "x.example", "address_class": "name"})

test_allow_referenced if {
	origins.referenced with input as {"server": {"url": "${BASE}/mcp"}, "facts": {"urls": []}}
}

test_deny_referenced if {
	not origins.referenced with input as {"server": {"url": "http://x.example/mcp"}, "facts": {"urls": []}}
}

test_deny_two_facts if {
	url := {"pointer": "/server/url", "scheme": "https", "host": "a.example", "address_class": "name"}
	other := object.union(url, {"host": "b.example"})
	not origins.protected with input as {"facts": {"urls": [url, other]}}
	origins.host == "" with input as {"facts": {"urls": [url, other]}}
}

test_allow_host if {
	origins.host == "a.example" with input as _at({"scheme": "https", "host": "a.example", "address_class": "name"})
}

test_allow_host_missing if origins.host == "" with input as {}

_at(url) := {"facts": {"urls": [object.union({"pointer": "/server/url"}, url)]}}

# The fact says where the URL leads; plain http leads there readably, by reference or not.
test_deny_referenced_though_described if {
	url := {"pointer": "/server/url", "scheme": "https", "host": "a.example", "address_class": "name"}
	not origins.referenced with input as {"server": {"url": "${BASE}/mcp"}, "facts": {"urls": [url]}}
	not origins.referenced with input as {"server": {"url": "https://${HOST}/mcp"}, "facts": {"urls": [url]}}
	origins.referenced with input as {"server": {"url": "https://${HOST}/mcp"}, "facts": {"urls": []}}
	not origins.referenced with input as _at({"scheme": "http", "host": "${HOST}", "address_class": "name"})
	origins.referenced with input as _at({"scheme": "https", "host": "${HOST}", "address_class": "name"})
}
