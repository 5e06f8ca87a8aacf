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
	"facts": {"paths": [object.union(fixtures.path, {"written": path, "resolved": path})]},
})

_unresolved(path) := object.union(_writes(path), {"facts": {"paths": [object.union(fixtures.path, {
	"written": path,
	"form": "relative",
	"resolved": null,
})]}})

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

# One place of each client whose configuration is known, in the spellings of its systems.
test_deny_configuration_of_each_client[path] if {
	some path in {
		"/Library/Application Support/ClaudeCode/managed-mcp.json", "C:\\Program Files\\ClaudeCode\\managed-settings.json",
		"/home/u/.claude/settings.local.json", "/x/.claude-plugin/plugin.json", "/home/u/.cursor/permissions.json",
		"/home/u/Library/Application Support/Code/User/profiles/-1/mcp.json", "/home/u/.vscode-server/data/User/mcp.json",
		"/home/u/.codeium/windsurf/mcp_config.json", "/home/u/.config/zed/settings.json", "/home/u/.gemini/trustedFolders.json",
		"C:\\ProgramData\\gemini-cli\\system-defaults.json", "/home/u/.codex/config.toml", "/etc/codex/managed_config.toml",
		"C:\\Users\\u\\AppData\\Roaming\\Block\\goose\\config\\permission.yaml", "/x/.continue/mcpServers/a.yaml",
		"/home/u/.config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json",
		"/home/u/.cline/data/settings/cline_mcp_settings.json", "/x/.roo/mcp.json", "/x/.amazonq/cli-agents/a.json",
		"/home/u/.aws/amazonq/agents/default.json", "/home/u/.kiro/agents/a.json", "/home/u/.kiro/settings/mcp.json",
		"/home/u/.lmstudio/mcp.json", "/home/u/.config/opencode/opencode.jsonc", "/x/.warp/.mcp.json", "/x/.junie/mcp/mcp.json",
		"/home/u/.copilot/mcp-config.json", "/home/u/.gemini/antigravity/mcp_config.json", "/home/u/.config/amp/settings.json",
		"/home/u/.config/mcp/mcp.json", "/home/u/.gemini/extensions/a/gemini-extension.json",
		"C:\\Users\\u\\AppData\\Roaming\\Claude\\Claude Extensions\\a\\manifest.json",
	}
	fixtures.deny(rule) == _finding with input as _writes(path)
}

_move(source, destination) := object.union(fixtures.tool_call, {
	"tool": {"name": "move_file"},
	"arguments": {"source": source, "destination": destination},
	"facts": {"tool_words": ["move", "file"], "paths": [path |
		some name, place in {"source": source, "destination": destination}
		path := object.union(fixtures.path, {"pointer": $"/arguments/{name}", "written": place, "resolved": place})
	]},
})

_moved(pointer) := {{
	"code": "operator_selects_servers.configuration_write",
	"pointer": pointer,
	"args": {"tool": "move_file"},
}}

test_deny_moving_to_or_from_configuration if {
	fixtures.deny(rule) == _moved("/arguments/destination") with input as _move("/home/u/tmp/x.json", "/home/u/.kiro/settings/mcp.json")
	fixtures.deny(rule) == _moved("/arguments/source") with input as _move("/home/u/.CURSOR/MCP.json", "/home/u/tmp/x.json")
}

test_allow_moving_elsewhere if {
	fixtures.deny(rule) == set() with input as _move("/home/u/tmp/x.json", "/home/u/kiro/mcp.json")
}

# Whoever moves a folder there brings the file in it along.
test_deny_folder_of_configuration[path] if {
	some path in {
		"/srv/work/.cursor", "/srv/work/.vscode/", "/home/ana/.claude", "C:\\x\\.Gemini", "/x/.kiro/settings", "/x/.kiro",
		"/home/ana/.config/Code/User", "/srv/work/.continue/mcpServers", "/etc/claude-code/managed-settings.d",
	}
	fixtures.deny(rule) == _finding with input as _writes(path)
}

# The client reads its configuration through the link, so either spelling is enough.
test_deny_link_to_or_from_configuration[name] if {
	some name, change in {
		"link in its place": {"written": ".cursor/mcp.json", "resolved": "/srv/dotfiles/cursor.json"},
		"link elsewhere": {"written": "notes.txt", "resolved": "/srv/work/.cursor/mcp.json"},
	}
	event := object.union(fixtures.tool_call, {"facts": {"paths": [object.union(fixtures.path, change)]}})
	fixtures.deny(rule) == _finding with input as event
}

_many(times, part) := concat("", [part | some _ in numbers.range(1, times)])

# Nobody can tell where these lead.
test_deny_unclear[path] if {
	some path in {concat("", [_many(20, "/a/.."), "/notes.txt"]), concat("", ["/srv", _many(70, "/a")])}
	fixtures.deny(rule) == _finding with input as _writes(path)
}

test_deny_reading_by_a_name_that_says_more[name] if {
	some name, words in {"destroys": ["read", "and", "destroy"], "tee": ["cat", "tee"], "stores": ["fetch", "to", "file"]}
	event := object.union(_writes("/srv/work/.mcp.json"), {"facts": {"tool_words": words}})
	fixtures.deny(rule) == _finding with input as event
}

test_allow_other_file[path] if {
	some path in {
		"/srv/work/mcp.json", "/srv/work/cursor/mcp.json", "/srv/work/my.mcp.json", "/srv/work/.cursor/rules.md",
		"/srv/work/src/user/settings.json", "/srv/work/.mcp.json.md", "/srv/work/goose", "/srv/work/zed/", "/", "/srv/work/settings",
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

test_deny_written_missing[path] if {
	some path in {"/srv/work/.mcp.json", "/srv/work/notes.txt"}
	fixtures.deny(rule) == _finding with input as json.remove(_writes(path), ["/facts/paths/0/written"])
}

# What is neither resolved nor written down may be anything.
test_deny_both_missing[name] if {
	some name, change in {"null": {"resolved": null}, "wrong type": {"resolved": 5, "written": 5}}
	removed := object.remove(fixtures.path, ["resolved", "written"])
	event := object.union(fixtures.tool_call, {"facts": {"paths": [object.union(removed, change)]}})
	fixtures.deny(rule) == _finding with input as event
}
