package mcp.responsibility.operator.review_configuration.wrappers_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.review_configuration.wrappers as rule

_options(options) := {
	"code": "operator/review_configuration.wrapper_options",
	"pointer": "/server/wrapper",
	"args": {"server": "files", "options": options},
}

_name(name) := {
	"code": "operator/review_configuration.wrapper_name",
	"pointer": "/server/wrapper",
	"args": {"server": "files", "name": name},
}

_wrapped(wrapper) := object.union(fixtures.connection, {"server": {"origin": {"source": "project"}, "wrapper": wrapper}})

_usual := {"name": "files", "options": ["name", "was", "env", "header", "header-env", "url"]}

_chosen := {"name": "files", "options": ["name", "profile", "bundle"]}

_other := {"name": "notes", "options": ["name"]}

test_allow_usual if fixtures.deny(rule) == set() with input as _wrapped(_usual)

test_allow_unwrapped if {
	event := object.union(fixtures.connection, {"server": {"origin": {"source": "project"}}})
	fixtures.deny(rule) == set() with input as event
}

test_allow_own_file[source][name] if {
	some source in {"user", "managed"}
	some name, wrapper in {"options": _chosen, "name": _other}
	fixtures.deny(rule) == set() with input as object.union(_wrapped(wrapper), {"server": {"origin": {"source": source}}})
}

test_deny_options if fixtures.deny(rule) == {_options("--bundle, --profile")} with input as _wrapped(_chosen)

test_deny_unknown_option if {
	fixtures.deny(rule) == {_options("--log")} with input as _wrapped({"name": "files", "options": ["name", "log"]})
}

test_deny_variable[name] if {
	some name in {"XDG_CONFIG_HOME", "home", "AppData"}
	event := object.union(_wrapped(_usual), {"server": {"env_keys": ["MODE", name]}})
	fixtures.deny(rule) == {_options(name)} with input as event
}

test_allow_variable if {
	fixtures.deny(rule) == set() with input as object.union(_wrapped(_usual), {"server": {"env_keys": ["MODE"]}})
}

test_deny_options_missing if fixtures.deny(rule) == {_options("")} with input as _wrapped({"name": "files"})

test_deny_options_no_list if {
	fixtures.deny(rule) == {_options("")} with input as _wrapped({"name": "files", "options": {}})
}

test_deny_name if fixtures.deny(rule) == {_name("notes")} with input as _wrapped(_other)

test_deny_name_missing if fixtures.deny(rule) == {_name("")} with input as _wrapped({"options": []})

test_deny_server_name_missing if {
	found := {"code": "operator/review_configuration.wrapper_name", "pointer": "/server/wrapper", "args": {"server": "", "name": "files"}}
	fixtures.deny(rule) == {found} with input as json.remove(_wrapped(_usual), ["/server/name"])
}

test_deny_both if {
	fixtures.deny(rule) == {_options("--settings"), _name("")} with input as _wrapped({"options": ["settings"]})
}

# Nobody says who wrote the file.
test_deny_source_missing[pointer] if {
	some pointer in {"/server/origin", "/server/origin/source"}
	fixtures.deny(rule) == {_options("--bundle, --profile")} with input as json.remove(_wrapped(_chosen), [pointer])
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_wrapped(_chosen), {"kind": "session"})
