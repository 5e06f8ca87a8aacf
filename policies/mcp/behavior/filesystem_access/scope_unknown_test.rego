package mcp.behavior.filesystem_access.scope_unknown_test

import data.mcp.behavior.filesystem_access.granted_folder
import data.mcp.behavior.filesystem_access.scope_unknown as rule
import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.validate_input.path_form

_reason(name, args) := {{"code": $"filesystem_access.{name}", "pointer": "/arguments/path", "args": args}}

_no_grant := _reason("no_grant", {"path": "/srv/work/notes.txt"})

_base_unknown := _reason("base_unknown", {})

_granted(profile) := {"profile": profile, "servers": {"files": {"grants": {"filesystem": {"write": ["/srv/work"]}}}}}

_write := _granted("managed")

_relative := object.union(fixtures.tool_call, {
	"arguments": {"path": "notes.txt"},
	"facts": {"paths": [object.union(fixtures.path, {"form": "relative", "resolved": null, "inside": []})]},
})

test_ask_no_grant[profile] if {
	some profile in {"personal", "team"}
	fixtures.ask(rule) == _no_grant with input as fixtures.tool_call with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as fixtures.tool_call with data.settings as fixtures.settings[profile]
}

test_deny_no_grant[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _no_grant with input as fixtures.tool_call with data.settings as fixtures.settings[profile]
	fixtures.ask(rule) == set() with input as fixtures.tool_call with data.settings as fixtures.settings[profile]
}

test_ask_base_unknown[profile] if {
	some profile in {"personal", "team"}
	fixtures.ask(rule) == _base_unknown with input as _relative with data.settings as _granted(profile)
	fixtures.deny(rule) == set() with input as _relative with data.settings as _granted(profile)
}

test_deny_base_unknown if fixtures.deny(rule) == _base_unknown with input as _relative with data.settings as _write

# Neither inside nor outside.
test_allow_base_unknown_is_not_outside if {
	fixtures.deny(granted_folder) == set() with input as _relative with data.settings as _write
	fixtures.allow(granted_folder) == set() with input as _relative with data.settings as _write
}

test_allow_relative_without_grants if {
	(fixtures.deny(rule) | fixtures.ask(rule)) == set() with input as _relative with data.settings as fixtures.settings.personal
}

test_allow_inside_grant if {
	(fixtures.deny(rule) | fixtures.ask(rule)) == set() with input as fixtures.tool_call with data.settings as _write
}

test_deny_server_missing[pointer] if {
	some pointer in {"/server", "/server/name"}
	fixtures.deny(rule) == _no_grant with input as json.remove(fixtures.tool_call, [pointer]) with data.settings as _write
}

test_deny_resolved_missing if {
	event := json.remove(fixtures.tool_call, ["/facts/paths/0/resolved"])
	fixtures.deny(rule) == _reason("no_grant", {"path": null}) with input as event
}

# Rules beside this one deny in its place.
test_deny_relative_described_incompletely[name] if {
	some name in {"form", "marks", "resolved"}
	event := json.remove(_relative, [$"/facts/paths/0/{name}"])
	fixtures.deny(rule) == set() with input as event with data.settings as _write
	count(fixtures.deny(granted_folder)) == 1 with input as event with data.settings as _write
	count(fixtures.deny(path_form)) == 1 with input as event with data.settings as _write
}

test_allow_other_kind if {
	event := object.union(_relative, {"kind": "tool_result"})
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as event with data.settings as _write
}

_git(paths) := object.union(_relative, {"tool": {"name": "git_add"}, "facts": {"tool_words": ["git", "add"], "paths": paths}})

_placed := object.union(fixtures.path, {"pointer": "/arguments/repo_path"})

# The paths of git are relative to its repository.
test_allow_relative_in_a_repository[name] if {
	some name, row in {
		"repositories are said": [_relative.facts.paths, {"git": {"repositories": ["/srv/repo"]}}],
		"beside a granted folder": [array.concat(_relative.facts.paths, [_placed]), {}],
	}
	settings := object.union(_write, {"servers": {"files": {"grants": row[1]}}})
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _git(row[0]) with data.settings as settings
	fixtures.deny(rule) == _base_unknown with input as _git(_relative.facts.paths) with data.settings as _write
}

# No folders but repositories: version_control judges where git works.
test_allow_git_with_repositories_alone if {
	settings := {"profile": "managed", "servers": {"files": {"grants": {"git": {"repositories": ["/srv/repo"]}}}}}
	fixtures.deny(rule) == set() with input as _git([_placed]) with data.settings as settings
	count(fixtures.deny(rule)) == 1 with input as _git([_placed]) with data.settings as fixtures.settings.managed
}

# A command is judged as one; what it may open is for a grant of files to say, where there is one.
test_allow_in_command[name] if {
	some name, row in {
		"nothing granted": [fixtures.tool_call, fixtures.settings.managed],
		"place unknown": [_relative, _write],
	}
	event := object.union(row[0], {"facts": {"paths": [object.union(row[0].facts.paths[0], {"found_by": "command"})]}})
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as event with data.settings as row[1]
}

test_deny_found_by_missing if {
	event := json.remove(fixtures.tool_call, ["/facts/paths/0/found_by"])
	fixtures.deny(rule) == _no_grant with input as event with data.settings as fixtures.settings.managed
}
