# METADATA
# title: Ways in which a server asks the user
# description: Tells a form from a link to a page, and whether everything the form asks for was looked at.
package mcp.lib.consents_elicitation

import data.mcp.lib.consents_secrets

# METADATA
# description: The user is to fill in a form. Revisions before 2025-11-25 know nothing else and say no mode.
form if object.get(input, ["elicitation", "mode"], "form") == "form"

# METADATA
# description: The user is to open a page.
link if input.elicitation.mode == "url"

# METADATA
# description: The one fact about the page's address. Two about one place contradict each other; then there is none.
address := _addresses[0] if count(_addresses) == 1

# METADATA
# description: The host of the page; empty when there is no fact about it, so that no reason falls silent.
default host := ""

host := address.host

# METADATA
# description: >-
#   The form is as flat as the protocol wants it, so that nothing it asks for stands elsewhere, and there is a fact about
#   each of its fields.
readable if {
	is_array(input.facts.fields)
	count(object.keys(input.elicitation.requestedSchema) - _members) == 0
	count(input.facts.fields) >= count(_properties)
	every definition in _properties {
		definition.type in {"string", "number", "integer", "boolean", "array"}
	}
}

# METADATA
# description: The words of the field name no secret, neither together nor in its name, title or description alone.
harmless(field) if {
	field.free_text == false
	object.get(_definition(field), "type", "number") in {"string", "boolean", "array"}
}

harmless(field) if {
	field.free_text == false
	every words in _words(field) {
		not consents_secrets.numbered(words)
	}
}

harmless(field) if {
	every words in _words(field) {
		not consents_secrets.named(words)
	}
}

# METADATA
# description: The field hides what is typed into it, as fields for secrets do.
masked(field) if _definition(field).format == "password"

# METADATA
# description: A person types what they want into one of the fields. A fact that does not say so is about one.
typed if {
	some field in input.facts.fields
	object.get(field, "free_text", true) != false
}

_addresses := [found | some found in input.facts.urls; found.pointer == "/elicitation/url"]

# Together: facts see through spelling. Alone: a title that ends in a secret must not be excused by what follows it.
_words(field) := [field.words, together, named, cut, title, description] if {
	together := consents_secrets.words_of(concat(" ", field.words))
	named := consents_secrets.words_of(_name(field))
	cut := consents_secrets.words_of_name(_name(field))
	title := consents_secrets.words_of(object.get(_definition(field), "title", ""))
	description := consents_secrets.words_of(object.get(_definition(field), "description", ""))
}

_definition(field) := _properties[_name(field)]

_name(field) := replace(replace(trim_prefix(field.pointer, _place), "~1", "/"), "~0", "~")

_place := "/elicitation/requestedSchema/properties/"

_properties := object.get(input.elicitation.requestedSchema, "properties", {})

_members := {"$schema", "type", "title", "description", "properties", "required", "additionalProperties"}
