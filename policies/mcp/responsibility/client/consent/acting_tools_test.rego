package mcp.responsibility.client.consent.acting_tools_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.consent.acting_tools as rule

_reason(index, tool) := {{
	"code": "client/consent.approves_acting_tool",
	"pointer": $"/setting/value/{index}",
	"args": {"tool": tool},
}}

_set(value, words) := {
	"kind": "setting",
	"point": "config",
	"setting": {"name": "auto_approve_tools", "value": value, "key": "alwaysAllow", "origin": {"source": "user"}},
	"facts": {"value_words": words},
}

_acting := {
	"run_command": ["run", "command"],
	"executeCommand": ["execute", "command"],
	"delete-file": ["delete", "file"],
	"shell.exec": ["shell", "exec"],
	"github/push_files": ["github", "push", "files"],
	"git_commit": ["git", "commit"],
	"run_code": ["run", "code"],
	"Click": ["click"],
	"Type": ["type"],
	"Clipboard": ["clipboard"],
	"code": ["code"],
	"code_get": ["code", "get"],
	"get_and_run_code": ["get", "and", "run", "code"],
	"get_clipboard": ["get", "clipboard"],
}

test_ask_acting_tool[tool] if {
	some tool, words in _acting
	event := _set(["list_directory", tool], [["list", "directory"], words])
	fixtures.ask(rule) == _reason(1, tool) with input as event with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_deny_acting_tool[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _reason(0, "run_command") with input as _set(["run_command"], [["run", "command"]])
		with data.settings as fixtures.settings[profile]
}

test_allow_other_tool[tool] if {
	some tool, words in {
		"list_directory": ["list", "directory"],
		"codebase_search": ["codebase", "search"],
		"typescript_check": ["typescript", "check"],
		"get_commit": ["get", "commit"],
		"search_code": ["search", "code"],
		"git_status": ["git", "status"],
	}
	event := _set([tool], [words])
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.managed
}

_harmless := _set(["list_directory"], [["list", "directory"]])

# Whose words are unknown may act.
test_deny_words_missing[name] if {
	some name, event in {
		"facts": json.remove(_harmless, ["/facts"]),
		"value_words": json.remove(_harmless, ["/facts/value_words"]),
		"none for it": _set(["list_directory"], []),
		"one too many": _set(["list_directory"], [["list"], ["directory"]]),
		"no words": _set(["list_directory"], [[]]),
		"null": _set(["list_directory"], [null]),
		"text": _set(["list_directory"], ["list"]),
		"object": _set(["list_directory"], {"0": ["list"]}),
	}
	fixtures.deny(rule) == _reason(0, "list_directory") with input as event with data.settings as fixtures.settings.managed
}

# Another rule of the clause speaks about approvals that are not by name.
test_allow_not_by_name[name] if {
	some name, value in {"pattern": ["run_*"], "switch": true, "text": "run_command"}
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _set(value, []) with data.settings as fixtures.settings.managed
}

test_allow_other_kind if {
	event := object.union(_set(["run_command"], [["run", "command"]]), {"kind": "session"})
	fixtures.deny(rule) == set() with input as event
}
