package mcp.responsibility.client.display_activity.shown_calls_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.display_activity.shown_calls as rule

_consented := object.union(fixtures.tool_call, {"consent": {"given": true, "shown": ["tool", "arguments"], "truncated": false}})

_reads := {"tool": {"name": "read_file"}, "facts": {"tool_words": ["read", "file"]}}

_unseen(tool) := {{"code": "client/display_activity.call_unseen", "pointer": "/consent", "args": {"tool": tool}}}

_log := {"type": "log"}

_display := {"type": "display"}

test_allow_seen[name] if {
	some name, event in {
		"all of it": _consented,
		"nobody was asked": fixtures.tool_call,
		"nobody said yes": object.union(_consented, {"consent": {"given": false}}),
		"tool that only reads": object.union(object.union(_consented, _reads), {"consent": {"shown": []}}),
	}
	fixtures.ask(rule) == set() with input as event
}

test_ask_unseen[name] if {
	some name, change in {
		"cut short": {"truncated": true},
		"tool alone": {"shown": ["tool"]},
		"arguments alone": {"shown": ["arguments"]},
	}
	fixtures.ask(rule) == _unseen("write_file") with input as object.union(_consented, {"consent": change})
}

test_ask_missing[pointer] if {
	some pointer in {"/consent/given", "/consent/shown", "/consent/truncated"}
	fixtures.ask(rule) == _unseen("write_file") with input as json.remove(_consented, [pointer])
}

test_ask_words_missing if {
	event := object.union(object.union(_consented, _reads), {"consent": {"shown": []}})
	fixtures.ask(rule) == _unseen("read_file") with input as json.remove(event, ["/facts/tool_words"])
	fixtures.ask(rule) == _unseen("") with input as json.remove(event, ["/facts/tool_words", "/tool/name"])
}

test_oblige_display_of_acting_call[name] if {
	some name, event in {
		"writes": fixtures.tool_call,
		"point missing": json.remove(fixtures.tool_call, ["/point"]),
		"words missing": json.remove(fixtures.tool_call, ["/facts/tool_words"]),
		"nameless": object.union(fixtures.tool_call, {"facts": {"tool_words": []}}),
	}
	fixtures.oblige(rule) == {_log, _display} with input as event
}

test_oblige_log_alone[name] if {
	some name, event in {
		"reads": object.union(fixtures.tool_call, _reads),
		"says nothing sensitive": object.union(fixtures.tool_call, {"facts": {"tool_words": ["weather"]}}),
		"at a server": object.union(fixtures.tool_call, {"point": "server"}),
		"at a proxy": object.union(fixtures.tool_call, {"point": "proxy"}),
		"fetch": {"kind": "fetch", "fetch": {"url": "https://example.com/"}},
	}
	fixtures.oblige(rule) == {_log} with input as event
}

test_oblige_nothing_more_by_label if {
	settings := {"profile": "personal", "servers": {"files": {"tools": {"read_only": ["write_file"]}}}}
	fixtures.oblige(rule) == {_log} with input as fixtures.tool_call with data.settings as settings
}

test_oblige_display_of_prompt if fixtures.oblige(rule) == {_display} with input as {"kind": "sampling", "point": "client"}

test_oblige_nothing_of_prompt_at_a_server if fixtures.oblige(rule) == set() with input as {"kind": "sampling", "point": "server"}

test_oblige_display_of_request[name] if {
	some name, row in {
		"form": [{"mode": "form"}, {"/elicitation/message"}],
		"before modes": [{}, {"/elicitation/message"}],
		"link": [{"mode": "url"}, {"/elicitation/url"}],
		"unknown": [{"mode": "voice"}, {"/elicitation/message", "/elicitation/url"}],
	}
	obligations := {{"type": "display", "pointer": pointer} | some pointer in row[1]}
	fixtures.oblige(rule) == obligations with input as {"kind": "elicitation", "elicitation": row[0]}
}

test_oblige_nothing_of_request_at_a_proxy if {
	fixtures.oblige(rule) == set() with input as {"kind": "elicitation", "point": "proxy", "elicitation": {"mode": "url"}}
}
