package mcp.trust.local_server_is_software.package_registry_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.local_server_is_software.package_registry as rule

test_ask_elsewhere[url] if {
	some url in {"https://npm.example.com", "http://10.0.0.1:4873", ""}
	fixtures.ask(rule) == _finding(url) with input as _from(url) with data.settings as fixtures.settings.personal
}

test_deny_elsewhere[profile] if {
	some profile in fixtures.strict
	url := "https://npm.example.com"
	fixtures.deny(rule) == _finding(url) with input as _from(url) with data.settings as fixtures.settings[profile]
}

test_allow_unsaid if {
	(fixtures.ask(rule) | fixtures.deny(rule)) == set() with input as fixtures.connection
		with data.settings as fixtures.settings.personal
}

_from(url) := object.union(fixtures.connection, {"server": {"package": {"registry_url": url}}})

_finding(url) := {{
	"code": "local_server_is_software.registry_elsewhere",
	"pointer": "/server/package",
	"args": {"registry": url},
}}
