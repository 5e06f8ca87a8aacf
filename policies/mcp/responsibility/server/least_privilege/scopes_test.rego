package mcp.responsibility.server.least_privilege.scopes_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.least_privilege.scopes as rule

_with(members) := {"kind": "authorization", "authorization": object.union({"phase": "authorize"}, members)}

_wildcard(pointer, scope) := {{
	"code": "server/least_privilege.wildcard_scope",
	"pointer": $"/authorization/{pointer}",
	"args": {"scope": scope},
}}

_granted(scopes) := {{
	"code": "server/least_privilege.granted_beyond_request",
	"pointer": "/authorization/scopes_granted",
	"args": {"scopes": scopes},
}}

_beyond(scopes) := {{
	"code": "server/least_privilege.beyond_challenge",
	"pointer": "/authorization/scopes_requested",
	"args": {"scopes": scopes},
}}

_greedy := {
	"scopes_supported": ["files.read", "files.write", "mail.send"],
	"scopes_requested": ["files.read", "files.write", "mail.send"],
	"required_scopes": ["files.read"],
}

test_ask_wildcard[scope] if {
	some scope in {"*", "all", "ALL", "full-access", "admin:*", "files/*", "*.read", "superuser"}
	event := _with({"scopes_requested": ["files.read", scope]})
	fixtures.ask(rule) == _wildcard("scopes_requested/1", scope) with input as event with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == _wildcard("scopes_requested/1", scope) with input as event with data.settings as fixtures.settings.managed
}

test_ask_wildcard_granted if {
	event := _with({"scopes_granted": ["*"]})
	fixtures.ask(rule) == _wildcard("scopes_granted/0", "*") with input as event with data.settings as fixtures.settings.personal
}

test_allow_narrow[scope] if {
	some scope in {"files.read", "repo", "admin:org", "allow", "https://www.googleapis.com/auth/drive", "email.all.read", ""}
	event := _with({"scopes_requested": [scope], "scopes_granted": [scope]})
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_ask_granted_more if {
	event := _with({"scopes_requested": ["a"], "scopes_granted": ["c", "a", "b"]})
	fixtures.ask(rule) == _granted("b c") with input as event with data.settings as fixtures.settings.personal
}

test_allow_granted[name] if {
	some name, members in {
		"same": {"scopes_requested": ["a", "b"], "scopes_granted": ["b", "a"]},
		"less": {"scopes_requested": ["a", "b"], "scopes_granted": ["a"]},
		"nothing requested": {"scopes_requested": [], "scopes_granted": ["a"]},
		"request missing": {"scopes_granted": ["a"]},
		"grant missing": {"scopes_requested": ["a"]},
	}
	fixtures.ask(rule) == set() with input as _with(members) with data.settings as fixtures.settings.personal
}

test_ask_everything if {
	fixtures.ask(rule) == _beyond("files.write mail.send") with input as _with(_greedy) with data.settings as fixtures.settings.personal
}

# Without a challenge the specification itself has clients ask for all that is offered.
test_allow_everything[name] if {
	some name, event in {
		"no challenge": json.remove(_with(_greedy), ["/authorization/required_scopes"]),
		"empty challenge": _with(object.union(_greedy, {"required_scopes": []})),
		"challenge for all": _with(object.union(_greedy, {"required_scopes": _greedy.scopes_supported})),
		"nothing but the login besides": _with({
			"scopes_supported": ["files.read", "openid"],
			"scopes_requested": ["files.read", "openid", "offline_access"],
			"required_scopes": ["files.read"],
		}),
		"less than all": _with(object.union(_greedy, {"scopes_requested": ["files.read", "files.write"]})),
		"offer missing": json.remove(_with(_greedy), ["/authorization/scopes_supported"]),
		"request missing": json.remove(_with(_greedy), ["/authorization/scopes_requested"]),
	}
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

# What a server offers is not what anybody has.
test_allow_wildcard_offered if {
	fixtures.ask(rule) == set() with input as _with({"scopes_supported": ["*"], "required_scopes": ["admin:*"]})
		with data.settings as fixtures.settings.personal
}
