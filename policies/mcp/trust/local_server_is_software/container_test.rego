package mcp.trust.local_server_is_software.container_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.local_server_is_software.container as rule

_finding(name, pointer, args) := {{"code": $"local_server_is_software.{name}", "pointer": pointer, "args": args}}

_undescribed := _finding("container_undescribed", "/server/args", {})

_with(change) := object.union(fixtures.container, {"facts": {"launch": {"container": change}}})

_mount(source) := _with({"mounts": [{"source": source, "target": "/x", "read_only": true, "pointer": "/server/args/3"}]})

test_allow_plain_container if {
	(fixtures.deny(rule) | fixtures.ask(rule)) == set() with input as fixtures.container with data.settings as fixtures.settings.managed
}

test_allow_no_container if fixtures.deny(rule) == set() with input as fixtures.connection

test_deny_privileged if {
	fixtures.deny(rule) == _finding("container_privileged", "/server/args/0", {"grants": "--privileged"}) with input as _with({"privileged": true})
}

test_deny_capability[name] if {
	some name in {"SYS_ADMIN", "cap_sys_admin", "CAP_SYS_ADMIN", "all"}
	written := {"SYS_ADMIN": "SYS_ADMIN", "cap_sys_admin": "SYS_ADMIN", "CAP_SYS_ADMIN": "SYS_ADMIN", "all": "ALL"}
	fixtures.deny(rule) == _finding("container_privileged", "/server/args/0", {"grants": written[name]}) with input as _with({"capabilities_added": [name]})
}

test_deny_raw_device[device] if {
	some device in {"/dev/sda", "/dev/sda1:/dev/x:r", "/dev/nvme0n1", "/dev/mem", "/dev/mapper/root", "/dev/disk/by-id/x"}
	fixtures.deny(rule) == _finding("container_privileged", "/server/args/0", {"grants": $"device {device}"}) with input as _with({"devices": [device]})
}

test_deny_unconfined[option] if {
	some option in {"seccomp=unconfined", "apparmor:unconfined", "label=disable", "LABEL:DISABLE", "systempaths=unconfined", "unmask=ALL"}
	fixtures.deny(rule) == _finding("container_privileged", "/server/args/0", {"grants": option}) with input as _with({"security_options": [option]})
}

test_allow_confined if {
	event := _with({"devices": ["/dev/dri", "/dev/fuse"], "security_options": ["no-new-privileges", "seccomp=/opt/profile.json"]})
	fixtures.deny(rule) == set() with input as event
}

test_deny_both if {
	event := _with({"privileged": true, "capabilities_added": ["SYS_PTRACE", "ALL"]})
	grants := {"grants": "--privileged, ALL, SYS_PTRACE"}
	fixtures.deny(rule) == _finding("container_privileged", "/server/args/0", grants) with input as event
}

test_allow_capability if {
	fixtures.deny(rule) == set() with input as _with({"capabilities_added": ["NET_BIND_SERVICE"]})
}

test_ask_host_namespace[profile] if {
	some profile in {"personal", "team"}
	reasons := _finding("container_host_namespace", "/server/args/0", {"namespaces": "network, pid"})
	fixtures.ask(rule) == reasons with input as _with({"host_namespaces": ["pid", "network"]}) with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as _with({"host_namespaces": ["pid", "network"]}) with data.settings as fixtures.settings[profile]
}

test_deny_host_namespace[profile] if {
	some profile in fixtures.strict
	reasons := _finding("container_host_namespace", "/server/args/0", {"namespaces": "network"})
	fixtures.deny(rule) == reasons with input as _with({"host_namespaces": ["network"]}) with data.settings as fixtures.settings[profile]
}

test_deny_described_incompletely[name] if {
	some name in {"privileged", "host_namespaces", "capabilities_added", "mounts"}
	event := json.remove(fixtures.container, [$"/facts/launch/container/{name}"])
	fixtures.deny(rule) == _undescribed with input as event
}

test_deny_container_missing[pointer] if {
	some pointer in {"/facts", "/facts/launch", "/facts/launch/container"}
	fixtures.deny(rule) == _undescribed with input as json.remove(fixtures.container, [pointer])
}

test_deny_mount_described_incompletely[name] if {
	some name in {"source", "pointer"}
	event := json.remove(_mount("/srv/work"), [$"/facts/launch/container/mounts/0/{name}"])
	fixtures.deny(rule) == _undescribed with input as event
}

test_deny_registry_missing if {
	event := json.remove(_with({"privileged": true}), ["/server/package"])
	fixtures.deny(rule) == _finding("container_privileged", "/server/args/0", {"grants": "--privileged"}) with input as event
}

test_deny_pointer_missing if {
	event := json.remove(_with({"privileged": true}), ["/facts/launch/container/pointer"])
	fixtures.deny(rule) == _finding("container_privileged", "/server/args", {"grants": "--privileged"}) with input as event
}

test_allow_other_kind if fixtures.deny(rule) == set() with input as object.union(_with({"privileged": true}), {"kind": "session"})

# Nothing else says that it is a container.
test_deny_described_incompletely_without_a_package if {
	fixtures.deny(rule) == _undescribed with input as json.remove(fixtures.container, ["/server/package", "/facts/launch/container/mounts"])
}

test_deny_mounts_are_no_list if fixtures.deny(rule) == _undescribed with input as _with({"mounts": {}})
