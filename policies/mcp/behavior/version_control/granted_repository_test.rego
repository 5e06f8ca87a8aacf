package mcp.behavior.version_control.granted_repository_test

import data.mcp.behavior.filesystem_access.granted_folder
import data.mcp.behavior.filesystem_access.scope_unknown
import data.mcp.behavior.version_control.granted_repository as rule
import data.mcp.lib.fixtures_test as fixtures

_call(paths) := object.union(fixtures.tool_call, {
	"tool": {"name": "git_add"},
	"facts": {"tool_words": ["git", "add"], "paths": paths},
})

_inside := object.union(fixtures.path, {"pointer": "/arguments/repo_path", "resolved": "/srv/work", "inside": ["/srv/work"]})

_outside := object.union(_inside, {"resolved": "/srv/evil", "inside": []})

_relative := object.union(fixtures.path, {
	"pointer": "/arguments/files/0",
	"written": "a.txt",
	"form": "relative",
	"resolved": null,
	"inside": [],
})

_grants(said) := {"profile": "managed", "servers": {"files": {"grants": said}}}

_stated := _grants({"git": {"write": true, "repositories": ["/srv/work"]}})

_reason(pointer, path) := {{
	"code": "version_control.repository_outside_grant",
	"pointer": pointer,
	"args": {"path": path},
}}

_files := [granted_folder, scope_unknown]

_silent(event, settings) if {
	every each in _files {
		fixtures.deny(each) | fixtures.ask(each) == set() with input as event with data.settings as settings
	}
}

test_allow_inside[name] if {
	some name, paths in {"repository": [_inside], "file in it": [_inside, _relative], "no path": []}
	fixtures.deny(rule) == set() with input as _call(paths) with data.settings as _stated
	_silent(_call(paths), _stated)
}

test_deny_outside if {
	fixtures.deny(rule) == _reason("/arguments/repo_path", "/srv/evil") with input as _call([_outside]) with data.settings as _stated
	_silent(_call([_outside]), _stated)
}

# Where git may work is not where files may be written, when the operator says so.
test_deny_inside_filesystem_grant if {
	settings := _grants({"filesystem": {"write": ["/srv/other"]}, "git": {"write": true, "repositories": ["/srv/work"]}})
	event := _call([object.union(_inside, {"resolved": "/srv/other/x", "inside": ["/srv/other"]})])
	fixtures.deny(rule) == _reason("/arguments/repo_path", "/srv/other/x") with input as event with data.settings as settings
}

test_deny_one_of_two if {
	fixtures.deny(rule) == _reason("/arguments/repo_path", "/srv/evil") with input as _call([_inside, _outside])
		with data.settings as _stated
}

test_deny_no_repository_granted if {
	settings := _grants({"git": {"write": true, "repositories": []}})
	fixtures.deny(rule) == _reason("/arguments/repo_path", "/srv/work") with input as _call([_inside]) with data.settings as settings
}

# Nobody says which repository the file is in.
test_deny_relative_alone if {
	fixtures.deny(rule) == _reason("/arguments/files/0", null) with input as _call([_relative]) with data.settings as _stated
	outside := _reason("/arguments/files/0", null) | _reason("/arguments/repo_path", "/srv/evil")
	fixtures.deny(rule) == outside with input as _call([_outside, _relative]) with data.settings as _stated
}

test_deny_climbing_out_of_a_repository if {
	climbing := object.union(_relative, {"written": "../x", "marks": ["leaves_base"]})
	fixtures.deny(rule) == _reason("/arguments/files/0", null) with input as _call([_inside, climbing]) with data.settings as _stated
}

test_deny_missing[name] if {
	some name, row in {
		"inside": ["/srv/work", "/arguments/repo_path"],
		"resolved": [null, "/arguments/repo_path"],
		"pointer": ["/srv/work", "/facts/paths"],
	}
	path := object.remove(object.union(_inside, {"inside": []}), [name])
	fixtures.deny(rule) == _reason(row[1], row[0]) with input as _call([path]) with data.settings as _stated
}

# The filesystem grants judge in place of this rule.
test_deny_not_known_to_be_git if {
	event := json.remove(_call([_outside]), ["/facts/tool_words"])
	fixtures.deny(rule) == set() with input as event with data.settings as _stated
	count(fixtures.deny(scope_unknown)) == 1 with input as event with data.settings as _stated
}

test_allow_filesystem_grant_where_no_repositories_are_stated if {
	settings := _grants({"filesystem": {"write": ["/srv/work"]}, "git": {"write": true}})
	fixtures.deny(rule) == set() with input as _call([_inside, _relative]) with data.settings as settings
	_silent(_call([_inside, _relative]), settings)
}
