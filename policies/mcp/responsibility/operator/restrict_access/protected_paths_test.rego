package mcp.responsibility.operator.restrict_access.protected_paths_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.restrict_access.protected_paths as rule

_protecting(patterns) := {"profile": "personal", "protected_paths": patterns}

_settings := _protecting(["**/.kube/config", "~/.ssh/**", "/etc/app/*.conf", "C:\\Keys\\**", "deploy.yaml"])

_at(written, resolved) := object.union(fixtures.tool_call, {
	"arguments": {"path": written},
	"facts": {"paths": [object.union(fixtures.path, {"written": written, "resolved": resolved})]},
})

_moves(path) := object.union(_at(path, path), {"tool": {"name": "move_file"}, "facts": {"tool_words": ["move", "file"]}})

_found(tool) := {{"code": "operator/restrict_access.protected_path", "pointer": "/arguments/path", "args": {"tool": tool}}}

_denied := _found("write_file")

test_deny_protected[path] if {
	some path in {
		"/home/ana/.kube/config", "/home/ana/.KUBE/Config", "/srv/../home/ana/.kube//config", "/home/ana/.ssh/keys/id",
		"/etc/app/a.conf", "C:\\keys\\a\\b", "/srv/work/deploy.yaml",
	}
	fixtures.deny(rule) == _denied with input as _at(path, path) with data.settings as _settings
}

test_deny_either_spelling[name] if {
	some name, row in {
		"link in its place": [".kube/config", "/srv/dotfiles/kube"],
		"link to it": ["/srv/work/notes", "/home/ana/.kube/config"],
		"unresolved": ["~/.ssh/id", null],
		"blank behind": ["deploy.yaml ", null],
	}
	fixtures.deny(rule) == _denied with input as _at(row[0], row[1]) with data.settings as _settings
}

test_allow_other[path] if {
	some path in {"/home/ana/.kube/config.md", "/home/ana/.kube", "/etc/app/sub/a.conf", "/srv/ssh/id", "D:\\keys\\a", "/srv/my-deploy.yaml"}
	fixtures.deny(rule) == set() with input as _at(path, path) with data.settings as _settings
}

test_deny_folder_moved_away[path] if {
	some path in {"/home/ana/.kube", "/etc/app", "/home/ana/.ssh"}
	fixtures.deny(rule) == _found("move_file") with input as _moves(path) with data.settings as _settings
}

test_allow_other_folder_moved[path] if {
	some path in {"/home/ana/kube", "/srv/app", "/home/ana"}
	fixtures.deny(rule) == set() with input as _moves(path) with data.settings as _settings
}

test_allow_reading if {
	event := object.union(_at("/srv/deploy.yaml", "/srv/deploy.yaml"), {"tool": {"name": "read_file"}, "facts": {"tool_words": ["read", "file"]}})
	fixtures.deny(rule) == set() with input as event with data.settings as _settings
	fixtures.deny(rule) == _found("read_file") with input as json.remove(event, ["/facts/tool_words"]) with data.settings as _settings
}

test_allow_nothing_protected[name] if {
	some name, settings in {"none": _protecting([]), "not said": fixtures.settings.managed}
	fixtures.deny(rule) == set() with input as _at("/home/ana/.kube/config", "/home/ana/.kube/config") with data.settings as settings
}

# Nobody can tell what a broken pattern protects.
test_deny_broken_pattern if {
	fixtures.deny(rule) == _denied with input as fixtures.tool_call with data.settings as _protecting(["[a"])
}

test_deny_path_unclear if {
	deep := concat("", ["/a" | some _ in numbers.range(1, 70)])
	fixtures.deny(rule) == _denied with input as _at(deep, deep) with data.settings as _settings
}

test_deny_path_missing if {
	event := json.remove(fixtures.tool_call, ["/facts/paths/0/written", "/facts/paths/0/resolved"])
	fixtures.deny(rule) == _denied with input as event with data.settings as _settings
}

test_deny_spelling_missing[pointer] if {
	some pointer in {"/facts/paths/0/written", "/facts/paths/0/resolved"}
	event := json.remove(_at("/srv/deploy.yaml", "/srv/deploy.yaml"), [pointer])
	fixtures.deny(rule) == _denied with input as event with data.settings as _settings
}

test_deny_pointer_missing if {
	event := json.remove(_at("/srv/deploy.yaml", "/srv/deploy.yaml"), ["/facts/paths/0/pointer"])
	reasons := {object.union(reason, {"pointer": "/arguments"}) | some reason in _denied}
	fixtures.deny(rule) == reasons with input as event with data.settings as _settings
}

# Of a path that was not resolved there is one spelling to go by.
test_allow_unresolved if {
	fixtures.deny(rule) == set() with input as _at("notes/a.md", null) with data.settings as _settings
}
