package mcp.responsibility.server.least_privilege.published_ports_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.server.least_privilege.published_ports as rule

_run(options) := {
	"kind": "connection",
	"server": {"name": "notes", "command": "docker", "args": array.concat(array.concat(["run"], options), ["acme/notes", "-P"])},
	"facts": {"launch": {"container": {"image": "acme/notes", "pointer": $"/server/args/{count(options) + 1}"}}},
}

_found(index, argument) := {{
	"code": "server/least_privilege.published_everywhere",
	"pointer": $"/server/args/{index}",
	"args": {"argument": argument},
}}

test_ask_everywhere[name] if {
	some name, want in {
		"two ports": [["-p", "8000:8000"], _found(2, "8000:8000")],
		"protocol": [["--publish", "8000:80/tcp"], _found(2, "8000:80/tcp")],
		"any address": [["-p", "0.0.0.0:8000:80"], _found(2, "0.0.0.0:8000:80")],
		"any address of version 6": [["-p", "[::]:8000:80"], _found(2, "[::]:8000:80")],
		"one word": [["-p8000:80"], _found(1, "-p8000:80")],
		"equals": [["--publish=8000:80"], _found(1, "--publish=8000:80")],
		"short equals": [["-p=8000:80"], _found(1, "-p=8000:80")],
		"all": [["-P"], _found(1, "-P")],
	}
	fixtures.ask(rule) == want[1] with input as _run(want[0]) with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == want[1] with input as _run(want[0]) with data.settings as fixtures.settings.managed
}

test_allow_harmless[name] if {
	some name, options in {
		"loopback": ["-p", "127.0.0.1:8000:8000"],
		"loopback of version 6": ["-p", "[::1]:8000:8000"],
		"a port of the container": ["--expose", "8000"],
		"none": ["-i"],
	}
	fixtures.ask(rule) | fixtures.deny(rule) == set() with input as _run(options) with data.settings as fixtures.settings.managed
}

test_allow_no_container if {
	event := json.remove(_run(["-p", "8000:8000"]), ["/facts/launch/container"])
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

# Where the image stands is not known: what may be an option of the run is read as one.
test_ask_pointer_missing[pointer] if {
	some pointer in {null, "/server"}
	event := json.remove(_run([]), ["/facts/launch/container/pointer"])
	placed := object.union(event, {"facts": {"launch": {"container": object.filter({"pointer": pointer}, [key | pointer != null; key := "pointer"])}}})
	fixtures.ask(rule) == _found(2, "-P") with input as placed with data.settings as fixtures.settings.personal
}
