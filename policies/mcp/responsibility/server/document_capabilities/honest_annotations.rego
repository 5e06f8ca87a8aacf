# METADATA
# title: Annotations say what the tool does
# description: >-
#   Annotations are claims of the server by which clients may spare people a question. Where the tool's own name says the
#   opposite, one of the two is wrong.
# custom:
#   clause: server/document_capabilities
#   also: [client/inform]
package mcp.responsibility.server.document_capabilities.honest_annotations

# METADATA
# title: Annotation contradicts the tool's name
# description: The tool claims to change nothing, or to destroy nothing, and its name says that it does.
# custom:
#   short_name: annotation_contradicts
#   severity: medium
#   responsible: server_developer
#   remedy: Correct readOnlyHint or destructiveHint, or the name; until then do not let the annotation decide about consent.
#   spec: 2026-07-28 server/tools#tool-annotations
on.tool_list.weigh contains {
	"topic": "suspicious_text",
	"code": "server/document_capabilities.annotation_contradicts",
	"pointer": $"/tools/{index}/annotations/{hint}",
	"args": {"tool": object.get(tool, "name", ""), "word": word},
} if {
	some index, tool in input.tools
	some hint, table in _denied_by
	tool.annotations[hint] == _claims[hint]
	words := input.facts.tools[index].words
	count({each | some each in words; data.tables.tool_verbs.reading[each]}) == 0
	some word in words
	data.tables.annotation_words[table][word]
}

_claims := {"readOnlyHint": true, "destructiveHint": false}

_denied_by := {"readOnlyHint": "changing", "destructiveHint": "destroying"}
