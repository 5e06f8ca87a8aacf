package mcp.responsibility.server.least_privilege.listener_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.inbound_test as requests
import data.mcp.responsibility.server.least_privilege.listener as rule

_exposed(address) := {{"code": "server/least_privilege.exposed_listener", "pointer": "/http/bind_address", "args": {"address": address}}}

_everywhere(index, argument) := {{
	"code": "server/least_privilege.listens_everywhere",
	"pointer": $"/server/args/{index}",
	"args": {"argument": argument},
}}

_listening(args) := object.union(fixtures.connection, {"server": {"args": args}})

test_allow_request[name] if {
	some name, event in {"local": requests.local, "authenticated": requests.remote, "entry": fixtures.remote}
	fixtures.deny(rule) == set() with input as event
}

# The caller is on this machine, and others could have been.
test_deny_exposed[class] if {
	some class in {"unspecified", "public", "private", "name"}
	event := object.union(requests.local, {"http": {"bind_address": "0.0.0.0"}, "facts": {"http": {"bind_class": class}}})
	fixtures.deny(rule) == _exposed("0.0.0.0") with input as event
}

test_deny_fact_missing[pointer] if {
	some pointer in {"/facts", "/facts/http", "/facts/http/bind_class"}
	fixtures.deny(rule) == _exposed("127.0.0.1") with input as json.remove(requests.local, [pointer])
}

test_deny_authentication_missing if {
	event := json.remove(requests.remote, ["/principal", "/http/authenticated"])
	fixtures.deny(rule) == _exposed("0.0.0.0") with input as event
}

test_deny_request_missing if {
	fixtures.deny(rule) == _exposed("") with input as json.remove(requests.local, ["/http", "/facts/http"])
}

test_ask_everywhere[name] if {
	some name, row in {
		"host": [["serve", "--host", "0.0.0.0"], 2],
		"joined": [["--host=0.0.0.0"], 0],
		"with port": [["--bind", "0.0.0.0:8080"], 1],
		"with scheme": [["--listen=http://0.0.0.0:8080/"], 0],
		"all of both families": [["--host", "::"], 1],
		"in brackets": [["--listen", "[::]:8000"], 1],
		"star": [["--bind", "*:80"], 1],
		"one dash": [["-host", "0.0.0.0"], 1],
		"other letters": [["--Host", "0.0.0.0"], 1],
	}
	event := _listening(row[0])
	fixtures.ask(rule) == _everywhere(row[1], row[0][row[1]]) with input as event with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == _everywhere(row[1], row[0][row[1]]) with input as event with data.settings as fixtures.settings.managed
}

test_allow_listening[name] if {
	some name, args in {
		"another option": ["--name=0.0.0.0"],
		"loopback": ["--host", "127.0.0.1"],
		"port alone": ["--port", "0.0.0.0"],
		"no option": ["host", "0.0.0.0"],
		"name": ["--host=api.example.com"],
		"nothing behind": ["--host"],
		"host that begins alike": ["--host", "0.0.0.0.example.com"],
		"none": [],
	}
	fixtures.ask(rule) == set() with input as _listening(args) with data.settings as fixtures.settings.personal
}

test_allow_args_missing if {
	event := json.remove(fixtures.connection, ["/server/args"])
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

_contained(namespaces) := object.union(fixtures.container, {
	"server": {"args": ["run", "mcp/fetch", "--host", "0.0.0.0"]},
	"facts": {"launch": {"container": {"host_namespaces": namespaces}}},
})

test_allow_inside_container if fixtures.ask(rule) == set() with input as _contained([]) with data.settings as fixtures.settings.personal

test_ask_in_the_network_of_the_host if {
	found := _everywhere(3, "0.0.0.0")
	fixtures.ask(rule) == found with input as _contained(["network"]) with data.settings as fixtures.settings.personal
	event := json.remove(_contained([]), ["/facts/launch/container/host_namespaces"])
	fixtures.ask(rule) == found with input as event with data.settings as fixtures.settings.personal
}
