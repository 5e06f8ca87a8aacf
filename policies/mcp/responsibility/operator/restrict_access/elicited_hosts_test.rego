package mcp.responsibility.operator.restrict_access.elicited_hosts_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.restrict_access.elicited_hosts as rule

_consented := {
	"kind": "elicitation",
	"server": {"name": "notes"},
	"elicitation": {"mode": "url", "message": "Authorize", "url": "https://auth.example.com/start"},
	"facts": {"fields": [], "hidden_text": [], "urls": [{"pointer": "/elicitation/url", "host": "auth.example.com"}]},
}

_hosts(hosts) := {"profile": "personal", "servers": {"notes": {"grants": {"model": {"elicitation_hosts": hosts}}}}}

_reason(name, host) := {{
	"code": $"operator/restrict_access.{name}",
	"pointer": "/elicitation/url",
	"args": {"host": host},
}}

_said(name) := _reason(name, "auth.example.com")

test_allow_named if fixtures.deny(rule) == set() with input as _consented with data.settings as _hosts(["Auth.example.com"])

test_allow_nothing_stated if fixtures.deny(rule) == set() with input as _consented with data.settings as fixtures.settings.managed

test_allow_form if {
	event := object.union(_consented, {"elicitation": {"mode": "form"}})
	fixtures.deny(rule) == set() with input as event with data.settings as _hosts([])
}

test_deny_host_not_granted[name] if {
	some name, hosts in {"another": ["example.com"], "none": []}
	fixtures.deny(rule) == _said("link_host_not_granted") with input as _consented with data.settings as _hosts(hosts)
}

test_deny_host_missing if {
	fixtures.deny(rule) == _reason("link_host_not_granted", "") with input as json.remove(_consented, ["/facts/urls/0/host"])
		with data.settings as _hosts(["auth.example.com"])
}

# Whose grants apply cannot be told: none allows, all restrict.
test_deny_server_name_missing if {
	event := json.remove(_consented, ["/server/name"])
	fixtures.deny(rule) == _said("link_host_not_granted") with input as event with data.settings as _hosts(["auth.example.com"])
}

test_allow_other_things_granted[name] if {
	some name, grants in {"nothing": {}, "another limit of the model": {"model": {}}, "network": {"network": {"allow": []}}}
	settings := {"profile": "managed", "servers": {"notes": {"grants": grants}}}
	fixtures.deny(rule) == set() with input as _consented with data.settings as settings
}
