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
		"/", "//", "/srv/..", "/etc", "/etc/passwd", "/proc", "/var", "/var/run", "~", "$HOME", "${HOME}/", "C:\\",
		"d:/", "/home", "/bin", "/lib64", "/private/etc", "/Library/LaunchDaemons", "/var/spool/cron", "C:\\ProgramData", "/home/ana", "C:\\Users\\ana", "C:\\Windows\\System32", "/srv/../etc",
		"~/..", "${env:HOME}/../..", "/a/../a/../a/../a/../a/../a/../a/../a/../a/../a/../a/../a/../a/../a/../a/../a/../a/..",
	}
	fixtures.deny(rule) == _host_mount(source) with input as _mount(source)
}

_secret_mount(source) := _finding("container_secret_mount", "/server/args/3", {"source": source})

test_ask_secret_mount[source] if {
	some source in {
		"/home/ana/.ssh", "/home/ana/.ssh/", "/home/ana/.ssh/id_ed25519", "~/.aws", "~/.aws/credentials", "$HOME/.azure",
		"${HOME}/.gnupg", "${userHome}/.kube/config", "C:\\Users\\ana\\.docker\\config.json", "/Users/ana/Library/Keychains",
		"/home/ana/.config/gcloud", "/home/ana/.config/gh/hosts.yml", "~/.password-store", "~/.netrc", "~/.npmrc", "~/.pypirc",
		"%USERPROFILE%\\.git-credentials", "/home/ana/.SSH", "/home/ana//.ssh", "/home/ana/./.ssh", "/home/ana/x/../.ssh",
		"/home/ana/.config/x/../gcloud", ".ssh", "/srv/backup/ana/.ssh",
	}
	fixtures.ask(rule) == _secret_mount(source) with input as _mount(source) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _mount(source) with data.settings as fixtures.settings.team
}

test_deny_climbing_mount[source] if {
	some source in {"..", "../..", "../data", "./a/../../b", "..\\..", "${PWD}/..", "$HOME/project/../..", "%CD%\\.."}
	fixtures.deny(rule) == _host_mount(source) with input as _mount(source)
}

# Nobody can tell where so many dots lead, so the whole host may be meant.
test_deny_secret_mount_behind_many_dots if {
	source := concat("", ["/home/ana", concat("", [part | some _ in numbers.range(1, 40); part := "/x/.."]), "/.ssh"])
	fixtures.deny(rule) == _host_mount(source) with input as _mount(source) with data.settings as fixtures.settings.managed
}

test_deny_secret_mount[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _secret_mount("~/.ssh") with input as _mount("~/.ssh") with data.settings as fixtures.settings[profile]
	fixtures.ask(rule) == set() with input as _mount("~/.ssh") with data.settings as fixtures.settings[profile]
}

# Whatever else is mounted, and for reading or for writing.
test_ask_secret_mount_among_others if {
	event := _with({"mounts": [
		{"source": "/srv/work", "target": "/x", "read_only": true, "pointer": "/server/args/3"},
		{"source": "~/.ssh", "target": "/y", "read_only": false, "pointer": "/server/args/5"},
		{"source": "~/.aws", "pointer": "/server/args/7"},
	]})
	reasons := _finding("container_secret_mount", "/server/args/5", {"source": "~/.ssh"}) | _finding("container_secret_mount", "/server/args/7", {"source": "~/.aws"})
	fixtures.ask(rule) == reasons with input as event with data.settings as fixtures.settings.personal
}

test_deny_secret_mount_of_root if {
	fixtures.deny(rule) == _host_mount("/root/.ssh") with input as _mount("/root/.ssh") with data.settings as fixtures.settings.personal
	fixtures.ask(rule) == _secret_mount("/root/.ssh") with input as _mount("/root/.ssh") with data.settings as fixtures.settings.personal
}

test_allow_no_secret_mount[source] if {
	some source in {
		"/home/ana/.ssh-config", "/home/ana/my.ssh", "/home/ana/ssh", "/home/ana/.config/acme", "/home/ana/gcloud", "/srv/gh",
		"/home/ana/library", "/home/ana/keychains", "/home/ana/.ssh/../work", "C:\\Users\\ana\\aws", ".npmrc.d", "",
	}
	fixtures.deny(rule) == set() with input as _mount(source)
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
	every source in {"/etc", "~/.ssh"} {
		fixtures.deny(container) == _finding("container_undescribed", "/server/args", {}) with input as json.remove(_mount(source), [pointer])
	}
}

test_deny_mount_of_another_form[name] if {
	some name, mounts in {
		"source null": [{"source": null, "pointer": "/server/args/3"}],
		"source a list": [{"source": ["~/.ssh"], "pointer": "/server/args/3"}],
		"pointer null": [{"source": "~/.ssh", "pointer": null}],
		"text": ["~/.ssh"],
		"object": {"~/.ssh": "/x"},
		"null": null,
	}
	fixtures.deny(container) == _finding("container_undescribed", "/server/args", {}) with input as _with({"mounts": mounts})
}

test_allow_other_kind[source] if {
	some source in {"/", "~/.ssh"}
	fixtures.deny(rule) == set() with input as object.union(_mount(source), {"kind": "session"})
}
