package mcp.main_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.main

_catalogue := {
	"stdio_command_execution.configured_command": _entry("stdio_command_execution", "info", "operator"),
	"client_trusts_server.not_admitted": _entry("client_trusts_server", "medium", "operator"),
	"local_server_is_software.package_unpinned": _entry("local_server_is_software", "low", "operator"),
	"fail_closed.no_clause": _entry("fail_closed", "medium", "operator"),
	"fail_closed.unknown_kind": _entry("fail_closed", "critical", "client_developer"),
	"client/sandbox.not_sandboxed": _entry("client/sandbox", "low", "client_developer"),
	"acme.no": _entry("acme", "high", "operator"),
}

_entry(clause, severity, responsible) := {"clause": clause, "severity": severity, "responsible": responsible}

_reason(effect, code, pointer, args) := object.union(
	_catalogue[code],
	{"effect": effect, "code": code, "pointer": pointer, "args": args},
)

_configured := _reason("allow", "stdio_command_execution.configured_command", "/server/command", {})

_stranger := {"server": "files", "entry_digest": fixtures.digest}

_unpinned := object.union(fixtures.connection, {"server": {"package": {"pinned": false}}})

_decision(effect, reasons, obligations) := {
	"effect": effect,
	"reasons": reasons,
	"obligations": obligations,
	"mode": "enforce",
}

_log := {{"type": "log"}}

_no_clause := _reason("deny", "fail_closed.no_clause", "/kind", {})

_unknown_kind := _reason("deny", "fail_closed.unknown_kind", "/kind", {})

test_allow_configured_command if {
	main.decision == _decision("allow", {_configured}, _log) with input as fixtures.connection
		with data.settings as fixtures.settings.personal
		with data.catalogue.reasons as _catalogue
}

test_ask_wins_over_allow if {
	unpinned := _reason("ask", "local_server_is_software.package_unpinned", "/server/package", {
		"package": "@modelcontextprotocol/server-filesystem",
		"version": "2025.8.21",
	})
	main.decision == _decision("ask", {_configured, unpinned}, _log) with input as _unpinned
		with data.settings as fixtures.settings.personal
		with data.catalogue.reasons as _catalogue
}

test_deny_wins_over_ask_and_allow if {
	unpinned := _reason("ask", "local_server_is_software.package_unpinned", "/server/package", {
		"package": "@modelcontextprotocol/server-filesystem",
		"version": "2025.8.21",
	})
	no := _reason("deny", "acme.no", "/kind", {})
	main.decision == _decision("deny", {_configured, unpinned, no}, _log) with input as _unpinned
		with data.settings as fixtures.settings.personal
		with data.custom as {"acme": {"deny": {{"code": "acme.no", "pointer": "/kind", "args": {}}}}}
		with data.catalogue.reasons as _catalogue
}

test_deny_stranger_managed if {
	stranger := _reason("deny", "client_trusts_server.not_admitted", "/server", _stranger)
	unconfined := _reason("ask", "client/sandbox.not_sandboxed", "/server", {"server": "files"})
	main.decision == _decision("deny", {_configured, stranger, unconfined}, _log) with input as fixtures.connection
		with data.settings as fixtures.settings.managed
		with data.catalogue.reasons as _catalogue
}

test_deny_settings_missing if {
	main.decision.effect == "deny" with input as fixtures.connection
	main.decision.mode == "enforce" with input as fixtures.connection
}

test_deny_tables_missing if {
	main.decision.effect == "deny" with input as fixtures.connection
		with data.settings as fixtures.settings.personal
		with data.tables as {}
}

# Whatever the rules are: where none of them says anything, nothing is allowed.
test_deny_kind_known_but_uncovered if {
	main.decision == _decision("deny", {_no_clause}, set()) with input as fixtures.connection
		with data.mcp.collect.allow as set()
		with data.mcp.collect.oblige as set()
		with data.settings as fixtures.settings.personal
		with data.catalogue.reasons as _catalogue
}

test_deny_kind_unknown[name] if {
	some name, event in {
		"unknown": {"kind": "telepathy"},
		"missing": {},
		"null": {"kind": null},
		"list": {"kind": ["connection"]},
		"other case": {"kind": "Connection"},
		"not an event": "connection",
	}
	main.decision == _decision("deny", {_unknown_kind}, set()) with input as event
		with data.catalogue.reasons as _catalogue
}

test_deny_no_event if {
	main.decision == _decision("deny", {_unknown_kind}, set()) with data.catalogue.reasons as _catalogue
}

# The last two resorts: no effect can be told, and the decision is undefined.
test_deny_nothing_said if {
	main.decision == _decision("deny", set(), _log) with input as fixtures.connection
		with data.mcp.collect.allow as set()
		with data.settings as fixtures.settings.personal
		with main._uncovered as set()
}

test_deny_undefined_answer if {
	undefined := {
		"code": "fail_closed.undefined",
		"clause": "fail_closed",
		"effect": "deny",
		"severity": "critical",
		"responsible": "client_developer",
		"pointer": "",
		"args": {},
	}
	main.decision == _decision("deny", [undefined], []) with input as fixtures.connection
		with data.mcp.lib.settings as {"profile": "personal"}
}

