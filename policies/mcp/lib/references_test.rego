package mcp.lib.references_test

import data.mcp.lib.references

test_allow_origin[url] if {
	some url in {
		"${MCP_URL}", "${MCP_URL}/mcp", "${env:MCP_URL}/mcp?x=1", "${input:api-url}/", "${MCP_URL}:8080/mcp", "{env:MCP_URL}",
		"{{MCP_URL}}/mcp", "%MCP_URL%/mcp", "$MCP_URL", "$MCP_URL/mcp", "${MCP_URL}?key=1", "${A}/${B}",
		"${MCP_URL:-https://mcp.example.com}/mcp", "${MCP_URL:-wss://mcp.example.com/a:-b}", "${MCP_URL:-http://localhost:3000}/mcp",
	}
	references.origin(url)
}

# Each of these is, with the variable empty or unset, a URL that the entry itself chose.
test_deny_origin[url] if {
	some url in {
		"${X}http://mcp.example.com/", "${X}//mcp.example.com/", "${X}://mcp.example.com/", "${X}:80@mcp.example.com/",
		"${X}@mcp.example.com", "${X}.example.com/", "${X:-http://mcp.example.com}/mcp", "${X:-http://localhost.example.com}",
		"${X:-http://localhost:1@example.com}", "${X:-http:}/mcp.example.com", "${X:-mcp.example.com}", "${:-https://a.example}",
		"$Xhttp://mcp.example.com", "$http://mcp.example.com", "%X%http://mcp.example.com", "%68ttp://mcp.example.com", "{X",
		"${}/mcp", "${X", "$", "%", "{", "", "http://mcp.example.com/${X}", "${X }/", "${X=http:}/",
	}
	not references.origin(url)
}

test_allow_host[url] if {
	some url in {"https://${X}/", "wss://{X}", "https://api.${REGION}.example.com/mcp", "HTTPS://%X%/", "https://$X?y"}
	references.host(url)
}

test_deny_host[url] if {
	some url in {"http://${X}/", "https://mcp.example.com/${X}", "https://mcp.example.com?x=${X}", "${X}", ""}
	not references.host(url)
}

test_allow_present[text] if {
	some text in {"${x}", "a.{x}", "%x%", "x}"}
	references.present(text)
	not references.absent(text)
}

test_allow_absent[text] if {
	some text in {"", "mcp.example.com"}
	references.absent(text)
	not references.present(text)
}

test_deny_no_text[name] if {
	some name, text in {"null": "null", "number": "1", "list": "[\"${X}\"]"}
	not references.origin(json.unmarshal(text))
}
