package mcp.trust.server_trusts_environment.visible_prompt_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.server_trusts_environment.visible_prompt as rule

_finding(pointer, prompt) := {{
	"code": "server_trusts_environment.secret_typed_openly",
	"pointer": pointer,
	"args": {"prompt": prompt},
}}

_prompt(id, pointer) := {"style": "${input:ID}", "name": id, "pointer": pointer, "hidden": false}

_sets(variable, id) := object.union(fixtures.connection, {"server": {
	"env_keys": ["LOG_LEVEL", variable],
	"references": [_prompt(id, "/server/env_keys/1")],
}})

test_ask_secret_typed_openly[variable][profile] if {
	some variable in {"FREEE_ACCESS_TOKEN", "OPENAI_KEY", "DB_PASS", "apiKey", "PGPASSWORD", "GITHUB_PAT", "client-secret", "Api_Key"}
	some profile in {"personal", "team", "managed"}
	fixtures.ask(rule) == _finding("/server/env_keys/1", "value") with input as _sets(variable, "value") with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as _sets(variable, "value") with data.settings as fixtures.settings[profile]
}

test_deny_secret_typed_openly[profile] if {
	some profile in {"missing", "unknown"}
	fixtures.deny(rule) | fixtures.ask(rule) == _finding("/server/env_keys/1", "value") with input as _sets("API_KEY", "value")
		with data.settings as fixtures.settings[profile]
}

test_ask_named_by_the_prompt[id] if {
	some id in {"github_token", "perplexity-key", "my password", "db.secret"}
	fixtures.ask(rule) == _finding("/server/env_keys/1", id) with input as _sets("ACME", id) with data.settings as fixtures.settings.personal
}

test_ask_header[header] if {
	some header in {"Authorization", "X-API-Key", "Cookie"}
	event := object.union(fixtures.remote, {"server": {
		"header_names": [header],
		"references": [_prompt("value", "/server/header_names/0")],
	}})
	fixtures.ask(rule) == _finding("/server/header_names/0", "value") with input as event with data.settings as fixtures.settings.personal
}

test_allow_hidden if {
	event := object.union(_sets("API_KEY", "key"), {"server": {"references": [object.union(_prompt("key", "/server/env_keys/1"), {"hidden": true})]}})
	fixtures.ask(rule) == set() with input as event with data.settings as fixtures.settings.personal
}

# Of what is no prompt, or is picked from a list, nobody says whether it is hidden.
test_allow_hidden_missing if {
	fixtures.ask(rule) == set() with input as json.remove(_sets("API_KEY", "key"), ["/server/references/0/hidden"])
		with data.settings as fixtures.settings.personal
}

test_allow_no_secret[variable] if {
	some variable in {"COMPANY_ID", "SUPABASE_ANON_KEY", "NEXT_PAGE_TOKEN", "MAX_TOKENS", "PUBLIC_KEY", "KEYBOARD", "TOKEN_URL", ""}
	fixtures.ask(rule) == set() with input as _sets(variable, "value") with data.settings as fixtures.settings.personal
}

test_allow_no_references if fixtures.ask(rule) == set() with input as fixtures.connection with data.settings as fixtures.settings.personal

test_ask_variables_missing if {
	fixtures.ask(rule) == _finding("/server/env_keys/1", "token") with input as json.remove(_sets("ACME", "token"), ["/server/env_keys"])
		with data.settings as fixtures.settings.personal
}

test_ask_pointer_missing if {
	fixtures.ask(rule) == _finding("/server/references", "token") with input as json.remove(_sets("ACME", "token"), ["/server/references/0/pointer"])
		with data.settings as fixtures.settings.personal
}

test_ask_prompt_name_missing if {
	fixtures.ask(rule) == _finding("/server/env_keys/1", "") with input as json.remove(_sets("API_KEY", "x"), ["/server/references/0/name"])
		with data.settings as fixtures.settings.personal
}

test_allow_other_kind if fixtures.ask(rule) == set() with input as object.union(_sets("API_KEY", "x"), {"kind": "session"})
