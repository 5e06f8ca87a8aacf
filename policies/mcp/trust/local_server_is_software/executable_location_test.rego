package mcp.trust.local_server_is_software.executable_location_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.local_server_is_software.executable_location as rule
import data.mcp.trust.local_server_is_software.launch_readable

_finding(pointer, path) := {{
	"code": "local_server_is_software.executable_in_shared_folder",
	"pointer": pointer,
	"args": {"path": path},
}}

_directory(path) := object.union(fixtures.connection, {"facts": {"launch": {"location": "absolute", "directory": path}}})

_script(path) := object.union(fixtures.connection, {"facts": {"launch": {
	"program": "node",
	"script": {"path": path, "pointer": "/server/args/0"},
}}})

_from(event, cwd) := object.union(event, {"server": {"cwd": cwd}})

test_deny_program_in_shared_folder[path] if {
	some path in {"/tmp", "/tmp/x", "/var/tmp/a/b", "/private/tmp", "C:\\Windows\\Temp", "c:/users/public/x", "/opt/../tmp"}
	fixtures.deny(rule) == _finding("/server/command", path) with input as _directory(path)
}

test_deny_script_in_shared_folder[path] if {
	some path in {"/tmp/server.js", "/dev/shm/x.py", "/srv/../tmp/x.js"}
	fixtures.deny(rule) == _finding("/server/args/0", path) with input as _script(path)
}

test_deny_started_from_shared_folder if {
	event := object.union(fixtures.connection, {"facts": {"launch": {"location": "relative"}}})
	fixtures.deny(rule) == _finding("/server/cwd", "/tmp/x") with input as _from(event, "/tmp/x")
	fixtures.deny(rule) == _finding("/server/args/0", "/tmp/x/dist/s.js") with input as _from(_script("dist/s.js"), "/tmp/x")
}

_preload(path) := object.union(fixtures.connection, {"facts": {"launch": {
	"program": "node",
	"preloads": [{"path": "/opt/ok.js", "pointer": "/server/args/1"}, {"path": path, "pointer": "/server/args/3"}],
}}})

test_deny_preload_in_shared_folder[path] if {
	some path in {"/tmp/hook.js", "file:///tmp/hook.js", "/proc/self/fd/3", "/proc/1234/cwd/x.js", "/dev/fd/63"}
	plain := trim_prefix(path, "file://")
	fixtures.deny(rule) == _finding("/server/args/3", plain) with input as _preload(path)
}

test_deny_preload_from_shared_folder if {
	fixtures.deny(rule) == _finding("/server/args/3", "/tmp/x/./hook.js") with input as _from(_preload("./hook.js"), "/tmp/x")
}

test_deny_unclear_folder if {
	path := concat("", ["/opt", concat("", [part | some _ in numbers.range(1, 40); part := "/a/.."])])
	fixtures.deny(rule) == _finding("/server/command", path) with input as _directory(path)
}

_network(pointer) := {{"code": "local_server_is_software.executable_on_network", "pointer": pointer, "args": {}}}

test_deny_network[name] if {
	some name, row in {
		"location": ["/server/command", object.union(fixtures.connection, {"facts": {"launch": {"location": "network"}}})],
		"directory": ["/server/command", _directory("\\\\host\\share")],
		"script": ["/server/args/0", _script("\\\\host\\share\\x.js")],
		"script with slashes": ["/server/args/0", _script("//host/share/x.js")],
		"preload": ["/server/args/3", _preload("\\\\host\\share\\x.js")],
		"script below a network folder": ["/server/args/0", _from(_script("x.js"), "\\\\host\\share")],
	}
	fixtures.deny(rule) == _network(row[0]) with input as row[1]
	fixtures.deny(launch_readable) == set() with input as row[1]
}

test_allow_preload[path] if {
	some path in {"/opt/hook.js", "dotenv/config", "file:///opt/hook.js", "~/hook.js"}
	fixtures.deny(rule) == set() with input as _from(_preload(path), "/srv/work")
}

test_allow_own_folder[path] if {
	some path in {"/usr/local/bin", "/home/ana/tmp", "/tmpfiles", "C:\\Tools", "/tmp/../opt/x", "tmp"}
	fixtures.deny(rule) == set() with input as _directory(path)
}

test_allow_script[path] if {
	some path in {"/srv/server.js", "tmp/server.js", "~/tmp/server.js"}
	fixtures.deny(rule) == set() with input as _script(path)
	fixtures.deny(rule) == set() with input as _from(_script(path), "/srv/work")
}

# Where the server starts says nothing about a program that is named in full.
test_allow_absolute_script_from_shared_folder if {
	fixtures.deny(rule) == set() with input as _from(_script("/opt/server.js"), "/tmp")
	fixtures.deny(rule) == set() with input as _from(_script("~/server.js"), "/tmp")
	fixtures.deny(rule) == set() with input as _from(fixtures.connection, "/tmp")
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_directory("/tmp"), {"kind": "session"})

# Another rule of the clause denies in place of this one.
test_deny_facts_missing if {
	count(fixtures.deny(launch_readable)) == 1 with input as json.remove(_directory("/tmp"), ["/facts/launch"])
	count(fixtures.deny(launch_readable)) == 1 with input as json.remove(_directory("/tmp"), ["/facts/launch/directory"])
	count(fixtures.deny(launch_readable)) == 1 with input as json.remove(_script("/tmp/x"), ["/facts/launch/script/path"])
	count(fixtures.deny(launch_readable)) == 1 with input as json.remove(_script("/tmp/x"), ["/facts/launch/script/pointer"])
	count(fixtures.deny(launch_readable)) == 1 with input as json.remove(_preload("/tmp/x"), ["/facts/launch/preloads/1/path"])
	count(fixtures.deny(launch_readable)) == 1 with input as json.remove(_preload("/tmp/x"), ["/facts/launch/preloads/1/pointer"])
}
