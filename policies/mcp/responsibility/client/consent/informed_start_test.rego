package mcp.responsibility.client.consent.informed_start_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.consent.informed_start as rule

_shown(event, shown) := object.union(event, {"consent": {"given": true, "shown": shown, "truncated": false}})

_consented := object.union(_shown(fixtures.connection, ["command"]), {"server": {"origin": {"source": "deep_link"}}})

_incomplete(server) := {{"code": "client/consent.shown_incomplete", "pointer": "/consent", "args": {"server": server}}}

test_allow_seen[name] if {
	some name, event in {
		"command": _consented,
		"url": _shown(fixtures.remote, ["url"]),
		"nobody was asked": fixtures.connection,
		"nobody said yes": object.union(_consented, {"consent": {"given": false, "truncated": true}}),
	}
	fixtures.deny(rule) == set() with input as event
}

test_deny_unseen[name] if {
	some name, event in {
		"cut short": object.union(_consented, {"consent": {"truncated": true}}),
		"url in place of the command": _shown(fixtures.connection, ["url", "client"]),
		"nothing": _shown(fixtures.connection, []),
	}
	fixtures.deny(rule) == _incomplete("files") with input as event
}

test_deny_url_unseen if fixtures.deny(rule) == _incomplete("issues") with input as _shown(fixtures.remote, ["command"])

test_deny_missing[pointer] if {
	some pointer in {"/consent/given", "/consent/shown", "/consent/truncated"}
	fixtures.deny(rule) == _incomplete("files") with input as json.remove(_consented, [pointer])
}

test_deny_transport_missing if {
	fixtures.deny(rule) == _incomplete("issues") with input as json.remove(_shown(fixtures.remote, ["url"]), ["/server/transport"])
}

test_deny_server_name_missing if {
	event := json.remove(object.union(_consented, {"consent": {"truncated": true}}), ["/server/name"])
	fixtures.deny(rule) == _incomplete("") with input as event
}
