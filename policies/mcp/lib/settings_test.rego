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
