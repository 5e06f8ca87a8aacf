package mcp.lib.network_test

import data.mcp.lib.network

_settings(allow) := {"profile": "personal", "servers": {"web": {"grants": {"network": {"allow": allow}}}}}

_event(url) := {
	"kind": "tool_call",
	"server": {"name": "web"},
	"tool": {"name": "fetch"},
	"arguments": {"url": "x"},
	"facts": {"urls": [url]},
}

_url(scheme, host, class) := {
	"pointer": "/arguments/url",
	"scheme": scheme,
	"host": host,
	"port": null,
	"origin": $"{scheme}://{host}",
	"address_class": class,
	"whole": true,
}

_public := _url("https", "api.example.com", "name")

_private := _url("http", "10.2.0.15", "private")

_resolved(url, classes) := object.union(url, {"resolved": classes})

_rows := [
	{"url": _url("http", "me.corp.internal", "loopback"), "allow": ["*.corp.internal"], "is": "outside"},
	{"url": _public, "allow": ["https://api.example.com"], "is": "granted"},
	{"url": _public, "allow": ["HTTPS://API.example.com:443/"], "is": "granted"},
	{"url": _public, "allow": ["api.example.com"], "is": "granted"},
	{"url": object.union(_public, {"host": "api.example.com."}), "allow": ["api.example.com"], "is": "granted"},
	{"url": _public, "allow": ["*.example.com"], "is": "granted"},
	{"url": _public, "allow": ["*"], "is": "granted"},
	{"url": object.union(_public, {"deceptive": ["backslash"]}), "allow": ["api.example.com"], "is": "outside"},
	{"url": object.union(_public, {"deceptive": ["backslash"]}), "allow": ["*"], "is": "outside"},
	{"url": object.union(_public, {"deceptive": ["backslash"]}), "allow": ["*.example.com"], "is": "outside"},
	{"url": object.union(_public, {"deceptive": ["punycode"]}), "allow": ["*"], "is": "granted"},
	{"url": _public, "allow": [], "is": "outside"},
	{"url": _public, "allow": ["http://api.example.com"], "is": "outside"},
	{"url": _public, "allow": ["https://api.example.com:8443"], "is": "outside"},
	{"url": _public, "allow": ["https://api.example.com/v1"], "is": "outside"},
	{"url": _public, "allow": ["*.api.example.com", "example.com"], "is": "outside"},
	{"url": _url("https", "notexample.com", "name"), "allow": ["*.example.com", "example.com"], "is": "outside"},
	{"url": _url("http", "api.example.com", "name"), "allow": ["http://api.example.com:80"], "is": "granted"},
	{"url": _private, "allow": ["10.2.0.15"], "is": "granted"},
	{"url": _private, "allow": ["http://10.2.0.15"], "is": "granted"},
	{"url": _private, "allow": ["*"], "is": "outside"},
	{"url": _url("http", "wiki.corp.internal", "private"), "allow": ["*.corp.internal"], "is": "granted"},
	{"url": _resolved(_public, ["public"]), "allow": ["*.example.com"], "is": "granted"},
	{"url": _resolved(_public, ["public", "private"]), "allow": ["*.example.com"], "is": "outside"},
	{"url": _resolved(_public, ["private"]), "allow": ["*"], "is": "outside"},
	{"url": _resolved(_public, ["private"]), "allow": ["api.example.com"], "is": "granted"},
	{"url": _resolved(_public, ["metadata"]), "allow": ["api.example.com"], "is": "metadata"},
	{"url": _resolved(_public, ["loopback", "link_local"]), "allow": ["*"], "is": "forbidden"},
	{"url": _url("http", "169.254.169.254", "metadata"), "allow": ["169.254.169.254"], "is": "metadata"},
	{"url": _url("http", "169.254.1.1", "link_local"), "allow": ["http://169.254.1.1"], "is": "granted"},
	{"url": _url("http", "169.254.1.1", "link_local"), "allow": ["*"], "is": "forbidden"},
	{"url": _url("http", "0.0.0.0", "unspecified"), "allow": ["*"], "is": "forbidden"},
	{"url": json.remove(_public, ["/address_class"]), "allow": ["*"], "is": "forbidden"},
	{"url": json.remove(_public, ["/host"]), "allow": ["api.example.com"], "is": "outside"},
	{"url": json.remove(_public, ["/origin"]), "allow": ["https://api.example.com"], "is": "outside"},
]

test_allow_standing_with_grants[index] if {
	some index, row in _rows
	network.standing(row.url) == row.is with input as _event(row.url) with data.settings as _settings(row.allow)
}

_open := [
	{"url": _public, "is": "open"},
	{"url": _url("https", "1.2.3.4", "public"), "is": "open"},
	{"url": _private, "is": "internal"},
	{"url": _url("http", "localhost", "loopback"), "is": "internal"},
	{"url": _resolved(_public, ["private"]), "is": "internal"},
	{"url": _url("http", "240.0.0.1", "reserved"), "is": "forbidden"},
	{"url": _url("http", "x", "unheard_of"), "is": "forbidden"},
]

