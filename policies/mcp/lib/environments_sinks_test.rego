package mcp.lib.environments_sinks_test

import data.mcp.lib.environments_sinks

_event(registry, name) := {
	"servers": [{"name": "a", "transport": "stdio", "package": {"registry": registry, "name": name, "exact": true}}],
	"facts": {"urls": []},
}

_fetch := _event("pypi", "mcp-server-fetch")

_gmail := _event("npm", "@gongrzhe/server-gmail-autoauth-mcp")

_settings(network) := {"profile": "personal", "servers": {"a": {"grants": {"network": network}}}}

test_allow_closed[name] if {
	some name, row in {
		"addresses": {"event": _fetch, "network": {"allow": ["example.com"]}},
		"no address": {"event": _fetch, "network": {"allow": []}},
		"recipients": {"event": _gmail, "network": {"recipients": ["a@example.com"]}},
	}
	environments_sinks.closed(0) with input as row.event with data.settings as _settings(row.network)
}

test_deny_closed[name] if {
	some name, row in {
		"every address": {"event": _fetch, "settings": _settings({"allow": ["*"]})},
		"nothing granted": {"event": _fetch, "settings": _settings({})},
		"other grant": {"event": _fetch, "settings": _settings({"recipients": []})},
		"other grant of mail": {"event": _gmail, "settings": _settings({"allow": []})},
		"only recorded": {"event": _fetch, "settings": object.union(_settings({"allow": []}), {"mode": "audit"})},
		"mail only recorded": {"event": _gmail, "settings": object.union(_settings({"recipients": []}), {"mode": "audit"})},
		"unknown server": {"event": _event("npm", "own"), "settings": _settings({"allow": [], "recipients": []})},
		"address beside": {
			"event": object.union(_fetch, {"facts": {"urls": [{"pointer": "/servers/0/args/0", "host": "mcp.slack.com"}]}}),
			"settings": _settings({"allow": []}),
		},
		"package missing": {"event": json.remove(_fetch, ["/servers/0/package"]), "settings": _settings({"allow": []})},
	}
	not environments_sinks.closed(0) with input as row.event with data.settings as row.settings
}

test_allow_closing[name] if {
	some name, row in {
		"by address": {"event": _fetch, "closing": "servers.a.grants.network.allow"},
		"by recipient": {"event": _gmail, "closing": "servers.a.grants.network.recipients"},
		"by switch": {"event": _event("pypi", "mcp-atlassian"), "closing": "--read-only for a"},
		"by tools": {"event": _event("npm", "@playwright/mcp"), "closing": "servers.a.tools.allow"},
		"unknown": {"event": {"servers": [{}]}, "closing": "servers..tools.allow"},
	}
	environments_sinks.closing(0) == row.closing with input as row.event
}

test_deny_unnamed[name] if {
	some name in ["@playwright/mcp", "firecrawl-mcp"]
	environments_sinks.unnamed(0) with input as _event("npm", name)
}

test_allow_named if {
	not environments_sinks.unnamed(0) with input as _gmail
	not environments_sinks.unnamed(0) with input as _event("npm", "own")
}
