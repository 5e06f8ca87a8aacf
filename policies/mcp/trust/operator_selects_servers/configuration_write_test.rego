package mcp.trust.operator_selects_servers.configuration_write_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.operator_selects_servers.configuration_write as rule

_finding := {{
	"code": "operator_selects_servers.configuration_write",
	"pointer": "/arguments/path",
	"args": {"tool": "write_file"},
}}

_writes(path) := object.union(fixtures.tool_call, {
	"arguments": {"path": path},
	"facts": {"paths": [object.union(fixtures.path, {"resolved": path})]},
})

_unresolved(path) := object.union(_writes(path), {"facts": {"paths": [object.union(fixtures.path, {"form": "relative", "resolved": null})]}})

test_deny_configuration[path] if {
	some path in {
		"/srv/work/.cursor/mcp.json", "/srv/work/.mcp.json", "/home/ana/.claude.json", "/srv/work/.vscode/mcp.json",
		"C:\\Users\\Ana\\AppData\\Roaming\\Claude\\claude_desktop_config.json", "/SRV/WORK/.CURSOR/MCP.JSON",
		"/home/ana/.config/Code - Insiders/User/mcp.json", "/home/ana/.continue/mcpServers/new.yaml", "/srv/work/mcp-trust.yaml",
		"/etc/claude-code/managed-settings.d/10.json",
	}
	fixtures.deny(rule) == _finding with input as _writes(path)
}

test_deny_unresolved_configuration[path] if {
	some path in {".cursor/mcp.json", "./.cursor/./mcp.json", ".cursor/x/../mcp.json", ".vscode\\mcp.json", "~/.mcp.json", " .mcp.json", "\".cursor/mcp.json\"\n"}
	fixtures.deny(rule) == _finding with input as _unresolved(path)
}

test_deny_unresolved_in_a_list if {
	event := object.union(fixtures.tool_call, {
		"arguments": {"edits": [{"a/b": ".cursor/mcp.json"}]},
		"facts": {"paths": [object.union(fixtures.path, {"pointer": "/arguments/edits/0/a~1b", "resolved": null})]},
	})
	reasons := {object.union(reason, {"pointer": "/arguments/edits/0/a~1b"}) | some reason in _finding}
	fixtures.deny(rule) == reasons with input as event
}

test_allow_other_file[path] if {
	some path in {
		"/srv/work/mcp.json", "/srv/work/cursor/mcp.json", "/srv/work/my.mcp.json", "/srv/work/.cursor/rules.md",
		"/srv/work/src/user/settings.json", "/srv/work/.mcp.json.md",
	}
	fixtures.deny(rule) == set() with input as _writes(path)
}

# Text that only mentions such a file is no path of it.
test_allow_text_about_configuration if {
	event := object.union(fixtures.tool_call, {"arguments": {"content": "see .cursor/mcp.json"}})
	fixtures.deny(rule) == set() with input as event
}

test_allow_reading if {
	event := object.union(_writes("/srv/work/.mcp.json"), {"tool": {"name": "read_file"}, "facts": {"tool_words": ["read", "file"]}})
	fixtures.deny(rule) == set() with input as event
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_writes("/srv/work/.mcp.json"), {"kind": "tool_result"})

test_deny_tool_words_missing if {
	event := object.union(_writes("/srv/work/.mcp.json"), {"tool": {"name": "read_file"}})
	fixtures.deny(rule) == {object.union(reason, {"args": {"tool": "read_file"}}) | some reason in _finding} with input as json.remove(event, ["/facts/tool_words"])
}

test_deny_tool_name_missing[pointer] if {
	some pointer in {"/tool", "/tool/name"}
	reasons := {object.union(reason, {"args": {"tool": ""}}) | some reason in _finding}
	fixtures.deny(rule) == reasons with input as json.remove(_writes("/srv/work/.mcp.json"), [pointer])
}

test_deny_resolved_missing if {
	fixtures.deny(rule) == _finding with input as json.remove(_writes("/srv/work/.mcp.json"), ["/facts/paths/0/resolved"])
}
