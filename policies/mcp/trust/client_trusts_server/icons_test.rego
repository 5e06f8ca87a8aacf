package mcp.trust.client_trusts_server.icons_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.trust.client_trusts_server.icons as rule

_list(icon) := {"kind": "tool_list", "tools": [{"name": "add", "icons": [{"src": "https://a.example/b.png"}, icon]}]}

_found := {{"code": "client_trusts_server.icon_scheme", "pointer": "/tools/0/icons/1", "args": {}}}

test_deny_icon[src] if {
	some src in {"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", " https://a.example", "ms-msdt:x", ""}
	fixtures.deny(rule) == _found with input as _list({"src": src})
}

test_allow_picture[src] if {
	some src in {"https://a.example/a.png", "HTTPS://a.example/a.png", "data:image/png;base64,AA", "http://localhost/a.png"}
	fixtures.deny(rule) == set() with input as _list({"src": src})
}

test_deny_src_missing if fixtures.deny(rule) == _found with input as _list({})

test_allow_no_icons if fixtures.deny(rule) == set() with input as {"kind": "tool_list", "tools": [{"name": "add"}]}
