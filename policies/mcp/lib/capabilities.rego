# METADATA
# title: What passes through a tool
# description: >-
#   Capability classes of tools: untrusted_source brings in what strangers wrote, private_data reads what is not public,
#   sink carries data out. Operators' labels say it, else the words of names and parameters; annotations only add a class.
# schemas:
#   - data.settings: schema.settings
package mcp.lib.capabilities

import data.mcp.lib.grants

# METADATA
# description: Classes of the tool that is called or has answered.
called := stated(input.tool.name) if {
	stated(input.tool.name)
} else := by_words(_called_words, _called_parameters) | hinted(_called_annotations)

_called_words := {word | some word in input.facts.tool_words}

_called_parameters := {word |
	some argument in input.facts.arguments
	some word in argument.words
}

_called_annotations := object.get(input, ["tool", "definition", "annotations"], {})

# METADATA
# description: Classes of the tools of a list, by the index of the tool.
offered[index] := _offered(index, tool) if {
	input.kind == "tool_list"
	some index, tool in input.tools
}

_offered(index, tool) := stated(tool.name) if {
	stated(tool.name)
} else := by_words(
	{word | some word in input.facts.tools[index].words},
	{word | some word in input.facts.tools[index].parameter_words},
) | hinted(object.get(tool, "annotations", {}))

# METADATA
# description: >-
#   What the operator's labels say about the tool of this name; undefined where they say nothing. Labels of the tool
#   itself go before those of all the server's tools.
stated(name) := {class | some class in grants.entry.tools.labels[name]} if {
	is_array(grants.entry.tools.labels[name])
} else := {class | some class in grants.entry.labels} if is_array(grants.entry.labels)

# METADATA
# description: Everything that the operator's labels say about the server and its tools.
labeled contains class if some class in grants.entry.labels

labeled contains class if {
	some classes in grants.entry.tools.labels
	some class in classes
}

# METADATA
# description: A server's word that its tool reaches beyond a closed set of systems is believed, for it speaks against it.
hinted(annotations) := {"untrusted_source"} if annotations.openWorldHint == true

else := set()

# METADATA
# description: Classes by the words of a tool's name and of its parameters, both as sets.
by_words(words, parameters) := {class |
	some class in ["untrusted_source", "private_data", "sink"]
	_says(class, words, parameters)
}

_says("untrusted_source", words, _) if _any(words, data.tables.capability_words.strangers)

_says("untrusted_source", words, _) if {
	looks(words)
	_any(words, data.tables.capability_words.written_by_strangers)
}

_says("untrusted_source", words, parameters) if {
	looks(words)
	_any(parameters, data.tables.capability_words.address_parameters)
}

_says("private_data", words, _) if {
	looks(words)
	_any(words, data.tables.capability_words.not_public)
}

_says("private_data", words, parameters) if {
	looks(words)
	_any(parameters, data.tables.capability_words.query_parameters)
}

_says("sink", words, _) if _any(words, data.tables.capability_words.sending)

_says("sink", words, _) if {
	_any(words, data.tables.capability_words.sending_unless_looking)
	not looks(words)
}

_says("sink", words, _) if {
	_any(words, data.tables.capability_words.placing)
	_any(words, data.tables.capability_words.places_of_others)
}

_says("sink", _, parameters) if {
	_any(parameters, data.tables.capability_words.address_parameters)
	_any(parameters, data.tables.capability_words.payload_parameters)
}

# METADATA
# description: A word says that something is looked up.
looks(words) if {
	some table in [data.tables.tool_verbs.reading, data.tables.capability_words.looking]
	_any(words, table)
}

_any(words, table) if {
	some word in words
	table[word]
}
