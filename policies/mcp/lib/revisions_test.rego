package mcp.lib.revisions_test

import data.mcp.lib.revisions

test_allow_legacy[name] if {
	some name, event in {
		"era": {"message": {"era": "legacy"}},
		"version": {"protocol_version": "2025-11-25"},
		"both": {"message": {"era": "legacy"}, "protocol_version": "2024-11-05"},
	}
	revisions.legacy with input as event
	not revisions.modern with input as event
}

test_deny_legacy[name] if {
	some name, event in {
		"era": {"message": {"era": "modern"}},
		"version": {"protocol_version": "2026-07-28"},
		"unknown version": {"protocol_version": "1"},
		"era against version": {"message": {"era": "legacy"}, "protocol_version": "2026-07-28"},
		"version against era": {"message": {"era": "modern"}, "protocol_version": "2025-11-25"},
		"message null": {"message": null, "protocol_version": "2026-07-28"},
	}
	not revisions.legacy with input as event
	revisions.modern with input as event
}

test_deny_unstated[name] if {
	some name, event in {"empty": {}, "message": {"message": {"method": "tools/call"}}}
	not revisions.legacy with input as event
	not revisions.modern with input as event
}

test_allow_published_before_headers if revisions.published_before_headers("2025-06-18")

test_deny_published_before_headers[version] if {
	some version in {"2026-07-28", "", "0"}
	not revisions.published_before_headers(version)
}

test_allow_batches[version] if {
	some version in {"2024-11-05", "2025-03-26"}
	revisions.batches with input as {"protocol_version": version}
}

test_deny_batches[name] if {
	some name, event in {
		"later": {"protocol_version": "2025-06-18"},
		"version missing": {"message": {"era": "legacy"}},
		"era against version": {"protocol_version": "2025-03-26", "message": {"era": "modern"}},
		"unknown": {},
	}
	not revisions.batches with input as event
}
