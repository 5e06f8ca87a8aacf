package mcp.responsibility.operator.restrict_access.client_lists_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.restrict_access.client_lists as rule

_restricted := {{"code": "operator/restrict_access.restricted_by_client", "pointer": "/setting/value", "args": {}}}

_list(name) := {
	"kind": "setting",
	"point": "config",
	"setting": {"name": name, "value": ["github"], "key": "theKey", "origin": {"source": "project"}},
}

test_allow_restricting_list[name] if {
	some name in {"allowed_servers", "denied_servers", "denied_tools", "asked_tools"}
	fixtures.allow(rule) == _restricted with input as _list(name)
	fixtures.allow(rule) == _restricted with input as json.remove(_list(name), ["/setting/value", "/setting/key"])
}

# No clause calls another list intended, and main denies what no clause covers.
test_deny_other_list[name] if {
	some name in {"auto_approve_tools", "enable_project_servers", ""}
	fixtures.allow(rule) == set() with input as _list(name)
}

test_deny_name_missing if fixtures.allow(rule) == set() with input as json.remove(_list("denied_tools"), ["/setting/name"])

test_allow_other_kind if fixtures.allow(rule) == set() with input as object.union(_list("denied_tools"), {"kind": "session"})