# Rules of the kind and rules of any kind may oblige.
test_oblige_kind_and_any if {
	main.decision.obligations == {{"type": "log"}, {"type": "display"}, {"type": "confirm"}} with input as fixtures.connection
		with data.mcp.index.any as [{"oblige": {{"type": "display"}, {"type": "confirm"}}}]
}

# What is weighed without a topic, or with one that no profile knows, is denied.
test_deny_topic[name] if {
	some name, topic in {"missing": {}, "unknown": {"topic": "nobody_knows"}, "null": {"topic": null}}
	reason := {"code": "x.y", "pointer": "", "args": {}}
	decision := main.decision with input as fixtures.connection
		with data.settings as fixtures.settings.personal
		with data.mcp.index.any as [{"weigh": {object.union(reason, topic)}}]
		with data.catalogue.reasons as {}
	expected := object.union(reason, {
		"effect": "deny",
		"clause": "fail_closed",
		"severity": "critical",
		"responsible": "client_developer",
	})
	decision.effect == "deny"
	expected in decision.reasons
}

test_allow_audit_shows if {
	decision := main.decision with input as fixtures.connection
		with data.settings as {"profile": "managed", "mode": "audit"}
		with data.catalogue.reasons as _catalogue
	decision.mode == "audit"
	decision.effect == "deny"
}

# What the catalogue does not know counts all the same, and as the worst.
test_deny_catalogue_missing[name] if {
	some name, reasons in {"empty": {}, "entry of another code": {"x": _entry("x", "info", "operator")}}
	expected := {
		"code": "fail_closed.unknown_kind",
		"pointer": "/kind",
		"args": {},
		"effect": "deny",
		"clause": "fail_closed",
		"severity": "critical",
		"responsible": "client_developer",
	}
	main.decision.reasons == {expected} with input as {} with data.catalogue.reasons as reasons
	main.decision.reasons == {expected} with input as {}
}

# Custom policies tighten; they cannot loosen, nor call their denial an allow.
test_deny_custom_cannot_loosen if {
	allowing := {"acme": {"allow": {{"code": "acme.yes", "pointer": "", "args": {}}}}}
	main.decision.effect == "deny" with input as {"kind": "fetch"} with data.custom as allowing
}

test_deny_custom_effect_is_where_it_stands if {
	denying := {"acme": {"deny": {{"code": "acme.no", "effect": "allow"}}}}
	no := _reason("deny", "acme.no", "", {})
	main.decision == _decision("deny", {_configured, no}, _log) with input as fixtures.connection
		with data.settings as fixtures.settings.personal
		with data.custom as denying
		with data.catalogue.reasons as _catalogue
}

test_ask_custom if {
	asking := {"acme": {"ask": {{"code": "acme.no", "pointer": "/kind", "args": {}}}}}
	asked := _reason("ask", "acme.no", "/kind", {})
	main.decision == _decision("ask", {_configured, asked}, _log) with input as fixtures.connection
		with data.settings as fixtures.settings.personal
		with data.custom as asking
		with data.catalogue.reasons as _catalogue
}

test_deny_custom_malformed if {
	main.decision.effect == "deny" with input as fixtures.connection
		with data.settings as fixtures.settings.personal
		with data.custom as {"acme": {"deny": true}}
}

test_oblige_custom if {
	main.decision.obligations == {{"type": "log"}, {"type": "display"}} with input as fixtures.connection
		with data.custom as {"acme": {"oblige": {{"type": "display"}}}}
}

# Taking any one member away, other than an element of a list, never makes a decision weaker.
_rank := {"allow": 0, "ask": 1, "deny": 2}

_settings := {
	"profile": "personal",
	"servers": {
		"files": {
			"match": {"package": "npm:@modelcontextprotocol/server-filesystem", "version": "2025.8.21"},
			"grants": {"filesystem": {"write": ["/srv/work"]}},
			"tools": {"allow": ["write_file"], "deny": ["delete_file"]},
		},
		"crm": {"grants": {"resources": ["db://customers/*"]}},
	},
}

# By the schema these say nothing when they are absent, or are not read.
_optional := {
	"/point", "/server/args", "/server/env_keys", "/server/package/runner", "/server/origin/path", "/server/origin/pointer",
	"/setting/key", "/arguments", "/facts/paths/0/found_by",
}

