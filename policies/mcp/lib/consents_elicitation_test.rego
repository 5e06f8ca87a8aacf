package mcp.lib.consents_elicitation_test

import data.mcp.lib.consents_elicitation as elicitation

_form(properties, fields) := {
	"elicitation": {"mode": "form", "message": "Please answer", "requestedSchema": {"type": "object", "properties": properties}},
	"facts": {"fields": fields},
}

_field(name, words, change) := object.union(
	{"pointer": $"/elicitation/requestedSchema/properties/{name}", "words": words, "free_text": true},
	change,
)

_city := _form({"city": {"type": "string"}}, [_field("city", ["city"], {})])

# One field, by its name, definition, words and whether it is typed into.
_one(name, definition, words, change) := _form({name: definition}, [_field(name, words, change)])

_harmless if elicitation.harmless(input.facts.fields[0])

test_allow_form[name] if {
	some name, event in {"said": _city, "before modes": json.remove(_city, ["/elicitation/mode"])}
	elicitation.form with input as event
	not elicitation.link with input as event
}

test_deny_form[mode] if {
	some mode in {"url", "Form", "", null}
	not elicitation.form with input as object.union(_city, {"elicitation": {"mode": mode}})
}

test_allow_link if elicitation.link with input as {"elicitation": {"mode": "url"}}

test_deny_link_missing if not elicitation.link with input as {"elicitation": {}}

test_allow_readable[name] if {
	some name, event in {
		"one field": _city,
		"no fields": _form({}, []),
		"no properties": json.remove(_form({}, []), ["/elicitation/requestedSchema/properties"]),
	}
	elicitation.readable with input as event
}

test_deny_readable[name] if {
	some name, event in {
		"fields are no list": _form({}, {}),
		"composed": object.union(_form({}, []), {"elicitation": {"requestedSchema": {"allOf": []}}}),
		"nested": _form({"login": {"type": "object"}}, [_field("login", ["login"], {})]),
		"elsewhere": _form({"login": {"$ref": "#/x"}}, [_field("login", ["login"], {})]),
		"not described": _form({"city": {"type": "string"}}, []),
		"properties are a list": _form([1], [_field("city", ["city"], {})]),
		"schema is null": object.union(_city, {"elicitation": {"requestedSchema": null}}),
	}
	not elicitation.readable with input as event
}

test_deny_readable_missing[pointer] if {
	some pointer in {"/elicitation", "/elicitation/requestedSchema", "/facts", "/facts/fields"}
	not elicitation.readable with input as json.remove(_city, [pointer])
}

test_allow_harmless[name] if {
	some name, event in {
		"choice of a code": _one("cvv", {"type": "string", "enum": ["a"]}, ["cvv"], {"free_text": false}),
		"ordinary": _city,
		"choice": _one("token", {"type": "string", "enum": ["a"]}, ["token"], {"free_text": false}),
		"switch": _one("password", {"type": "boolean"}, ["password"], {"free_text": false}),
		"number of tokens": _one("token", {"type": "integer"}, ["token"], {"free_text": false}),
		"policy": _one("passwordPolicy", {"type": "string"}, ["password", "policy"], {}),
	}
	_harmless with input as event
}

test_deny_harmless[name] if {
	some name, event in {
		"by name": _one("api_key", {"type": "string"}, ["api", "key"], {}),
		"by description": _one("value", {"type": "string", "description": "one-time code"}, ["value", "one", "time", "code"], {}),
		"title excused by the description": _one(
			"value", {"type": "string", "title": "Password", "description": "Length 8 to 64"},
			["value", "password", "length", "to"], {},
		),
		"name excused by the title": _one("accessToken", {"type": "string", "title": "Limit"}, ["access", "token", "limit"], {}),
		"short name excused by the title": _one("token", {"type": "string", "title": "Limit"}, ["token", "limit"], {}),
		"digits": _one("cvv", {"type": "integer"}, ["cvv"], {"free_text": false}),
		"escaped name": _one("api~1password", {"type": "string"}, ["api", "password"], {}),
		"words of another type": _one("city", {"type": "string"}, [1], {}),
		"title of another type": _one("city", {"type": "string", "title": 1}, ["city"], {}),
	}
	not _harmless with input as event
}

test_deny_harmless_missing[pointer] if {
	some pointer in {"/facts/fields/0/words", "/facts/fields/0/pointer", "/elicitation/requestedSchema/properties/city"}
	not _harmless with input as json.remove(_city, [pointer])
}

test_deny_harmless_choice_missing[pointer] if {
	some pointer in {"/facts/fields/0/free_text"}
	event := _one("token", {"type": "string", "enum": ["a"]}, ["token"], {"free_text": false})
	not _harmless with input as json.remove(event, [pointer])
}

test_allow_typed[name] if {
	some name, event in {"said": _city, "not said": json.remove(_city, ["/facts/fields/0/free_text"])}
	elicitation.typed with input as event
}

test_deny_typed[name] if {
	some name, event in {
		"choice": _one("a", {"type": "string"}, ["a"], {"free_text": false}),
		"nothing": _form({}, []),
	}
	not elicitation.typed with input as event
}

_page(urls) := {"elicitation": {"mode": "url"}, "facts": {"urls": urls}}

_address := {"pointer": "/elicitation/url", "host": "auth.example.com"}

test_allow_address if {
	elicitation.address.host == "auth.example.com" with input as _page([_address, {"pointer": "/elicitation/message", "host": "b.example"}])
	elicitation.host == "auth.example.com" with input as _page([_address])
}

test_deny_address[name] if {
	some name, urls in {"none": [], "two": [_address, object.union(_address, {"host": "b.example"})], "no place": [{"host": "a.example"}]}
	not elicitation.address with input as _page(urls)
	elicitation.host == "" with input as _page(urls)
}
