package mcp.responsibility.client.sandbox.granted_folders_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.client.sandbox.granted_folders as rule

_granting(access, folder) := {"profile": "managed", "servers": {"files": {"grants": {"filesystem": {access: [folder]}}}}}

_wide(folder) := {{"code": "client/sandbox.wide_grant", "pointer": "/server", "args": {"server": "files", "folder": folder}}}

_found(event, access, folder) := found if {
	found := fixtures.deny(rule) with input as event with data.settings as _granting(access, folder)
}

test_deny_too_wide[folder] if {
	some folder in {
		"/",
		"C:\\",
		"~",
		"~/",
		"/home/ana",
		"/Users/ana",
		"/home",
		"~/.ssh",
		"~/.ssh/keys",
		"/home/ana/.AWS",
		"~/.config",
		"~/.config/gcloud",
		"/var",
		"/etc",
		"/srv/../etc",
	}
	_found(fixtures.connection, "read", folder) == _wide(folder)
	_found(fixtures.connection, "write", folder) == _wide(folder)
}

test_deny_written_system[folder] if {
	some folder in {"/usr/local/bin", "/etc/app", "/run/user/1000"}
	_found(fixtures.connection, "write", folder) == _wide(folder)
	_found(fixtures.connection, "read", folder) == set()
}

test_allow_own_folder[folder] if {
	some folder in {"/srv/work", "~/work", "/home/ana/work", "/root/work", "/var/tmp/work", "/tmp/work", "/srv/.config/app"}
	_found(fixtures.connection, "read", folder) == set()
	_found(fixtures.connection, "write", folder) == set()
}

test_ask_by_person if {
	settings := object.union(_granting("write", "~"), {"profile": "personal"})
	fixtures.ask(rule) == _wide("~") with input as fixtures.connection with data.settings as settings
}

test_allow_without_grants if {
	fixtures.deny(rule) == set() with input as fixtures.connection with data.settings as {"profile": "managed", "servers": {"files": {}}}
}

test_allow_in_container if _found(fixtures.container, "write", "/") == set()

test_deny_container_missing if {
	_found(json.remove(fixtures.container, ["/facts/launch/container"]), "write", "/") == _wide("/")
}

# Grants hold for the name as long as the entry names no facts; without a name there are none, and no sandbox to widen.
test_allow_name_missing if _found(json.remove(fixtures.connection, ["/server/name"]), "write", "/") == set()
