package mcp.responsibility.operator.review_configuration.misnamed_entries_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.responsibility.operator.review_configuration.misnamed_entries as rule

_finding(server, software, product) := {{
	"code": "operator/review_configuration.misnamed_entry",
	"pointer": "/server/package",
	"args": {"server": server, "package": software, "product": product},
}}

_entry(name, registry, software) := object.union(fixtures.connection, {"server": {
	"name": name,
	"package": {"registry": registry, "name": software},
}})

_docker := _entry("docker", "npm", "mcp-server-kubernetes")

_found := _finding("docker", "mcp-server-kubernetes", "kubernetes")

test_ask_misnamed[profile] if {
	some profile in {"personal", "team"}
	fixtures.ask(rule) == _found with input as _docker with data.settings as fixtures.settings[profile]
	fixtures.deny(rule) == set() with input as _docker with data.settings as fixtures.settings[profile]
}

test_deny_misnamed[profile] if {
	some profile in fixtures.strict
	fixtures.deny(rule) == _found with input as _docker with data.settings as fixtures.settings[profile]
}

test_ask_misnamed_in_other_words[name] if {
	some name, row in {
		"My-GitHub": ["npm", "@acme/mcp_gitlab", "gitlab"],
		"slack tools": ["pypi", "mcp.server.discord", "discord"],
		"notion": ["oci", "docker.io/mcp/stripe", "stripe"],
		"sentry": ["oci", "mcp/grafana-datadog", "datadog, grafana"],
	}
	fixtures.ask(rule) == _finding(name, row[1], row[2]) with input as _entry(name, row[0], row[1]) with data.settings as fixtures.settings.personal
}

test_allow_named_after_what_it_runs[name] if {
	some name, row in {
		"github": ["npm", "@modelcontextprotocol/server-github"],
		"k8s": ["npm", "mcp-server-kubernetes"],
		"jira": ["pypi", "mcp-atlassian"],
		"supabase": ["npm", "@modelcontextprotocol/server-postgres"],
		"postgres": ["oci", "docker.io/mcp/pg"],
		"gmail": ["npm", "@acme/google-workspace-mcp"],
		"files": ["npm", "mcp-server-kubernetes"],
		"docker": ["npm", "mcp-remote"],
		"docker github": ["npm", "mcp-server-kubernetes"],
		"dockers": ["npm", "mcp-server-kubernetes"],
		"slack": ["git", "https://github.com/acme/chat"],
	}
	fixtures.ask(rule) == set() with input as _entry(name, row[0], row[1]) with data.settings as fixtures.settings.personal
}

test_allow_vouched if {
	settings := {"profile": "managed", "servers": {"docker": {"match": {"package": "npm:mcp-server-kubernetes"}}}}
	fixtures.deny(rule) == set() with input as _docker with data.settings as settings
}

# Of an entry without a name, or a program in no package, nothing is said here; others refuse the first.
test_allow_missing[pointer] if {
	some pointer in {"/server/name", "/server/package", "/server/package/name", "/server/package/registry"}
	fixtures.ask(rule) == set() with input as json.remove(_docker, [pointer]) with data.settings as fixtures.settings.personal
}

test_allow_other_kind if fixtures.ask(rule) == set() with input as object.union(_docker, {"kind": "session"})
