package mcp.lib.flows_limits_test

import data.mcp.lib.flows_limits

_settings := {"servers": {"a": {"grants": {"resources": ["a"]}}, "b": {"grants": {"resources": ["b"]}}}}

test_allow_own_entry if {
	flows_limits.entries == {_settings.servers.a} with input as {"server": {"name": "a"}} with data.settings as _settings
}

test_allow_no_entry if {
	flows_limits.entries == set() with input as {"server": {"name": "c"}} with data.settings as _settings
}

test_deny_server_missing[name] if {
	some name, event in {"server": {}, "name": {"server": {}}}
	flows_limits.entries == {_settings.servers.a, _settings.servers.b} with input as event with data.settings as _settings
}
