package mcp.lib.environments_classes_test

import data.mcp.lib.environments_classes

_npm(name) := {"registry": "npm", "name": name, "exact": true}

_event(software) := {"servers": [{"name": "a", "transport": "stdio", "package": software}], "facts": {"urls": []}}

_slack := _event(_npm("@modelcontextprotocol/server-slack"))

_fetch := _event({"registry": "pypi", "name": "mcp-server-fetch", "exact": true})

_gmail := _event(_npm("@gongrzhe/server-gmail-autoauth-mcp"))

_browser := _event(_npm("@playwright/mcp"))

_own := _event(_npm("own"))

_all := {"untrusted_source", "private_data", "sink"}

_settings(entry) := {"profile": "personal", "servers": {"a": entry}}

_lock(tools) := {"servers": {"a": {"tools": {name: "sha256:00" | some name in tools}}}}

test_allow_classes[name] if {
	some name, row in {
		"table": {"event": _slack, "entry": {}, "classes": _all},
		"nobody knows": {"event": _own, "entry": {}, "classes": set()},
		"labels before the table": {"event": _slack, "entry": {"labels": ["private_data"]}, "classes": {"private_data"}},
		"no labels at all": {"event": _slack, "entry": {"labels": []}, "classes": set()},
		"labels of a tool add": {"event": _own, "entry": {"tools": {"labels": {"x": ["sink"]}}}, "classes": {"sink"}},
		"listed tools by their names": {
			"event": _slack,
			"entry": {"tools": {"allow": ["list_users", "getMessages"]}},
			"classes": {"untrusted_source", "private_data"},
		},
		"listed tools by their labels": {
			"event": _slack,
			"entry": {"tools": {"allow": ["x"], "labels": {"x": ["private_data"], "y": ["sink"]}}},
			"classes": {"private_data"},
		},
		"listed tools by the server's labels": {
			"event": _slack,
			"entry": {"labels": ["sink"], "tools": {"allow": ["list_users"]}},
			"classes": {"sink"},
		},
		"listed and refused": {
			"event": _slack,
			"entry": {"tools": {"allow": ["list_users", "post_message"], "deny": ["Post_Message"]}},
			"classes": set(),
		},
		"nothing listed": {"event": _slack, "entry": {"tools": {"allow": []}}, "classes": set()},
		"granted addresses": {
			"event": _fetch,
			"entry": {"grants": {"network": {"allow": ["docs.example.com"]}}},
			"classes": {"untrusted_source"},
		},
		"granted recipients": {
			"event": _gmail,
			"entry": {"grants": {"network": {"recipients": ["*@example.com"]}}},
			"classes": {"untrusted_source", "private_data"},
		},
	}
	environments_classes.classes == {0: row.classes} with input as row.event with data.settings as _settings(row.entry)
}

test_deny_classes_kept[name] if {
	some name, row in {
		"listed tool whose name says nothing": {"event": _slack, "entry": {"tools": {"allow": ["run"]}}, "classes": _all},
		"listed tool that opens any address": {
			"event": _fetch,
			"entry": {"tools": {"allow": ["get_page"]}},
			"classes": {"untrusted_source", "sink"},
		},
		"listed tool of a browser": {
			"event": _browser,
			"entry": {"tools": {"allow": ["browser_navigate"]}},
			"classes": {"untrusted_source", "sink"},
		},
		"refused tools are not all there are": {"event": _slack, "entry": {"tools": {"deny": ["post_message"]}}, "classes": _all},
		"every address granted": {
			"event": _fetch,
			"entry": {"grants": {"network": {"allow": ["docs.example.com", "*"]}}},
			"classes": {"untrusted_source", "sink"},
		},
		"addresses of what does not send to addresses": {
			"event": _slack,
			"entry": {"grants": {"network": {"allow": ["example.com"], "recipients": []}}},
			"classes": _all,
		},
		"entry of another program": {
			"event": _slack,
			"entry": {"match": {"package": "npm:other"}, "labels": [], "tools": {"allow": []}},
			"classes": _all,
		},
	}
	environments_classes.classes == {0: row.classes} with input as row.event with data.settings as _settings(row.entry)
}

test_deny_nothing_restricts_in_audit_mode[name] if {
	some name, row in {
		"tools": {"event": _slack, "entry": {"tools": {"allow": []}}, "classes": _all},
		"addresses": {
			"event": _fetch,
			"entry": {"grants": {"network": {"allow": []}}},
			"classes": {"untrusted_source", "sink"},
		},
		"recipients": {"event": _gmail, "entry": {"grants": {"network": {"recipients": []}}}, "classes": _all},
	}
	settings := object.union(_settings(row.entry), {"mode": "audit"})
	environments_classes.classes == {0: row.classes} with input as row.event with data.settings as settings
}

test_allow_read_only_is_no_sink if {
	event := {"servers": [{"name": "a", "args": ["x", "--read-only"], "package": object.union(_npm("@supabase/mcp-server-supabase"), {"pointer": "/servers/0/args/0"})}]}
	environments_classes.classes == {0: {"untrusted_source", "private_data"}} with input as event
}

test_allow_locked_tools if {
	lock := _lock(["list_users", "post_message"])
	environments_classes.classes == {0: {"sink"}} with input as _own with data.lock as lock
	environments_classes.certain == {0} with input as _own with data.lock as lock
	settings := _settings({"tools": {"deny": ["post_message"]}})
	environments_classes.classes == {0: set()} with input as _own with data.lock as lock with data.settings as settings
}

test_deny_locked_tools_refused_in_audit_mode if {
	settings := object.union(_settings({"tools": {"deny": ["post_message"]}}), {"mode": "audit"})
	environments_classes.classes == {0: {"sink"}} with input as _own
		with data.lock as _lock(["post_message"])
		with data.settings as settings
}

test_allow_certain[name] if {
	some name, row in {
		"labels": {"event": _own, "entry": {"labels": []}},
		"labeled tools": {"event": _own, "entry": {"tools": {"allow": ["x"], "labels": {"x": []}}}},
		"telling names": {"event": _own, "entry": {"tools": {"allow": ["list_users", "send"]}}},
		"no tools": {"event": _own, "entry": {"tools": {"allow": []}}},
	}
	environments_classes.certain == {0} with input as row.event with data.settings as _settings(row.entry)
	environments_classes.known(0) with input as row.event with data.settings as _settings(row.entry)
}

test_deny_certain[name] if {
	some name, row in {
		"no entry": {"event": _slack, "entry": {}},
		"another program": {"event": _slack, "entry": {"match": {"command": "x"}, "labels": []}},
		"names that say nothing": {"event": _slack, "entry": {"tools": {"allow": ["run"]}}},
		"names that do not tell": {"event": _fetch, "entry": {"tools": {"allow": ["get_page"]}}},
		"labels of some tools": {"event": _slack, "entry": {"tools": {"labels": {"x": []}}}},
	}
	environments_classes.certain == set() with input as row.event with data.settings as _settings(row.entry)
}

test_allow_known_server if {
	environments_classes.known(0) with input as _slack
}

test_deny_unknown_server if {
	not environments_classes.known(0) with input as _own
	not environments_classes.known(0) with input as json.remove(_slack, ["/servers/0/package"])
}
