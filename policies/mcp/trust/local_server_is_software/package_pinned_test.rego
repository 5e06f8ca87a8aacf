package mcp.trust.local_server_is_software.package_pinned_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.local_server_is_software.package_pinned as rule

_finding(name, version) := {{
	"code": "local_server_is_software.package_unpinned",
	"pointer": "/server/package",
	"args": {"package": name, "version": version},
}}

_unpinned := object.union(fixtures.connection, {"server": {"package": {"version": "latest", "pinned": false}}})

_name := "@modelcontextprotocol/server-filesystem"

test_ask_unpinned[profile] if {
	some profile in {"personal", "team"}
	fixtures.ask(rule) == _finding(_name, "latest") with input as _unpinned with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as _unpinned with data.settings as fixtures.settings[profile]
}

test_deny_unpinned[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _finding(_name, "latest") with input as _unpinned with data.settings as fixtures.settings[profile]
}

test_allow_pinned if fixtures.deny(rule) == set() with input as fixtures.connection

test_allow_folder_of_this_machine if {
	fixtures.deny(rule) == set() with input as object.union(_unpinned, {"server": {"package": {"registry": "path"}}})
}

test_allow_program_of_this_machine if {
	event := object.union(fixtures.connection, {"facts": {"launch": {"program": "my-server"}}})
	fixtures.deny(rule) == set() with input as json.remove(event, ["/server/package"])
}

# docker exec and docker compose run have a container and no image; docker mcp gateway run has neither.
test_allow_no_image[name] if {
	some name, event in {
		"container entered": json.remove(fixtures.container, ["/server/package", "/facts/launch/container/image"]),
		"gateway": json.remove(fixtures.container, ["/server/package", "/facts/launch/container"]),
	}
	fixtures.deny(rule) == set() with input as event
}

test_deny_image_without_package if {
	fixtures.deny(rule) == _finding("", "") with input as json.remove(fixtures.container, ["/server/package"])
}

test_allow_remote_fetches_nothing if fixtures.deny(rule) == set() with input as fixtures.remote

test_deny_pinned_missing if {
	event := json.remove(fixtures.connection, ["/server/package/pinned"])
	fixtures.deny(rule) == _finding(_name, "2025.8.21") with input as event
}

test_deny_pinned_not_boolean if {
	event := object.union(fixtures.connection, {"server": {"package": {"pinned": "true"}}})
	fixtures.deny(rule) == _finding(_name, "2025.8.21") with input as event
}

test_deny_registry_missing if {
	fixtures.deny(rule) == _finding(_name, "latest") with input as json.remove(_unpinned, ["/server/package/registry"])
}

test_deny_name_missing if {
	fixtures.deny(rule) == _finding("", "latest") with input as json.remove(_unpinned, ["/server/package/name"])
}

test_deny_version_missing if {
	fixtures.deny(rule) == _finding(_name, "") with input as json.remove(_unpinned, ["/server/package/version"])
}

test_deny_package_missing[pointer] if {
	some pointer in {"/server", "/server/package"}
	fixtures.deny(rule) == _finding("", "") with input as json.remove(_unpinned, [pointer])
}

test_deny_program_missing if {
	event := json.remove(_unpinned, ["/facts/launch"])
	fixtures.deny(rule) == _finding(_name, "latest") with input as event
}
