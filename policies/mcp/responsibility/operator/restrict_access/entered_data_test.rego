package mcp.responsibility.operator.restrict_access.entered_data_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.restrict_access.entered_data as rule

_result(words) := {
	"kind": "tool_result",
	"server": {"name": "hub"},
	"tool": {"name": concat("_", words)},
	"result": {},
	"facts": {"tool_words": words, "objects": [], "hidden_text": []},
}

_resource(uri) := {"kind": "resource_result", "server": {"name": "hub"}, "resource": {"uri": uri}, "facts": {"objects": []}}

_label(labels) := {{"type": "label", "labels": labels}}

_labeled(labels) := {"profile": "personal", "servers": {"hub": {"labels": labels}}}

test_allow_label_by_words[name] if {
	some name, row in {
		"strangers": [["get", "issue"], ["untrusted"]],
		"private": [["read", "file"], ["private"]],
		"both": [["list", "messages"], ["private", "untrusted"]],
	}
	fixtures.oblige(rule) == _label(row[1]) with input as _result(row[0]) with data.settings as fixtures.settings.personal
}

test_allow_nothing_to_remember[name] if {
	some name, words in {"plain": ["add"], "sink": ["send", "mail"]}
	fixtures.oblige(rule) == set() with input as _result(words) with data.settings as fixtures.settings.personal
}

test_allow_label_by_parameter if {
	definition := {"inputSchema": {"properties": {"SQL": {}}}}
	event := object.union(_result(["query"]), {"tool": {"definition": definition}})
	fixtures.oblige(rule) == _label(["private"]) with input as event with data.settings as fixtures.settings.personal
}

test_allow_label_by_hint if {
	event := object.union(_result(["x"]), {"tool": {"definition": {"annotations": {"openWorldHint": true}}}})
	fixtures.oblige(rule) == _label(["untrusted"]) with input as event with data.settings as fixtures.settings.personal
}

test_allow_operator_says[name] if {
	some name, row in {
		"none": [[], set()],
		"private": [["private_data", "sink"], _label(["private"])],
	}
	event := _result(["list", "messages"])
	fixtures.oblige(rule) == row[1] with input as event with data.settings as _labeled(row[0])
	fixtures.oblige(rule) == row[1] with input as object.remove(event, ["facts"]) with data.settings as _labeled(row[0])
}

test_allow_label_of_object[name] if {
	some name, row in {"secret": [["secret"], _label(["secret"])], "public": [["public"], set()]}
	event := object.union(_result(["x"]), {"facts": {"objects": [{"pointer": "/arguments/a", "name": "a", "labels": row[0]}]}})
	fixtures.oblige(rule) == row[1] with input as event with data.settings as fixtures.settings.personal
}

test_allow_label_of_resource[uri] if {
	some uri, expected in {
		"file:///srv/plan": _label(["private"]),
		"HTTPS://example.com/": _label(["untrusted"]),
		"db://prices": set(),
	}
	fixtures.oblige(rule) == expected with input as _resource(uri) with data.settings as fixtures.settings.personal
}

test_allow_label_of_labeled_server[kind] if {
	some kind in ["resource_result", "prompt_result"]
	event := object.union(_resource("db://prices"), {"kind": kind})
	fixtures.oblige(rule) == _label(["untrusted"]) with input as event with data.settings as _labeled(["untrusted_source"])
}

test_deny_all_where_unknown[pointer] if {
	some pointer in {"/tool/name", "/tool", "/facts/tool_words", "/server/name", "/server"}
	event := json.remove(_result(["x"]), [pointer])
	fixtures.oblige(rule) == _label(["private", "untrusted"]) with input as event with data.settings as fixtures.settings.personal
}

test_deny_resource_missing[pointer] if {
	some pointer in {"/resource/uri", "/resource"}
	event := json.remove(_resource("db://prices"), [pointer])
	fixtures.oblige(rule) == _label(["private"]) with input as event with data.settings as fixtures.settings.personal
}

_objects_labeled := {
	"profile": "personal",
	"servers": {"hub": {"labels": []}},
	"data_labels": {"acme/plans": "private", "acme/site": "public"},
}

test_allow_nothing_where_call_is_known[name] if {
	some name, event in {
		"arguments": object.union(_result(["x"]), {"arguments": {}}),
		"objects": object.union(_result(["x"]), {"facts": {"objects": [{"name": "acme/site", "labels": ["public"]}]}}),
		"resource": _resource("db://prices"),
	}
	fixtures.oblige(rule) == set() with input as event with data.settings as _objects_labeled
}

test_deny_any_label_where_call_is_unknown[name] if {
	some name, event in {
		"tool": _result(["x"]),
		"tool_without_facts": json.remove(_result(["x"]), ["/facts"]),
		"prompt": object.union(_result(["x"]), {"kind": "prompt_result"}),
		"resource": json.remove(_resource("db://prices"), ["/resource/uri"]),
	}
	fixtures.oblige(rule) == _label(["private"]) with input as event with data.settings as _objects_labeled
}
