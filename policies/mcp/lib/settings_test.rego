package mcp.lib.settings_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.settings

test_allow_profile_named[name] if {
	some name in {"personal", "team", "managed"}
	settings.profile == name with data.settings as fixtures.settings[name]
}

test_deny_profile_left_open[name] if {
	some name, said in {
		"missing": {},
		"unknown": {"profile": "relaxed"},
		"null": {"profile": null},
		"list": {"profile": ["personal"]},
		"other case": {"profile": "Personal"},
	}
	settings.profile == "managed" with data.settings as said
}

test_deny_settings_missing if {
	settings.profile == "managed"
	settings.mode == "enforce"
}

test_allow_mode_audit if {
	settings.mode == "audit" with data.settings as {"mode": "audit"}
}

test_deny_mode_left_open[name] if {
	some name, said in {"missing": {}, "null": {"mode": null}, "unknown": {"mode": "off"}, "true": {"mode": true}}
	settings.mode == "enforce" with data.settings as said
}

test_allow_effect_of_topic if {
	settings.effect("ungranted_resource") == "allow" with data.settings as fixtures.settings.personal
}

test_ask_effect_of_topic if {
	settings.effect("ungranted_resource") == "ask" with data.settings as fixtures.settings.team
}

test_deny_effect_of_topic[name] if {
	some name in fixtures.strict
	settings.effect("ungranted_resource") == "deny" with data.settings as fixtures.settings[name]
}

test_deny_topic_unknown if {
	settings.effect("nothing_of_the_kind") == "deny" with data.settings as fixtures.settings.personal
}

test_deny_effect_unknown[name] if {
	some name, said in {"word": "maybe", "null": null, "true": true, "list": ["allow"]}
	settings.effect("topic") == "deny" with data.settings as fixtures.settings.personal
		with data.tables.profiles as {"personal": {"topic": said}}
}

test_deny_tables_missing if {
	settings.effect("ungranted_resource") == "deny" with data.settings as fixtures.settings.personal
		with data.tables.profiles as {}
}

# Every topic is spoken about by every profile, and a stricter profile is never more lenient.
test_deny_stricter_profile[topic] if {
	rank := {"allow": 0, "ask": 1, "deny": 2}
	some topic, said in data.tables.profiles.personal
	rank[said] <= rank[data.tables.profiles.team[topic]]
	rank[data.tables.profiles.team[topic]] <= rank[data.tables.profiles.managed[topic]]
}

test_deny_topics_complete if {
	topics := object.keys(data.tables.profiles.personal)
	topics == object.keys(data.tables.profiles.team)
	topics == object.keys(data.tables.profiles.managed)
}

_tightened(profile, topic, value) := {"profile": profile, "tighten": {topic: value}}

test_deny_effect_tightened if {
	settings.effect("ungranted_resource") == "deny" with data.settings as _tightened("personal", "ungranted_resource", "deny")
	settings.effect("unpinned_software") == "deny" with data.settings as _tightened("personal", "unpinned_software", "deny")
}

test_ask_effect_tightened if {
	settings.effect("ungranted_resource") == "ask" with data.settings as _tightened("personal", "ungranted_resource", "ask")
	settings.effect("unpinned_software") == "ask" with data.settings as _tightened("personal", "unpinned_software", "ask")
}

# To tighten is not to loosen, whatever is written.
test_deny_effect_not_loosened[name] if {
	some name, value in {"ask": "ask", "allow": "allow", "null": null}
	settings.effect("changed_server") == "deny" with data.settings as _tightened("team", "changed_server", value)
}

test_deny_effect_tightened_to_unknown[name] if {
	some name, value in {"allow": "allow", "null": null, "list": ["ask"]}
	settings.effect("unpinned_software") == "deny" with data.settings as _tightened("personal", "unpinned_software", value)
}

_waiver := {"name": "legacy-tool", "code": "acme.no", "server": "files", "reason": "until it is replaced", "expires": "2026-12-31"}

_event := {"time": "2026-11-23T10:00:00Z", "server": {"name": "files"}}

_waivers(event, waiver) := found if {
	found := settings.waivers("acme.no") with input as event with data.settings as {"waivers": [waiver]}
}

test_allow_waiver if {
	_waivers(_event, _waiver) == {"legacy-tool"}
	_waivers(object.union(_event, {"time": "2026-12-31T23:59:59Z"}), _waiver) == {"legacy-tool"}
}

test_allow_waiver_for_all_servers[name] if {
	some name, event in {"one": _event, "another": object.union(_event, {"server": {"name": "mail"}}), "none": {"time": _event.time}}
	_waivers(event, object.remove(_waiver, ["server"])) == {"legacy-tool"}
}

test_deny_waiver_not_for_this[name] if {
	some name, change in {
		"other code": {"code": "acme.yes"},
		"other server": {"server": "mail"},
		"run out": {"expires": "2026-11-22"},
		"no reason": {"reason": ""},
		"no date": {"expires": null},
	}
	_waivers(_event, object.union(_waiver, change)) == set()
}

test_deny_waiver_field_missing[field] if {
	some field in {"name", "code", "reason", "expires"}
	_waivers(_event, object.remove(_waiver, [field])) == set()
}

test_deny_waiver_event_field_missing[pointer] if {
	some pointer in {"/time", "/server", "/server/name"}
	_waivers(json.remove(_event, [pointer]), _waiver) == set()
}

test_deny_waiver_of_failures if {
	waiver := object.union(_waiver, {"code": "fail_closed.no_clause"})
	settings.waivers("fail_closed.no_clause") == set() with input as _event with data.settings as {"waivers": [waiver]}
}
