package mcp.lib.network_grants_test

import data.mcp.lib.network_grants

# mcp.lib.network_test has the table of grants and destinations.
test_deny_public_needs_every_class[name] if {
	some name, url in {
		"one of two": {"address_class": "name", "resolved": ["public", "private"]},
		"private": {"address_class": "private"},
		"class missing": {},
	}
	not network_grants.public(url)
}

test_allow_public[class] if {
	some class in {"public", "name"}
	network_grants.public({"address_class": class})
	not network_grants.loopback({"address_class": class})
}

test_allow_loopback if {
	network_grants.loopback({"address_class": "loopback", "resolved": ["loopback"]})
	not network_grants.loopback({"address_class": "loopback", "resolved": ["private"]})
}

test_deny_stated_by_name_alone if {
	settings := {"servers": {"web": {"match": {"command": "web"}, "grants": {"network": {"allow": []}}}}}
	network_grants.stated with input as {"server": {"name": "web"}} with data.settings as settings
	network_grants.stated with input as {} with data.settings as settings
	not network_grants.stated with input as {"server": {"name": "other"}} with data.settings as settings
}