_events := {
	"connection": fixtures.connection,
	"remote": fixtures.remote,
	"container": fixtures.container,
	"tool_call": fixtures.tool_call,
	"resource_read": fixtures.resource_read,
	"setting": fixtures.setting,
	"wide folder": object.union(fixtures.connection, {"server": {"cwd": "/"}}),
	"wide argument": object.union(fixtures.connection, {"server": {"args": ["/home/ana", "~"]}}),
	"secret mount": object.union(fixtures.container, {"facts": {"launch": {"container": {"mounts": [{
		"source": "~/.ssh", "target": "/x", "read_only": true, "pointer": "/server/args/3",
	}]}}}}),
	"mismatch": object.union(fixtures.connection, {"server": {"package": {"version": "2025.9.0"}}}),
	"vouched": object.union(fixtures.connection, {"facts": {"similar_packages": ["x"]}}),
	"lookalike": object.union(fixtures.connection, {
		"server": {"name": "other"},
		"facts": {"similar_packages": ["x"]},
	}),
	"stranger": object.union(fixtures.connection, {"server": {"name": "other", "package": {"pinned": false}}}),
	"elevated": object.union(fixtures.connection, {"facts": {"launch": {"elevated": true, "wrappers": ["sudo"]}}}),
	"plain http": object.union(fixtures.remote, {"facts": {"urls": [{
		"pointer": "/server/url", "scheme": "http", "host": "10.0.0.1", "address_class": "private",
	}]}}),
	"link": object.union(fixtures.connection, {"server": {"origin": {"source": "deep_link"}}}),
	"relative": object.union(fixtures.tool_call, {
		"arguments": {"path": "notes.txt"},
		"facts": {"paths": [object.union(fixtures.path, {"form": "relative", "resolved": null, "inside": []})]},
	}),
	"reference": object.union(fixtures.remote, {"server": {"url": "${MCP_URL}"}, "facts": {"urls": []}}),
	"outside": object.union(fixtures.tool_call, {"facts": {"paths": [object.union(fixtures.path, {"inside": []})]}}),
	"encoded": object.union(fixtures.tool_call, {"facts": {"paths": [object.union(fixtures.path, {"marks": ["percent_encoded_traversal"]})]}}),
}

_pointers(event) := {pointer |
	some keys
	walk(event, [keys, _])
	is_string(keys[count(keys) - 1])
	pointer := concat("", [$"/{key}" | some key in keys])
	not pointer in _optional
}

_weaker[name] contains pointer if {
	some name, event in _events
	whole := main.decision.effect with input as event with data.settings as _settings
	some pointer in _pointers(event)
	cut := main.decision.effect with input as json.remove(event, [pointer]) with data.settings as _settings
	_rank[cut] < _rank[whole]
}

# The working folder is one that the schema leaves open; that it is found here shows that the others would be.
test_ask_weaker_without_an_optional_member if {
	_weaker["wide folder"] == {"/server/cwd"}
}

test_deny_never_weaker_connection if not _weaker.connection

test_deny_never_weaker_remote if not _weaker.remote

test_deny_never_weaker_container if not _weaker.container

test_deny_never_weaker_tool_call if not _weaker.tool_call

test_deny_never_weaker_resource_read if not _weaker.resource_read

test_deny_never_weaker_setting if not _weaker.setting

test_deny_never_weaker_stranger if not _weaker.stranger

test_deny_never_weaker_elevated if not _weaker.elevated

test_deny_never_weaker_plain_http if not _weaker["plain http"]

test_deny_never_weaker_wide_argument if not _weaker["wide argument"]

test_deny_never_weaker_secret_mount if not _weaker["secret mount"]

test_deny_never_weaker_mismatch if not _weaker.mismatch

test_deny_never_weaker_vouched if not _weaker.vouched

test_deny_never_weaker_lookalike if not _weaker.lookalike

test_deny_never_weaker_link if not _weaker.link

test_deny_never_weaker_outside if not _weaker.outside

test_deny_never_weaker_encoded if not _weaker.encoded

test_deny_never_weaker_relative if not _weaker.relative

test_deny_never_weaker_reference if not _weaker.reference

_refused := object.union(fixtures.connection, {"server": {"package": {"pinned": false}}, "time": "2026-11-23T10:00:00Z"})

_strict := {
	"profile": "personal",
	"tighten": {"unpinned_software": "deny"},
	"waivers": [{
		"name": "until-pinned",
		"code": "local_server_is_software.package_unpinned",
		"reason": "the vendor has no versions yet",
		"expires": "2026-12-31",
	}],
}

_unpinned_reason(effect, extra) := _reason(
	effect, "local_server_is_software.package_unpinned", "/server/package",
	object.union({"package": "@modelcontextprotocol/server-filesystem", "version": "2025.8.21"}, extra),
)

# The operator answers for it, and the decision says under which name.
test_allow_waived if {
	waived := _unpinned_reason("allow", {"waiver": "until-pinned"})
	main.decision == _decision("allow", {_configured, waived}, _log) with input as _refused
		with data.settings as _strict
		with data.catalogue.reasons as _catalogue
}

test_deny_waiver_run_out if {
	late := object.union(_refused, {"time": "2027-01-01T00:00:00Z"})
	denied := _unpinned_reason("deny", {})
	main.decision == _decision("deny", {_configured, denied}, _log) with input as late
		with data.settings as _strict
		with data.catalogue.reasons as _catalogue
}

# A waiver answers for its own code and leaves the others.
test_deny_another_reason_beside_a_waived_one if {
	elevated := object.union(_refused, {"facts": {"launch": {"elevated": true, "wrappers": ["sudo"]}}})
	main.decision.effect == "deny" with input as elevated
		with data.settings as object.union(_strict, {"tighten": {"unreviewed_code": "deny", "unpinned_software": "deny"}})
	main.decision.effect != "deny" with input as _refused with data.settings as _strict
}
