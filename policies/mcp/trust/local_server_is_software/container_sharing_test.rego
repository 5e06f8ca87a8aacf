package mcp.trust.local_server_is_software.container_sharing_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.local_server_is_software.container_sharing as rule

_finding(pointer, shares) := {{
	"code": "local_server_is_software.container_shares",
	"pointer": pointer,
	"args": {"shares": shares},
}}

_with(change) := object.union(fixtures.container, {"facts": {"launch": {"container": change}}})

test_ask_shares[shares] if {
	some shares, change in {
		"device /dev/fuse": {"devices": ["/dev/fuse"]},
		"device /dev/sda:/dev/x:r": {"devices": ["/dev/sda:/dev/x:r"]},
		"volumes of vault": {"volumes_from": ["vault"]},
		"pid of another container": {"joined_namespaces": ["pid"]},
		"engine tcp://203.0.113.7:2375": {"engine": "tcp://203.0.113.7:2375"},
		"network of another container, volumes of a, volumes of b": {"volumes_from": ["b", "a"], "joined_namespaces": ["network"]},
	}
	every profile in {"personal", "team"} {
		fixtures.ask(rule) == _finding("/server/args/0", shares) with input as _with(change) with data.settings as fixtures.settings[profile]
		fixtures.deny(rule) == set() with input as _with(change) with data.settings as fixtures.settings[profile]
	}
}

test_deny_shares[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _finding("/server/args/0", "volumes of vault") with input as _with({"volumes_from": ["vault"]})
		with data.settings as fixtures.settings[profile]
}

test_allow_shares[name] if {
	some name, change in {
		"nothing": {},
		"empty": {"devices": [], "volumes_from": [], "joined_namespaces": []},
		"harmless devices": {"devices": ["/dev/dri", "/dev/snd:/dev/snd", "/dev/kvm"]},
	}
	fixtures.deny(rule) == set() with input as _with(change) with data.settings as fixtures.settings.managed
}

test_deny_pointer_missing if {
	event := json.remove(_with({"volumes_from": ["vault"]}), ["/facts/launch/container/pointer"])
	fixtures.deny(rule) == _finding("/server/args", "volumes of vault") with input as event with data.settings as fixtures.settings.managed
}

# Another rule of the clause denies a container that is not described.
test_allow_container_missing if {
	fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as fixtures.settings.managed
}

test_allow_other_kind if {
	event := object.union(_with({"volumes_from": ["vault"]}), {"kind": "session"})
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.managed
}
