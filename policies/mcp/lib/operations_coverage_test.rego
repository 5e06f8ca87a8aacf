package mcp.lib.operations_coverage_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.operations_coverage as coverage

_call(words, facts) := object.union(fixtures.tool_call, {
	"tool": {"name": concat("_", words)},
	"facts": object.union({"tool_words": words, "paths": []}, facts),
})

_grants(said) := {"servers": {"files": {"grants": said}}}

_sql(class) := {"sql": [{"pointer": "/arguments/sql", "parsed": true, "statements": [{"class": class, "kind": "x"}]}]}

_make := {"commands": [{
	"pointer": "/arguments/command",
	"parsed": true,
	"operators": [],
	"commands": [{"program": "make", "words": ["make"]}],
}]}

_url := {"urls": [{
	"pointer": "/arguments/url",
	"scheme": "https",
	"host": "api.example.com",
	"port": null,
	"origin": "https://api.example.com",
	"address_class": "name",
	"whole": true,
}]}

_relative := {"paths": [object.union(fixtures.path, {"written": "x", "form": "relative", "resolved": null, "inside": []})]}

test_allow_granted[name] if {
	some name, row in {
		"listed": [_call(["frobnicate"], {}), {"servers": {"files": {"tools": {"allow": ["frobnicate"]}}}}],
		"file": [fixtures.tool_call, _grants({"filesystem": {"write": ["/srv/work"]}})],
		"git": [_call(["git", "commit"], {}), _grants({"git": {"write": true}})],
		"database": [_call(["query"], _sql("read")), _grants({"database": {"read": true}})],
		"command": [_call(["run", "command"], _make), _grants({"commands": {"allow": ["make"]}})],
		"network": [_call(["get", "page"], _url), _grants({"network": {"allow": ["api.example.com"]}})],
	}
	coverage.granted with input as row[0] with data.settings as row[1]
	not coverage.granted with input as row[0]
}

test_deny_granted[name] if {
	some name, row in {
		"one path of two": [
			object.union(fixtures.tool_call, {"facts": {"paths": [fixtures.path, object.union(fixtures.path, {"inside": []})]}}),
			_grants({"filesystem": {"write": ["/srv/work"]}}),
		],
		"no path": [_call(["read", "file"], {}), _grants({"filesystem": {"write": ["/srv/work"]}})],
		"no work on files": [_call(["frobnicate"], {"paths": [fixtures.path]}), _grants({"filesystem": {"write": ["/srv/work"]}})],
		"git that needs more": [_call(["git", "reset"], {}), _grants({"git": {"write": true}})],
		"statement that needs more": [_call(["query"], _sql("write")), _grants({"database": {"read": true}})],
		"looking that says no database": [_call(["search"], {}), _grants({"database": {"read": true}})],
		"query that reaches out": [_call(["query"], object.union(_sql("read"), _url)), _grants({"database": {"read": true}})],
		"another command": [_call(["run", "command"], _make), _grants({"commands": {"allow": ["ls"]}})],
		"code with a granted address": [
			_call(["run", "command"], object.union(_make, _url)),
			_grants({"network": {"allow": ["api.example.com"]}}),
		],
		"another host": [_call(["get", "page"], _url), _grants({"network": {"allow": ["other.example.com"]}})],
	}
	not coverage.granted with input as row[0] with data.settings as row[1]
}

test_allow_judged[name] if {
	some name, row in {
		"file": [fixtures.tool_call, {}],
		"relative file and a scope": [
			object.union(fixtures.tool_call, {"facts": _relative}),
			_grants({"filesystem": {"write": ["/srv/work"]}}),
		],
		"git": [_call(["git", "commit"], {}), {}],
		"history": [_call(["git", "reset"], {}), {}],
		"database": [_call(["query"], _sql("write")), {}],
		"command": [_call(["run", "command"], _make), {}],
		"git that looks, where git is stated": [_call(["git", "status"], {}), _grants({"git": {}})],
		"query, where databases are stated": [_call(["query"], _sql("read")), _grants({"database": {}})],
	}
	coverage.judged with input as row[0] with data.settings as row[1]
}

test_deny_judged[name] if {
	some name, event in {
		"nothing seen": _call(["frobnicate"], {}),
		"git that looks": _call(["git", "status"], {}),
		"query": _call(["query"], _sql("read")),
		"relative file without a scope": object.union(fixtures.tool_call, {"facts": _relative}),
		"address": _call(["get", "page"], _url),
		"file and an unknown tool": _call(["frobnicate"], {"paths": [fixtures.path]}),
	}
	not coverage.judged with input as event
}

test_deny_judged_where_something_else_is_stated[name] if {
	some name in {"git", "database"}
	not coverage.judged with input as _call(["frobnicate"], {}) with data.settings as _grants({name: {}})
}
