package mcp.behavior.filesystem_access.granted_folder_test

import data.mcp.behavior.filesystem_access.granted_folder as rule
import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.validate_input.path_form

_reason(name, args) := {{"code": $"filesystem_access.{name}", "pointer": "/arguments/path", "args": args}}

_inside := _reason("inside_grant", {})

_outside := _reason("outside_grant", {"path": "/srv/work/notes.txt"})

_read_only := _reason("read_only_grant", {"tool": "write_file"})

_grants(filesystem) := {"profile": "managed", "servers": {"files": {"grants": {"filesystem": filesystem}}}}

_write := _grants({"write": ["/srv/work"]})

_read := _grants({"read": ["/srv/work"]})

_path(change) := object.union(fixtures.tool_call, {"facts": {"paths": [object.union(fixtures.path, change)]}})

_reads := object.union(fixtures.tool_call, {"tool": {"name": "read_file"}, "facts": {"tool_words": ["read", "file"]}})

_resource := {
	"kind": "resource_read",
	"server": fixtures.tool_call.server,
	"resource": {"uri": "file:///srv/work/notes.txt"},
	"facts": {"paths": [object.union(fixtures.path, {"pointer": "/resource/uri", "form": "file_uri", "found_by": "uri"})]},
}

test_allow_writing_in_write_grant if {
	fixtures.allow(rule) == _inside with input as fixtures.tool_call with data.settings as _write
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as fixtures.tool_call with data.settings as _write
}

test_allow_reading[name] if {
	some name, settings in {"in write grant": _write, "in read grant": _read}
	fixtures.allow(rule) == _inside with input as _reads with data.settings as settings
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _reads with data.settings as settings
}

test_allow_file_resource_in_read_grant if {
	reasons := {object.union(reason, {"pointer": "/resource/uri"}) | some reason in _inside}
	fixtures.allow(rule) == reasons with input as _resource with data.settings as _read
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _resource with data.settings as _read
}

test_deny_writing_in_read_grant if {
	fixtures.deny(rule) == _read_only with input as fixtures.tool_call with data.settings as _read
	fixtures.allow(rule) == set() with input as fixtures.tool_call with data.settings as _read
}

test_deny_outside[name] if {
	some name, inside in {"nowhere": [], "another server's folder": ["/srv/other"]}
	fixtures.deny(rule) == _outside with input as _path({"inside": inside}) with data.settings as _write
	fixtures.allow(rule) == set() with input as _path({"inside": inside}) with data.settings as _write
}

test_deny_outside_when_nothing_is_granted[name] if {
	some name, stated in {"empty": {}, "no folders": {"read": [], "write": []}}
	fixtures.deny(rule) == _outside with input as fixtures.tool_call with data.settings as _grants(stated)
}

# Each path counts: one inside does not carry another that is not.
test_deny_one_of_two if {
	event := object.union(fixtures.tool_call, {"facts": {"paths": [
		fixtures.path,
		object.union(fixtures.path, {"pointer": "/arguments/to", "resolved": "/etc/cron.d/x", "inside": []}),
	]}})
	reasons := {{"code": "filesystem_access.outside_grant", "pointer": "/arguments/to", "args": {"path": "/etc/cron.d/x"}}}
	fixtures.deny(rule) == reasons with input as event with data.settings as _write
	fixtures.allow(rule) == _inside with input as event with data.settings as _write
}

_executes := object.union(fixtures.tool_call, {"tool": {"name": "run_command"}, "facts": {"tool_words": ["run", "command"]}})

# The folder says nothing about the command that is run in it.
test_deny_executing_is_not_file_access[name] if {
	some name, event in {"executing": _executes, "words missing": json.remove(fixtures.tool_call, ["/facts/tool_words"])}
	fixtures.allow(rule) | fixtures.deny(rule) == set() with input as event with data.settings as _write
}

test_deny_executing_outside if {
	event := object.union(_executes, {"facts": {"paths": [object.union(fixtures.path, {"inside": []})]}})
	fixtures.deny(rule) == _outside with input as event with data.settings as _write
}

