package mcp.lib.packages_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.packages

test_allow_identity[name] if {
	some name, row in {
		"npm": ["npm:@Acme/Server_A", "npm:@acme/server_a"],
		"pypi": ["PyPI:Mcp_Server..git", "pypi:mcp-server-git"],
		"oci": ["oci:docker.io/mcp/Fetch", "oci:docker.io/mcp/fetch"],
	}
	packages.identity(row[0]) == row[1]
}

test_allow_own if packages.own == "npm:@modelcontextprotocol/server-filesystem" with input as fixtures.connection

test_deny_own_missing[pointer] if {
	some pointer in {"/server", "/server/package", "/server/package/registry", "/server/package/name"}
	not packages.own with input as json.remove(fixtures.connection, [pointer])
}

test_allow_version[text] if {
	some text in {"1.2.3", "v1.2.3", "V1.2.3"}
	packages.version(text) == "1.2.3"
}
