package mcp.lib.environments_paths_test

import data.mcp.lib.environments_paths

_event := {"kind": "environment", "time": "2026-08-01T00:00:00Z", "servers": [{"name": "u"}, {"name": "p"}, {"name": "s"}]}

_labels := {
	"u": {"labels": ["untrusted_source"]},
	"p": {"labels": ["private_data"]},
	"s": {"labels": ["sink"]},
}

_unsure := object.union(object.remove(_labels, ["s"]), {"s": {"tools": {"labels": {"run": ["sink"]}}}})

_waiver := {
	"name": "for now",
	"code": "operator/restrict_access.tainted_flow",
	"reason": "Looked at by hand.",
	"expires": "2026-09-01",
}

_path := {2: {"sources": "u", "private": "p"}}

test_allow_noticed_by_the_rule_about_flows[profile] if {
	some profile in ["personal", "team", "managed"]
	environments_paths.open == {} with input as _event with data.settings as {"profile": profile, "servers": _labels}
}

test_allow_no_sink if {
	environments_paths.open == {} with input as _event with data.settings as {"servers": object.remove(_labels, ["s"])}
}

test_deny_not_labeled if {
	settings := {"profile": "team", "servers": _unsure}
	environments_paths.open == _path with input as _event with data.settings as settings
	environments_paths.gap(2) == "labels" with input as _event with data.settings as settings
}

test_deny_only_recorded if {
	settings := {"profile": "team", "mode": "audit", "servers": _labels}
	environments_paths.open == _path with input as _event with data.settings as settings
	environments_paths.gap(2) == "mode: audit" with input as _event with data.settings as settings
}

test_deny_waived[name] if {
	some name, waiver in {"for all": _waiver, "for the sink": object.union(_waiver, {"server": "s"})}
	settings := {"profile": "team", "servers": _labels, "waivers": [waiver]}
	environments_paths.open == _path with input as _event with data.settings as settings
	environments_paths.gap(2) == "waiver: for now" with input as _event with data.settings as settings
}

test_allow_waived_elsewhere[name] if {
	some name, settings in {
		"for another server": {"profile": "team", "servers": _labels, "waivers": [object.union(_waiver, {"server": "u"})]},
		"run out": {"profile": "team", "servers": _labels, "waivers": [object.union(_waiver, {"expires": "2026-07-01"})]},
		"asked about all the same": {"profile": "personal", "servers": _labels, "waivers": [_waiver]},
	}
	environments_paths.open == {} with input as _event with data.settings as settings
}
