package mcp.lib.claims_redirect_test

import data.mcp.lib.claims_redirect as redirect

_event(authorization) := {"kind": "authorization", "authorization": authorization}

test_allow_registered if {
	redirect.redirect_registered with input as _event({
		"redirect_uri": "https://app.example/cb",
		"registered_redirect_uris": ["https://app.example/other", "https://app.example/cb"],
	})
}

test_deny_registered[name] if {
	some name, said in {
		"longer": {"redirect_uri": "https://app.example/cb/x", "registered_redirect_uris": ["https://app.example/cb"]},
		"query": {"redirect_uri": "https://app.example/cb?x", "registered_redirect_uris": ["https://app.example/cb"]},
		"pattern": {"redirect_uri": "https://app.example/cb", "registered_redirect_uris": ["https://app.example/*"]},
		"other port": {"redirect_uri": "http://localhost:2/cb", "registered_redirect_uris": ["http://localhost:1/cb"]},
		"empty": {"redirect_uri": "", "registered_redirect_uris": [""]},
		"null": {"redirect_uri": null, "registered_redirect_uris": [null]},
		"text": {"redirect_uri": "https://app.example/cb", "registered_redirect_uris": "https://app.example/cb"},
		"uri missing": {"registered_redirect_uris": ["https://app.example/cb"]},
		"list missing": {"redirect_uri": "https://app.example/cb"},
	}
	not redirect.redirect_registered with input as _event(said)
}

test_allow_redirects if {
	redirect.redirects == {{"uri": "x", "pointer": "/authorization/redirect_uri"}} with input as _event({
		"phase": "authorize",
		"redirect_uri": "x",
		"registered_redirect_uris": ["x", "y"],
	})
	redirect.redirects == {
		{"uri": "x", "pointer": "/authorization/registered_redirect_uris/0"},
		{"uri": "y", "pointer": "/authorization/registered_redirect_uris/1"},
	} with input as _event({"phase": "registration", "registered_redirect_uris": ["x", "y"]})
	redirect.redirects == set() with input as _event({"phase": "token", "redirect_uri": "x"})
}

test_allow_loopback[uri] if {
	some uri in {
		"http://localhost/cb", "http://localhost:33418", "http://127.0.0.1:33418/cb?x=1", "http://[::1]:1/", "http://localhost?x",
	}
	redirect.loopback(uri)
	redirect.protected(uri)
}

test_deny_loopback[uri] if {
	some uri in {
		"http://localhost.evil.example/cb", "http://localhost@evil.example/cb", "http://localhost:80@evil.example/cb",
		"http://127.0.0.1.evil.example", "http://localhost:x/cb", "http://evil.example/?http://localhost", "HTTP://evil/localhost",
		"http://localhost/a\nb", "http://localhost\\@evil.example/", "http://localhost/#x", "",
	}
	not redirect.loopback(uri)
	not redirect.protected(uri)
}

test_allow_protected[uri] if {
	some uri in {"https://app.example/cb", "https://app.example", "https://app.example:8443/cb?x=1"}
	redirect.protected(uri)
	not redirect.loopback(uri)
}

test_deny_protected[uri] if {
	some uri in {"https://u@app.example/cb", "https:///cb", "https://app.example/cb#x", "https:app.example", "http://app.example/cb"}
	not redirect.protected(uri)
	not redirect.private_scheme(uri)
}

test_allow_private_scheme[uri] if {
	some uri in {"com.example.app:/cb", "cursor://oauth/callback", "vscode://x/y"}
	redirect.private_scheme(uri)
	not redirect.protected(uri)
}

test_deny_private_scheme[uri] if {
	some uri in {"javascript://x/%0aalert(1)", "JavaScript:/x", "data:/x", "file:///x", "HTTP://evil.example/", "x", "urn:x", "//evil.example"}
	not redirect.private_scheme(uri)
	not redirect.protected(uri)
}

test_deny_no_text[name] if {
	some name, text in {"null": "null", "number": "7", "list": `["https://app.example/cb"]`}
	value := json.unmarshal(text)
	not redirect.protected(value)
	not redirect.private_scheme(value)
	not redirect.loopback(value)
}
