package mcp.trust.local_server_is_software.shell_command_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.local_server_is_software.launch_readable
import data.mcp.trust.local_server_is_software.shell_command as rule

_script(operators) := {{
	"code": "local_server_is_software.shell_script",
	"pointer": "/server/args/1",
	"args": {"operators": operators},
}}

_downloads(programs) := {{
	"code": "local_server_is_software.download_and_run",
	"pointer": "/server/args/1",
	"args": {"programs": programs},
}}

_shell(simple, operators, programs) := object.union(fixtures.connection, {"facts": {"launch": {
	"wrappers": ["sh"],
	"shell": {
		"program": "sh",
		"simple": simple,
		"operators": operators,
		"programs": programs,
		"pointer": "/server/args/1",
	},
}}})

test_deny_download_and_run[name] if {
	some name, programs in {
		"curl into sh": ["curl", "sh"],
		"wget into bash": ["bash", "wget"],
		"powershell": ["iex", "iwr"],
		"python with a version": ["curl", "python"],
	}
	event := _shell(false, ["|"], programs)
	fixtures.deny(rule) == _downloads(concat(", ", programs)) with input as event with data.settings as fixtures.settings.personal
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_deny_download_and_run_spelling[name] if {
	some name, programs in {"case": ["IWR", "IEX"], "version": ["iwr", "python3.12"]}
	event := _shell(false, ["|"], programs)
	count(fixtures.deny(rule)) == 1 with input as event with data.settings as fixtures.settings.personal
}

# [shell, operators, programs] as src/facts/launch reads them.
test_deny_download_fed[name] if {
	some name, row in {
		"curl x | node": ["bash", ["|"], ["curl", "node"]],
		"curl x |& node": ["bash", ["|&"], ["curl", "node"]],
		"node <<< $(curl x)": ["bash", ["<<<", "$()"], ["node", "curl"]],
		"node -e `curl x`": ["sh", ["`"], ["node", "curl"]],
		"node <(curl x)": ["bash", ["<()"], ["node", "curl"]],
		"curl x > >(node)": ["bash", [">", ">()"], ["curl", "node"]],
		"fish: node -e (curl x)": ["fish", ["()"], ["node", "curl"]],
		"powershell: node -e (irm x)": ["powershell", ["()"], ["node", "irm"]],
		"pwsh: node -e $(irm x)": ["pwsh", ["$", "()"], ["node", "irm"]],
	}
	event := object.union(_shell(false, row[1], row[2]), {"facts": {"launch": {"shell": {"program": row[0]}}}})
	fixtures.deny(rule) == _downloads(concat(", ", sort(row[2]))) with input as event with data.settings as fixtures.settings.personal
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

# A shell needs no feeding: what was fetched lies in a file.
test_deny_download_beside_a_shell[name] if {
	some name, row in {
		"curl -o a x && bash a": [["&&"], ["bash", "curl"]],
		"curl -o a x; source a": [[";", "source"], ["curl", "source"]],
		"wget x & cmd /c a.bat": [["&"], ["cmd", "wget"]],
		"iex (new-object net.webclient).downloadstring(x)": [["()"], ["iex", "new-object"]],
		"$c = irm x; & ([scriptblock]::create($c))": [["$", ";", "&", "()"], ["[scriptblock]::create", "irm"]],
	}
	event := _shell(false, row[0], row[1])
	fixtures.deny(rule) == _downloads(concat(", ", row[1])) with input as event with data.settings as fixtures.settings.personal
}

# Nothing that was fetched reaches the interpreter.
test_ask_download_beside_a_program[name] if {
	some name, row in {
		"curl -f http://localhost/health && node server.js": [["&&"], "&&"],
		"(curl -f http://localhost/health) && node server.js": [["()", "&&"], "&& ()"],
		"curl -o a x; node a": [[";"], ";"],
	}
	event := _shell(false, row[0], ["curl", "node"])
	fixtures.ask(rule) == _script(row[1]) with input as event with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

test_ask_script_personal if {
	fixtures.ask(rule) == _script("&& |") with input as _shell(false, ["|", "&&"], ["cd", "node"])
		with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as _shell(false, ["|", "&&"], ["cd", "node"])
		with data.settings as fixtures.settings.personal
}

test_deny_script[profile] if {
	some profile in (fixtures.strict | {"team"})
	fixtures.deny(rule) == _script("&&") with input as _shell(false, ["&&"], ["cd", "node"])
		with data.settings as fixtures.settings[profile]
}

test_ask_download_alone_is_a_script if {
	fixtures.ask(rule) == _script("&&") with input as _shell(false, ["&&"], ["cd", "curl"])
		with data.settings as fixtures.settings.personal
}

test_allow_simple[name] if {
	some name, programs in {"program": ["npx"], "words of a download": ["curl", "sh"]}
	fixtures.deny(rule) | fixtures.ask(rule) == set() with input as _shell(true, [], programs)
}

test_allow_no_shell if fixtures.deny(rule) | fixtures.ask(rule) == set() with input as fixtures.connection

test_allow_other_kind if {
	fixtures.deny(rule) == set() with input as object.union(_shell(false, [], ["curl", "sh"]), {"kind": "session"})
}

test_deny_simple_missing if {
	event := json.remove(_shell(true, [], ["npx"]), ["/facts/launch/shell/simple"])
	fixtures.deny(rule) == _script("") with input as event
}

# Another rule of the clause denies in place of this one.
test_deny_facts_missing[pointer] if {
	some pointer in {
		"/facts", "/facts/launch", "/facts/launch/shell/operators", "/facts/launch/shell/programs",
		"/facts/launch/shell/pointer",
	}
	event := json.remove(_shell(false, ["|"], ["curl", "sh"]), [pointer])
	count(fixtures.deny(launch_readable)) == 1 with input as event
}

# Without an interpreter, or without a substitution, nothing that was fetched is run.
test_ask_download_that_nothing_runs[name] if {
	some name, row in {
		"sh: curl x | jq .": ["sh", ["|"], ["curl", "jq"]],
		"fish: curl -o a x; node b": ["fish", [";"], ["curl", "node"]],
	}
	event := object.union(_shell(false, row[1], row[2]), {"facts": {"launch": {"shell": {"program": row[0]}}}})
	fixtures.ask(rule) == _script(concat(" ", row[1])) with input as event with data.settings as fixtures.settings.personal
	fixtures.deny(rule) == set() with input as event with data.settings as fixtures.settings.personal
}
