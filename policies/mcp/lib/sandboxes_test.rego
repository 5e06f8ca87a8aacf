package mcp.lib.sandboxes_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.sandboxes

_settings := {"profile": "managed", "servers": {"files": {"grants": {}}}}

_starting := object.union(fixtures.connection, {
	"point": "client",
	"client": {"sandbox": {"kind": "bubblewrap", "available": true, "enforces": ["network", "files"]}},
})

test_allow_confined if sandboxes.confined with input as _starting with data.settings as _settings

test_deny_confined_at_rest if not sandboxes.confined with input as fixtures.connection with data.settings as _settings

test_deny_confined_unwanted if not sandboxes.confined with input as _starting with data.settings as {"profile": "managed"}

test_allow_unwanted if sandboxes.unwanted with input as _starting with data.settings as {"profile": "managed"}

test_deny_unwanted_name_missing if {
	not sandboxes.unwanted with input as json.remove(_starting, ["/server/name"]) with data.settings as {"profile": "managed"}
}
