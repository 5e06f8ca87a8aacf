# METADATA
# title: Acting tools are not approved in advance
# description: Clients ask before sensitive operations, so a tool that acts is approved when it is about to act.
# custom:
#   clause: client/consent
package mcp.responsibility.client.consent.acting_tools

import data.mcp.lib.approvals

# METADATA
# title: Acting tool is approved in advance
# description: >-
#   By its name the tool runs code, changes or sends something, or nobody cut the name into words; it will act without
#   anybody being asked.
# custom:
#   short_name: approves_acting_tool
#   severity: low
#   responsible: operator
#   remedy: Take the tool off the list unless you want it to act unseen.
on.setting.weigh contains {
	"topic": "widened_consent",
	"code": "client/consent.approves_acting_tool",
	"pointer": $"/setting/value/{index}",
	"args": {"tool": tool},
} if {
	approvals.about
	approvals.by_name
	some index, tool in input.setting.value
	not _harmless(index)
}

# The words of every entry are known, and none of them acts.
_harmless(index) if {
	words := approvals.words(index)
	count(words) > 0
	every word in words {
		_idle(word)
	}
}

# A tool that looks such a thing up does not act by it.
_harmless(index) if {
	data.tables.tool_verbs.reading[input.facts.value_words[index][0]]
	words := approvals.words(index)
	every word in words {
		_looked_up(word)
	}
}

_looked_up(word) if _idle(word)

_looked_up(word) if data.tables.tool_verbs.things[word]

_idle(word) if {
	object.get(data.tables.tool_verbs.sensitive, word, false) == false
	object.get(data.tables.tool_verbs.lasting, word, false) == false
}
