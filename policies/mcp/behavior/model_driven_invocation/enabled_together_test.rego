package mcp.behavior.model_driven_invocation.enabled_together_test

import data.mcp.behavior.model_driven_invocation.enabled_together as rule
import data.mcp.lib.fixtures_test as fixtures

_reason := {"code": "model_driven_invocation.enabled_together", "pointer": "/servers", "args": {}}

test_allow_enabled_together[name] if {
	some name, servers in {"none": [], "some": [{"name": "a"}, {"name": "b"}]}
	fixtures.allow(rule) == {_reason} with input as {"kind": "environment", "servers": servers}
}

test_deny_servers_missing[name] if {
	some name, event in {"missing": {"kind": "environment"}, "no list": {"kind": "environment", "servers": {}}}
	fixtures.allow(rule) == set() with input as event
}
