package mcp.waivers_test

import data.mcp.waivers

_denied := {"code": "acme.no", "pointer": "/server", "args": {"server": "files"}}

_other := {"code": "acme.never", "pointer": "", "args": {}}

_waiver := {"name": "legacy", "code": "acme.no", "reason": "until it is replaced", "expires": "2026-12-31"}

_settings(given) := {"profile": "personal", "waivers": given}

_event := {"kind": "connection", "time": "2026-11-23T10:00:00Z"}

test_allow_waived if {
	waivers.answered == {_denied} with input as _event
		with data.settings as _settings([_waiver])
		with data.mcp.collect.deny as {_denied, _other}
	waivers.allow == {object.union(_denied, {"args": {"waiver": "legacy"}})} with input as _event
		with data.settings as _settings([_waiver])
		with data.mcp.collect.deny as {_denied, _other}
	waivers.oblige == {{"type": "log"}} with input as _event
		with data.settings as _settings([_waiver])
		with data.mcp.collect.deny as {_denied, _other}
}

test_allow_two_waivers_named if {
	given := [_waiver, object.union(_waiver, {"name": "again"})]
	waivers.allow == {object.union(_denied, {"args": {"waiver": "again, legacy"}})} with input as _event
		with data.settings as _settings(given)
		with data.mcp.collect.deny as {_denied}
}

test_deny_not_waived[name] if {
	some name, settings in {
		"no waivers": {"profile": "personal"},
		"none": _settings([]),
		"another code": _settings([object.union(_waiver, {"code": "acme.other"})]),
		"run out": _settings([object.union(_waiver, {"expires": "2026-11-22"})]),
	}
	waivers.answered | (waivers.allow | waivers.oblige) == set() with input as _event
		with data.settings as settings
		with data.mcp.collect.deny as {_denied}
}

test_deny_time_missing if {
	waivers.answered == set() with input as object.remove(_event, ["time"])
		with data.settings as _settings([_waiver])
		with data.mcp.collect.deny as {_denied}
}

# There is nothing to log where nothing was waived.
test_allow_nothing_denied if {
	waivers.oblige == set() with input as _event
		with data.settings as _settings([_waiver])
		with data.mcp.collect.deny as set()
}
