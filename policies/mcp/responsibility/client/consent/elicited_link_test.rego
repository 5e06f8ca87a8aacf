package mcp.responsibility.client.consent.elicited_link_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.consent.elicited_link as rule

_url := {
	"pointer": "/elicitation/url",
	"scheme": "https",
	"host": "auth.example.com",
	"address_class": "name",
	"has_credentials": false,
	"whole": true,
	"deceptive": [],
}

_consented := {
	"kind": "elicitation",
	"server": {"name": "notes"},
	"elicitation": {"mode": "url", "message": "Authorize", "url": "https://auth.example.com/start"},
	"consent": {"given": true, "shown": ["url"], "truncated": false},
	"facts": {"fields": [], "hidden_text": [], "urls": [_url]},
}

_hosts(hosts) := {"profile": "personal", "servers": {"notes": {"grants": {"model": {"elicitation_hosts": hosts}}}}}

_reason(name, host) := {{"code": $"client/consent.{name}", "pointer": "/elicitation/url", "args": {"host": host}}}

_said(name) := _reason(name, "auth.example.com")

_with(change) := object.union(_consented, {"facts": {"urls": [object.union(_url, change)]}})

test_allow_consented if {
	(fixtures.deny(rule) | fixtures.ask(rule)) == set() with input as _consented with data.settings as fixtures.settings.managed
}

test_allow_this_machine if {
	event := _with({"scheme": "http", "host": "localhost", "address_class": "loopback"})
	fixtures.deny(rule) == set() with input as event
}

test_ask_unconsented[profile] if {
	some profile in {"personal", "team", "managed"}
	fixtures.ask(rule) == _said("link_unconsented") with input as json.remove(_consented, ["/consent"])
		with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as json.remove(_consented, ["/consent"]) with data.settings as fixtures.settings[profile]
}

test_ask_consent_missing[pointer] if {
	some pointer in {"/consent/given", "/consent/shown", "/consent/truncated"}
	fixtures.ask(rule) == _said("link_unconsented") with input as json.remove(_consented, [pointer])
		with data.settings as fixtures.settings.personal
}

test_deny_unprotected[name] if {
	some name, change in {
		"http": {"scheme": "http"}, "script": {"scheme": "javascript"}, "file": {"scheme": "file"},
		"script beside this machine": {"scheme": "javascript", "address_class": "loopback"},
	}
	fixtures.deny(rule) == _said("link_unprotected") with input as _with(change)
}

test_deny_deceptive[name] if {
	some name, change in {
		"coded": {"deceptive": ["punycode"]},
		"looks alike": {"deceptive": ["mixed_script"]},
		"before the host": {"has_credentials": true},
	}
	fixtures.deny(rule) == _said("deceptive_link") with input as _with(change)
}

test_allow_coded_host_named_by_operator if {
	fixtures.deny(rule) == set() with input as _with({"deceptive": ["punycode"]}) with data.settings as _hosts(["Auth.Example.com"])
}

test_deny_name_before_named_host if {
	fixtures.deny(rule) == _said("deceptive_link") with input as _with({"has_credentials": true})
		with data.settings as _hosts(["auth.example.com"])
}

test_deny_url_missing[pointer] if {
	some pointer in {"/facts", "/facts/urls", "/facts/urls/0", "/facts/urls/0/pointer"}
	fixtures.deny(rule) == _reason("link_unprotected", "") | _reason("deceptive_link", "") with input as json.remove(_consented, [pointer])
}

test_deny_two_urls if {
	event := object.union(_consented, {"facts": {"urls": [_url, object.union(_url, {"host": "evil.example"})]}})
	fixtures.deny(rule) == _reason("link_unprotected", "") | _reason("deceptive_link", "") with input as event
}

test_deny_credentials_missing if {
	fixtures.deny(rule) == _said("deceptive_link") with input as json.remove(_consented, ["/facts/urls/0/has_credentials"])
}

test_deny_deception_missing[host] if {
	some host in {"xn--exmple-cua.com", "auth.XN--exmple-cua.com", "ex\u0430mple.com"}
	event := json.remove(_with({"host": host}), ["/facts/urls/0/deceptive"])
	fixtures.deny(rule) == _reason("deceptive_link", host) with input as event
}

test_allow_plain_host_without_deception if {
	fixtures.deny(rule) == set() with input as json.remove(_consented, ["/facts/urls/0/deceptive"])
}

test_deny_host_missing if {
	fixtures.deny(rule) == _reason("deceptive_link", "") with input as json.remove(_consented, ["/facts/urls/0/host"])
}

test_deny_scheme_missing if {
	fixtures.deny(rule) == _said("link_unprotected") with input as json.remove(_consented, ["/facts/urls/0/scheme"])
}

test_deny_class_missing if {
	event := _with({"scheme": "http", "address_class": "loopback"})
	fixtures.deny(rule) == _said("link_unprotected") with input as json.remove(event, ["/facts/urls/0/address_class"])
}

test_allow_form if {
	event := object.union(_consented, {"elicitation": {"mode": "form"}})
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as event
}

test_deny_coded_host_beside_a_named_one if {
	fixtures.deny(rule) == _said("deceptive_link") with input as _with({"deceptive": ["punycode"]}) with data.settings as _hosts(["other.example.com"])
}