test_allow_executing_labelled_by_operator if {
	settings := object.union(_write, {"servers": {"files": {"tools": {"read_only": ["run_command"]}}}})
	fixtures.allow(rule) == _inside with input as _executes with data.settings as settings
}

# The settings name a server that the event does not: nothing is granted.
test_deny_server_missing[pointer] if {
	some pointer in {"/server", "/server/name"}
	fixtures.allow(rule) == set() with input as json.remove(fixtures.tool_call, [pointer]) with data.settings as _write
}

test_deny_inside_missing if {
	event := json.remove(fixtures.tool_call, ["/facts/paths/0/inside"])
	fixtures.deny(rule) == _outside with input as event with data.settings as _write
}

test_deny_resolved_missing[name] if {
	some name, event in {
		"absent": json.remove(fixtures.tool_call, ["/facts/paths/0/resolved"]),
		"null": _path({"resolved": null}),
	}
	fixtures.deny(rule) == _reason("outside_grant", {"path": null}) with input as event with data.settings as _write
	fixtures.allow(rule) == set() with input as event with data.settings as _write
}

test_deny_tool_missing[pointer] if {
	some pointer in {"/tool", "/tool/name"}
	fixtures.deny(rule) == _reason("read_only_grant", {"tool": ""}) with input as json.remove(fixtures.tool_call, [pointer])
		with data.settings as _read
}

test_deny_tool_words_missing if {
	fixtures.deny(rule) == _reason("read_only_grant", {"tool": "read_file"}) with input as json.remove(_reads, ["/facts/tool_words"])
		with data.settings as _read
}

# A rule of server/validate_input denies in place of this one.
test_deny_facts_missing[pointer] if {
	some pointer in {"/facts", "/facts/paths", "/facts/paths/0/pointer"}
	event := json.remove(fixtures.tool_call, [pointer])
	count(fixtures.deny(path_form)) == 1 with input as event with data.settings as _write
	fixtures.allow(rule) == set() with input as event with data.settings as _write
}

test_allow_other_kind if {
	event := object.union(fixtures.tool_call, {"kind": "tool_result"})
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as event with data.settings as _write
	fixtures.allow(rule) == set() with input as event with data.settings as _write
}

_git := object.union(fixtures.tool_call, {"tool": {"name": "git_add"}, "facts": {"tool_words": ["git", "add"], "paths": [object.union(fixtures.path, {"inside": ["/srv/repo", "/srv/docs"]})]}})

# Where the operator said which repositories git may work on, version_control judges the paths of git.
test_allow_git_with_repositories[name] if {
	some name, filesystem in {"other folders": {"write": ["/srv/work"]}, "for reading": {"read": ["/srv/docs"]}}
	settings := object.union(_grants(filesystem), {"servers": {"files": {"grants": {"git": {"repositories": ["/srv/repo"]}}}}})
	(fixtures.deny(rule) | fixtures.ask(rule)) | fixtures.allow(rule) == set() with input as _git with data.settings as settings
	count(fixtures.deny(rule)) == 1 with input as _git with data.settings as _grants(filesystem)
}

# Being where git may work is version_control's to say, not that of files.
test_allow_git_in_a_granted_folder if {
	event := object.union(_git, {"facts": {"paths": [fixtures.path]}})
	settings := object.union(_write, {"servers": {"files": {"grants": {"git": {"repositories": ["/srv/repo"]}}}}})
	fixtures.allow(rule) == set() with input as event with data.settings as settings
	fixtures.allow(rule) == _inside with input as event with data.settings as _write
}

test_allow_nothing_stated if fixtures.deny(rule) == set() with input as fixtures.tool_call with data.settings as fixtures.settings.managed

_in_command := _path({"found_by": "command"})

test_allow_command_in_read_grant if {
	(fixtures.deny(rule) | fixtures.ask(rule)) == set() with input as _in_command with data.settings as _read
}

test_deny_command_outside if {
	fixtures.deny(rule) == _outside with input as _path({"found_by": "command", "inside": []}) with data.settings as _read
}

test_deny_writing_found_by_missing if {
	event := json.remove(fixtures.tool_call, ["/facts/paths/0/found_by"])
	fixtures.deny(rule) == _read_only with input as event with data.settings as _read
}
