# METADATA
# title: Rules of the operator's own authors
# description: >-
#   Collects deny, ask and oblige of every package directly under custom. They may tighten, not loosen: their allow has
#   no say. What such a package gives in a form that cannot be read still counts, so that no rule is lost without a word.
# custom:
#   clause: fail_closed
package mcp.custom

deny contains _reason(raw) if some raw in data.custom[_].deny

ask contains _reason(raw) if some raw in data.custom[_].ask

oblige contains obligation if some obligation in data.custom[_].oblige

# METADATA
# title: Custom rule gives no reasons
# description: >-
#   A custom package answers with something that is not a set of reasons, each an object with a code. It is taken to
#   have said what it was about to say.
# custom:
#   short_name: custom_malformed
#   severity: critical
#   responsible: operator
#   remedy: Let the custom package give a set, deny contains reason, of objects with code, pointer and args.
deny contains _malformed if {
	some package_name
	found := data.custom[package_name].deny
	not _collection(found)
}

deny contains _malformed if {
	some package_name
	found := data.custom[package_name].ask
	not _collection(found)
}

_malformed := {"code": "fail_closed.custom_malformed", "pointer": "", "args": {}}

_reason(raw) := raw if {
	is_string(raw.code)
} else := _malformed

# Nothing said, or members that each become a reason: a plain rule that is false, a set, an array.
_collection(false)

_collection(found) if is_set(found)

_collection(found) if is_array(found)
