package mcp.responsibility.operator.restrict_access.tool_lists_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.restrict_access.tool_lists as rule

_reason(name, tool) := {{
	"code": $"operator/restrict_access.{name}",
	"pointer": "/tool/name",
	"args": {"tool": tool},
}}

_lists(tools) := {"profile": "personal", "servers": {"files": {"tools": tools}}}

test_allow_listed if {
	fixtures.allow(rule) == _reason("tool_allowed", "write_file") with input as fixtures.tool_call
		with data.settings as _lists({"allow": ["read_file", "write_file"]})
	fixtures.deny(rule) == set() with input as fixtures.tool_call
		with data.settings as _lists({"allow": ["read_file", "write_file"]})
}

test_deny_not_listed[name] if {
	some name, allowed in {"others": ["read_file"], "none": [], "other case": ["Write_File"], "pattern": ["*"], "null": null}
	fixtures.deny(rule) == _reason("tool_not_listed", "write_file") with input as fixtures.tool_call
		with data.settings as _lists({"allow": allowed})
	fixtures.allow(rule) == set() with input as fixtures.tool_call with data.settings as _lists({"allow": allowed})
}

test_deny_refused[name] if {
	some name, refused in {"itself": ["write_file"], "other case": ["x", "WRITE_FILE"], "not a list": "write_file", "null": null}
	fixtures.deny(rule) == _reason("tool_refused", "write_file") with input as fixtures.tool_call
		with data.settings as _lists({"deny": refused})
}

test_deny_refused_although_listed if {
	fixtures.deny(rule) == _reason("tool_refused", "write_file") with input as fixtures.tool_call
		with data.settings as _lists({"allow": ["write_file"], "deny": ["write_file"]})
}

test_allow_not_refused[name] if {
	some name, tools in {"others": {"deny": ["delete_file"]}, "none": {"deny": []}, "no lists": {}}
	fixtures.deny(rule) == set() with input as fixtures.tool_call with data.settings as _lists(tools)
	fixtures.allow(rule) == set() with input as fixtures.tool_call with data.settings as _lists(tools)
}

test_allow_lists_of_another_server if {
	fixtures.deny(rule) == set() with input as fixtures.tool_call
		with data.settings as {"servers": {"other": {"tools": {"allow": []}}}}
}

test_deny_tool_name_missing[pointer] if {
	some pointer in {"/tool", "/tool/name"}
	event := json.remove(fixtures.tool_call, [pointer])
	reasons := _reason("tool_not_listed", "") | _reason("tool_refused", "")
	fixtures.deny(rule) == reasons with input as event with data.settings as _lists({"allow": ["write_file"], "deny": ["delete_file"]})
}

# Whose lists apply cannot be told; nothing is allowed by them.
test_deny_server_name_missing if {
	fixtures.allow(rule) == set() with input as json.remove(fixtures.tool_call, ["/server/name"])
		with data.settings as _lists({"allow": ["write_file"]})
}

test_allow_other_kind if {
	event := object.union(fixtures.tool_call, {"kind": "tool_result"})
	fixtures.deny(rule) == set() with input as event with data.settings as _lists({"allow": [], "deny": ["write_file"]})
}

_offered := {
	"kind": "tool_list",
	"server": {"name": "files"},
	"tools": [{"name": "read_file"}, {"name": "write_file"}],
}

_omit(indexes) := {{"type": "omit", "pointer": $"/tools/{index}"} | some index in indexes}

test_deny_offer[name] if {
	some name, row in {
		"not listed": [{"allow": ["read_file"]}, [1]],
		"list of nothing": [{"allow": []}, [0, 1]],
		"no list": [{"allow": null}, [0, 1]],
		"refused": [{"deny": ["READ_FILE"]}, [0]],
		"both": [{"allow": ["read_file"], "deny": ["read_file"]}, [0, 1]],
		"not a list": [{"deny": "read_file"}, [0, 1]],
	}
	fixtures.oblige(rule) == _omit(row[1]) with input as _offered with data.settings as _lists(row[0])
}

test_deny_offer_without_name if {
	lists := _lists({"allow": ["read_file"], "deny": ["write_file"]})
	event := json.remove(_offered, ["/tools/0/name"])
	fixtures.oblige(rule) == _omit([0, 1]) with input as event with data.settings as lists
	fixtures.oblige(rule) == _omit([0]) with input as event with data.settings as _lists({"deny": ["x"]})
}

test_allow_offer[name] if {
	some name, tools in {"listed": {"allow": ["read_file", "write_file"]}, "others refused": {"deny": ["x"]}, "no lists": {}}
	fixtures.oblige(rule) == set() with input as _offered with data.settings as _lists(tools)
}
