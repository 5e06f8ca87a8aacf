# METADATA
# title: Sessions, state handles and request states
# description: >-
#   What an event says about something that stands for earlier requests: whose it is, how hard it is to guess, and who can
#   be using it.
package mcp.lib.sessions

import data.mcp.lib.claims
import data.mcp.lib.inbound

# METADATA
# description: The event uses one.
used if input.session

# METADATA
# description: It was issued to the principal that uses it now.
owned if {
	claims.identified
	input.session.owner == input.principal.id
}

# METADATA
# description: It was issued to somebody, whoever that is.
bound if object.get(input, ["session", "owner"], null) != null

# METADATA
# description: >-
#   There is none: the event is a message of a revision that keeps no sessions, and nothing in it stands for earlier
#   requests.
stateless if {
	input.kind == "session"
	input.message.era == "modern"
	input.session.action == "message"
	is_string(input.session.method)
	input.session.method == input.message.method
	every member in object.keys(input.session) {
		member in {"action", "method"}
	}
}

# METADATA
# description: >-
#   Only the user of this machine can be using it: a process that the client started, or a server that a program of this
#   machine reached and that has nobody authenticated.
local if input.server.transport == "stdio"

local if {
	inbound.local
	object.get(input, "principal", null) == null
}

# METADATA
# description: >-
#   Knowing its id is not what makes it usable: the receiver made the value itself and can tell, or it is in use and
#   refused to everybody but its owner. Where it is issued, nobody can tell yet who will bring it back.
secret_elsewhere if {
	input.session.subject == "request_state"
	input.session.integrity == true
}

secret_elsewhere if {
	input.session.subject == "state_handle"
	owned
}

secret_elsewhere if {
	input.session.action in {"message", "resumed", "closed"}
	owned
}

# METADATA
# description: The id follows from other ids, or few guesses find it.
guessable if input.session.id_sequential == true

guessable if input.session.id_entropy_bits < data.tables.authorization_limits.id_entropy_bits.guessable

# METADATA
# description: The id has about the chance of a random UUID and follows from nothing.
random if {
	input.session.id_sequential == false
	is_number(input.session.id_entropy_bits)
	input.session.id_entropy_bits >= data.tables.authorization_limits.id_entropy_bits.random
}
