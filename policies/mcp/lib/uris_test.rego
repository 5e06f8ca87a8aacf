package mcp.lib.uris_test

import data.mcp.lib.uris

test_allow_matches[name] if {
	some name, row in {
		"itself": ["db://customers/42", "db://customers/42"],
		"one segment": ["db://customers/42", "db://customers/*"],
		"segment in the middle": ["db://customers/42/orders", "db://customers/*/orders"],
		"rest of one": ["db://customers/42", "db://customers/**"],
		"rest of many": ["db://customers/42/orders/7", "db://customers/**"],
		"everything of a scheme": ["db://customers/42", "db://**"],
		"query of the pattern": ["db://customers/42?full=1", "db://customers/42?full=1"],
		"parameter of a segment": ["db://customers/42;v=1", "db://customers/*"],
		"dots inside a segment": ["db://customers/a..b", "db://customers/*"],
		"encoded space": ["db://customers/a%20b", "db://customers/*"],
	}
	uris.matches(row[0], row[1])
}

test_deny_matches[name] if {
	some name, row in {
		"other segment": ["db://customers/42", "db://orders/*"],
		"other scheme": ["http://customers/42", "db://customers/*"],
		"scheme in another case": ["DB://customers/42", "db://customers/*"],
		"two segments for one": ["db://customers/42/orders", "db://customers/*"],
		"prefix only": ["db://customers_private/42", "db://customers/**"],
		"folder itself is not below it": ["db://customers", "db://customers/**"],
		"query against an exact pattern": ["db://customers/42?x", "db://customers/42"],
		"query that the pattern has not": ["db://customers/42?full=1", "db://customers/*"],
		"fragment that the pattern has not": ["db://customers/42#x", "db://customers/**"],
		"dots before a parameter": ["db://customers/..;x/orders", "db://customers/**"],
		"nothing before a parameter": ["db://customers/;x", "db://customers/*"],
		"encoded semicolon": ["db://customers/..%3Bx", "db://customers/*"],
		"dots of two bytes": ["db://customers/%c0%ae%c0%ae/orders", "db://customers/**"],
		"slash of three bytes": ["db://customers/..%E0%80%AForders", "db://customers/*"],
		"vendor's encoding": ["db://customers/..%u2215orders", "db://customers/*"],
		"other letters": ["db://customers/\uff0e\uff0e", "db://customers/*"],
		"blank": ["db://customers/4 2", "db://customers/*"],
		"dot segment": ["db://customers/../orders", "db://customers/**"],
		"single dot": ["db://customers/./42", "db://customers/**"],
		"dot segment in the query": ["db://customers/42?x=/../y", "db://customers/**"],
		"encoded dots": ["db://customers/%2E%2e/orders", "db://customers/**"],
		"encoded slash": ["db://customers/..%2forders", "db://customers/*"],
		"encoded backslash": ["db://customers/..%5Corders", "db://customers/*"],
		"encoded twice": ["db://customers/%252e%252e", "db://customers/*"],
		"encoded null": ["db://customers/42%00.txt", "db://customers/*"],
		"backslash": ["db://customers/..\\orders", "db://customers/*"],
		"empty segment": ["db://customers//42", "db://customers/**"],
		"trailing slash": ["db://customers/", "db://customers/*"],
		"line break": ["db://customers/4\n2", "db://customers/*"],
		"tab": ["db://customers/.\t.", "db://customers/*"],
		"no authority": ["urn:customers:42", "urn:customers:42"],
		"two schemes": ["db://a://b", "db://**"],
		"** in the middle is a plain segment": ["db://customers/1/2/x", "db://customers/**/x"],
		"part of a segment is no pattern": ["db://customers/42", "db://cust*/42"],
		"empty uri": ["", "**"],
		"empty pattern": ["db://customers/42", ""],
	}
	not uris.matches(row[0], row[1])
}

test_deny_matches_wrong_type if {
	nothing := json.unmarshal("null")
	not uris.matches(nothing, "db://**")
	not uris.matches("db://customers/42", nothing)
}

test_allow_file[uri] if {
	some uri in {
		"file:///etc/passwd", "FILE:/etc/passwd", " file:x", "\tfile:///x", "\u0001file:///x",
		"jar:file:/x.jar!/y", "url:file:///x", "view-source:FILE:///x", "a:b:file:c", "file:\\x",
	}
	uris.file(uri)
}

test_deny_file[uri] if {
	some uri in {"db://file:", "files://x", "/etc/passwd", ""}
	not uris.file(uri)
}

test_allow_network[uri] if {
	some uri in {"http://a.example/x", "HTTPS://a.example", " smb://host/share", "view-source:http://a.example", "jar:https://a.example/x!/"}
	uris.network(uri)
}

test_deny_network[uri] if {
	some uri in {"db://customers/http:", "httpx://a", "note:1", "file:///x", ""}
	not uris.network(uri)
}

test_allow_names_host[pattern] if {
	some pattern in {"https://a.example/*", "https://a.example/x", "https://a.example/**"}
	uris.names_host("https://a.example/x", pattern)
}

test_deny_names_host[pattern] if {
	some pattern in {"https://*/x", "https://**", "https://b.example/x", "https://a.example/y", ""}
	not uris.names_host("https://a.example/x", pattern)
}

test_deny_unbroken[name] if {
	some name, uri in {"null": "fi\u0000le:", "tab": "fi\tle:", "feed": "fi\nle:", "return": "fi\rle:", "no text": 5}
	not uris.unbroken(uri)
}

test_allow_absolute[uri] if {
	some uri in {"db://customers/42", "urn:x", "note:1", "file:///etc/passwd"}
	uris.absolute(uri)
}

test_deny_absolute[uri] if {
	some uri in {"/etc/passwd", "../x", "C:\\x", "\\\\host\\share:x", "customers", "", ":", "./a:b", "fi\tle:x"}
	not uris.absolute(uri)
}

test_allow_unbroken if uris.unbroken("db://customers/42")
