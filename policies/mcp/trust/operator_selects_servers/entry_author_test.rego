package mcp.trust.operator_selects_servers.entry_author_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.operator_selects_servers.entry_author as rule

_finding(name) := {{
	"code": $"operator_selects_servers.{name}",
	"pointer": "/server/origin/source",
	"args": {"server": "files"},
}}

_unknown(pointer) := {{"code": "operator_selects_servers.author_unknown", "pointer": pointer, "args": {}}}

_by(source) := object.union(fixtures.connection, {"server": {"origin": {"source": source}}})

test_deny_agent[point] if {
	some point in {"config", "client", "server", "proxy"}
	fixtures.deny(rule) == _finding("entry_by_agent") with input as object.union(_by("agent"), {"point": point})
}

test_ask_link if {
	fixtures.ask(rule) == _finding("entry_by_link") with input as _by("deep_link")
	fixtures.deny(rule) == set() with input as _by("deep_link")
}

_seen(part) := {"consent": {"given": true, "shown": [part], "truncated": false}}

test_allow_link_seen if fixtures.ask(rule) == set() with input as object.union(_by("deep_link"), _seen("command"))

test_allow_remote_link_seen[transport] if {
	some transport in {"http", "sse", "ws"}
	event := object.union(_by("deep_link"), {"server": {"transport": transport}})
	fixtures.ask(rule) == set() with input as object.union(event, _seen("url"))
	fixtures.ask(rule) == _finding("entry_by_link") with input as object.union(event, _seen("command"))
}

test_ask_link_not_seen[name] if {
	whole := object.union(_by("deep_link"), _seen("command"))
	some name, event in {
		"name alone": object.union(whole, {"consent": {"shown": ["tool"]}}),
		"cut short": object.union(whole, {"consent": {"truncated": true}}),
		"refused": object.union(whole, {"consent": {"given": false}}),
		"no transport": json.remove(object.union(_by("deep_link"), _seen("url")), ["/server/transport"]),
		"given missing": json.remove(whole, ["/consent/given"]),
		"shown missing": json.remove(whole, ["/consent/shown"]),
		"truncated missing": json.remove(whole, ["/consent/truncated"]),
	}
	fixtures.ask(rule) == _finding("entry_by_link") with input as event
}

test_allow_person[source] if {
	some source in {"user", "project", "managed"}
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _by(source)
}

test_deny_server_name_missing if {
	reasons := {object.union(reason, {"args": {"server": ""}}) | some reason in _finding("entry_by_agent")}
	fixtures.deny(rule) == reasons with input as json.remove(_by("agent"), ["/server/name"])
}

test_ask_server_name_missing if {
	reasons := {object.union(reason, {"args": {"server": ""}}) | some reason in _finding("entry_by_link")}
	fixtures.ask(rule) == reasons with input as json.remove(_by("deep_link"), ["/server/name"])
}

test_deny_source_missing[pointer] if {
	some pointer in {"/server", "/server/origin", "/server/origin/source"}
	fixtures.deny(rule) == _unknown("/server") with input as json.remove(fixtures.connection, [pointer])
}

test_deny_source_unknown if fixtures.deny(rule) == _unknown("/server") with input as _by("clipboard")

# Whoever does not say where the entry was seen is held to the strict reading.
test_deny_point_missing if {
	fixtures.deny(rule) == _unknown("/server") with input as json.remove(fixtures.connection, ["/point", "/server/origin"])
}

test_allow_live_connection_without_origin[point] if {
	some point in {"client", "server", "proxy"}
	event := json.remove(object.union(fixtures.connection, {"point": point}), ["/server/origin"])
	fixtures.deny(rule) == set() with input as event
}

test_deny_author_of_setting_missing[pointer] if {
	some pointer in {"/setting", "/setting/origin", "/setting/origin/source"}
	fixtures.deny(rule) == _unknown("/setting") with input as json.remove(fixtures.setting, [pointer])
}

test_allow_author_of_setting if fixtures.deny(rule) == set() with input as fixtures.setting

test_allow_other_kind if fixtures.deny(rule) == set() with input as fixtures.tool_call
