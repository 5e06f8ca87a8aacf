package mcp.responsibility.operator.restrict_access.call_limit_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.restrict_access.call_limit as rule

_limited := {"profile": "personal", "servers": {"files": {"grants": {"model": {"max_calls": 3}}}}}

_counted(counts) := object.union(fixtures.tool_call, {"conversation": {"counts": counts}})

_reason(name) := {{
	"code": "operator/restrict_access.call_limit",
	"pointer": $"/conversation/counts/{name}",
	"args": {"limit": 3},
}}

_sampling(counts) := {"kind": "sampling", "server": {"name": "files"}, "conversation": {"counts": counts}}

test_allow_below if {
	fixtures.ask(rule) == set() with input as _counted({"calls": 2, "sampling": 9}) with data.settings as _limited
	fixtures.ask(rule) == set() with input as _sampling({"sampling": 0, "calls": 9}) with data.settings as _limited
}

test_ask_reached[name] if {
	some name, calls in {"just": 3, "far": 30, "null": null}
	fixtures.ask(rule) == _reason("calls") with input as _counted({"calls": calls}) with data.settings as _limited
	fixtures.ask(rule) == _reason("sampling") with input as _sampling({"sampling": calls}) with data.settings as _limited
}

test_ask_counts_missing[pointer] if {
	some pointer in {"/conversation", "/conversation/counts", "/conversation/counts/calls"}
	fixtures.ask(rule) == _reason("calls") with input as json.remove(_counted({"calls": 2}), [pointer]) with data.settings as _limited
}

# Whose grants apply cannot be told: none allows, all restrict.
test_ask_server_name_missing if {
	fixtures.ask(rule) == _reason("calls") with input as json.remove(_counted({"calls": 3}), ["/server/name"]) with data.settings as _limited
}

test_allow_no_limit if {
	fixtures.ask(rule) == set() with input as fixtures.tool_call with data.settings as fixtures.settings.managed
}
