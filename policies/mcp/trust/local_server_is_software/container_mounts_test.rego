package mcp.trust.local_server_is_software.container_mounts_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.local_server_is_software.container
import data.mcp.trust.local_server_is_software.container_mounts as rule

_finding(name, pointer, args) := {{"code": $"local_server_is_software.{name}", "pointer": pointer, "args": args}}

_with(change) := object.union(fixtures.container, {"facts": {"launch": {"container": change}}})

_mount(source) := _with({"mounts": [{"source": source, "target": "/x", "read_only": true, "pointer": "/server/args/3"}]})

_host_mount(source) := _finding("container_host_mount", "/server/args/3", {"source": source})

test_allow_no_mount if fixtures.deny(rule) == set() with input as fixtures.container

test_allow_no_container if fixtures.deny(rule) == set() with input as fixtures.connection

test_deny_engine_socket[source] if {
	some source in {"/var/run/docker.sock", "/run/user/1000/podman/podman.sock", "//./pipe/docker_engine", "\\\\.\\pipe\\docker_engine"}
	fixtures.deny(rule) == _finding("container_engine_socket", "/server/args/3", {"source": source}) with input as _mount(source)
}

test_deny_host_mount[source] if {
	some source in {
		"/", "//", "/srv/..", "/etc", "/etc/passwd", "/proc", "/var", "/var/run", "/root/.ssh", "~", "$HOME", "${HOME}/", "C:\\",
		"d:/", "/home", "/bin", "/lib64", "/private/etc", "/Library/LaunchDaemons", "/var/spool/cron", "C:\\ProgramData", "/home/ana", "C:\\Users\\ana", "C:\\Windows\\System32", "/srv/../etc",
	}
	fixtures.deny(rule) == _host_mount(source) with input as _mount(source)
}

test_allow_mount[source] if {
	some source in {"/srv/work", "/home/ana/project", "./data", "data", "dev", "etc", "run", "/etcetera", "C:\\Users\\ana\\project", "~/project"}
	fixtures.deny(rule) == set() with input as _mount(source)
}

test_allow_lent_for_reading[source] if {
	some source in {"/etc/localtime", "/etc/ssl/certs", "/usr/share/zoneinfo", "/dev/dri", "/dev/null", "/lib/modules"}
	fixtures.deny(rule) == set() with input as _mount(source)
}

test_deny_lent_for_writing[name] if {
	some name, mount in {
		"written": {"source": "/etc/ssl", "read_only": false, "pointer": "/server/args/3"},
		"read_only missing": {"source": "/etc/ssl", "pointer": "/server/args/3"},
	}
	fixtures.deny(rule) == _host_mount("/etc/ssl") with input as _with({"mounts": [mount]})
}

# Another rule of the clause denies in place of this one.
test_deny_facts_missing[pointer] if {
	some pointer in {
		"/facts", "/facts/launch", "/facts/launch/container", "/facts/launch/container/mounts",
		"/facts/launch/container/mounts/0/source", "/facts/launch/container/mounts/0/pointer",
	}
	count(fixtures.deny(container)) == 1 with input as json.remove(_mount("/etc"), [pointer])
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_mount("/"), {"kind": "session"})
