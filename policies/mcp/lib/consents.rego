# METADATA
# title: What a person said yes to
# description: Reads the consent that a client says it got. Without it, or with a part of it missing, nobody said anything.
package mcp.lib.consents

# METADATA
# description: A person said yes to this event, and nothing they were shown was cut short.
given if {
	input.consent.given == true
	input.consent.truncated == false
}

# METADATA
# description: A person said yes to this event after seeing all of this part of it.
informed(part) if {
	given
	part in input.consent.shown
}

# METADATA
# description: The client says that a person said yes, or does not say what the person said.
claimed if {
	is_object(input.consent)
	object.get(input.consent, "given", true) != false
}