test_allow_standing_without_grants[index] if {
	some index, row in _open
	network.standing(row.url) == row.is with input as _event(row.url) with data.settings as {"profile": "personal"}
}

# What restricts a server restricts whatever goes by its name, whether it is that server or not.
test_deny_grants_of_another_program if {
	settings := {"servers": {"web": {"match": {"command": "web"}, "grants": {"network": {"allow": ["*"]}}}}}
	network.standing(_public) == "outside" with input as _event(_public) with data.settings as settings
}

test_deny_server_missing[pointer] if {
	some pointer in {"/server", "/server/name"}
	event := json.remove(_event(_public), [pointer])
	network.standing(_public) == "outside" with input as event with data.settings as _settings(["*"])
	network.standing(_public) == "open" with input as event with data.settings as {"servers": {"web": {}}}
}

_fetch(url, server) := {"kind": "fetch", "facts": {"urls": [url, server]}}

_own := {"pointer": "/server/url", "scheme": "http", "host": "localhost", "origin": "http://localhost:3000", "address_class": "loopback"}

_to_own := object.union(_own, {"pointer": "/fetch/url"})

test_allow_own_server if {
	network.standing(_to_own) == "own" with input as _fetch(_to_own, _own) with data.settings as {}
}

test_deny_own_server_not_proven[name] if {
	some name, event in {
		"server missing": {"kind": "fetch", "facts": {"urls": [_to_own]}},
		"other origin": _fetch(_to_own, object.union(_own, {"origin": "http://localhost:3001"})),
		"no origin": _fetch(_to_own, json.remove(_own, ["/origin"])),
		"opaque origin": _fetch(object.union(_to_own, {"origin": "null"}), object.union(_own, {"origin": "null"})),
		"tool": object.union(_fetch(_to_own, _own), {"kind": "tool_call"}),
	}
	network.standing(event.facts.urls[0]) == "internal" with input as event with data.settings as {}
}

test_deny_own_name_resolved_inward if {
	own := object.union(_own, {"host": "mcp.example.com", "address_class": "name", "origin": "https://mcp.example.com"})
	url := _resolved(object.union(own, {"pointer": "/fetch/url"}), ["private"])
	network.standing(url) == "internal" with input as _fetch(url, own) with data.settings as {}
}

test_allow_not_requested[name] if {
	some name, change in {
		"inside a text": {"whole": false},
		"other place": {"pointer": "/http/headers/x-forwarded-host"},
		"no network": {"scheme": "mailto"},
	}
	network.requested == set() with input as _event(object.union(_public, change))
}

test_deny_member_missing_is_requested[name] if {
	some name in {"whole", "pointer", "scheme", "host", "address_class"}
	url := json.remove(_public, [$"/{name}"])
	network.requested == {url} with input as _event(url)
}

_resource(class) := {
	"kind": "resource_read",
	"server": {"name": "web"},
	"resource": {"uri": "http://10.2.0.15/wiki"},
	"facts": {"urls": [object.union(_private, {"pointer": "/resource/uri", "address_class": class})]},
}

test_allow_resource_is_addressed if {
	network.requested == set() with input as _resource("private")
	count(network.addressed) == 1 with input as _resource("private")
}

_resources(granted) := {"servers": {"web": {"grants": object.union({"resources": granted}, {"network": {"allow": []}})}}}

test_allow_granted_resource if {
	some url in _resource("private").facts.urls
	not network.inward(url) with input as _resource("private") with data.settings as _resources(["http://10.2.0.15/*"])
}

test_deny_resource_not_granted if {
	some url in _resource("private").facts.urls
	network.inward(url) with input as _resource("private") with data.settings as _resources(["http://*/*"])
	network.inward(url) with input as _resource("private") with data.settings as {}
	not network.inward(object.union(url, {"address_class": "public"})) with input as _resource("public") with data.settings as {}
}

_resources_only := {"servers": {"web": {"grants": {"resources": ["http://10.2.0.15/*"]}}}}

test_allow_granted_resource_where_no_network_is_stated if {
	some url in _resource("private").facts.urls
	not network.inward(url) with input as _resource("private") with data.settings as _resources_only
}

# Outside of the grant, though not inward: another rule says so.
test_allow_resource_outside_on_the_internet if {
	some url in _resource("public").facts.urls
	not network.inward(url) with input as _resource("public") with data.settings as _resources([])
}

# What may be read as a resource, a tool may not therefore request.
test_deny_tool_at_a_granted_resource if {
	event := object.union(_resource("private"), {"kind": "tool_call"})
	some url in event.facts.urls
	network.inward(url) with input as event with data.settings as _resources_only
}

# Outside the grant: that denies a tool's request, whether it leads inward or not.
test_allow_request_outside_is_not_inward_too if {
	event := _event(_private)
	not network.inward(_private) with input as event with data.settings as _settings([])
	network.inward(_private) with input as event with data.settings as {"profile": "personal"}
}
