package mcp.lib.consents_test

import data.mcp.lib.consents

_consent := {"consent": {"given": true, "shown": ["url", "message"], "truncated": false}}

test_allow_given if consents.given with input as _consent

test_allow_informed[part] if {
	some part in {"url", "message"}
	consents.informed(part) with input as _consent
}

test_deny_informed_of_another_part if not consents.informed("command") with input as _consent

test_deny_given[name] if {
	some name, change in {"refused": {"given": false}, "cut short": {"truncated": true}, "null": {"given": null}, "text": {"given": "true"}}
	event := object.union(_consent, {"consent": change})
	not consents.given with input as event
	not consents.informed("url") with input as event
}

test_deny_missing[pointer] if {
	some pointer in {"/consent", "/consent/given", "/consent/truncated"}
	event := json.remove(_consent, [pointer])
	not consents.given with input as event
	not consents.informed("url") with input as event
}

test_deny_shown_missing if not consents.informed("url") with input as json.remove(_consent, ["/consent/shown"])

test_allow_claimed[name] if {
	some name, consent in {"yes": {"given": true}, "nothing": {}, "null": {"given": null}}
	consents.claimed with input as {"consent": consent}
}

test_deny_claimed[name] if {
	some name, event in {"no consent": {}, "no": {"consent": {"given": false}}}
	not consents.claimed with input as event
}
