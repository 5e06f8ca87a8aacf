# METADATA
# title: The launch command can be read
# description: A command that cannot be read cannot be evaluated like other software before it runs.
# custom:
#   clause: local_server_is_software
package mcp.trust.local_server_is_software.launch_readable

# METADATA
# title: Launch command cannot be read
# description: >-
#   What the configured command finally starts could not be worked out: it holds blanks or a variable, stands behind too
#   many wrappers, or the event has no launch facts. None of the other rules about local software can speak.
# custom:
#   short_name: launch_unreadable
#   severity: high
#   responsible: operator
#   remedy: Put the program into command and each argument into args, and start it without wrappers.
on.connection.deny contains {
	"code": "local_server_is_software.launch_unreadable",
	"pointer": "/server/command",
	"args": {},
} if {
	input.server.transport == "stdio"
	not _readable
}

# Each member that another rule about local software relies on, so that none of them falls silent without it.
_readable if {
	launch := input.facts.launch
	count(launch.program) > 0
	is_boolean(launch.elevated)
	_texts(launch.wrappers)
	_texts(object.get(launch, "env_keys", []))
	_located(launch)
	_shell_read(object.get(launch, "shell", {}))
	_code_read(object.get(launch, "inline_code", {}))
	_script_read(object.get(launch, "script", {}))
	every preload in object.get(launch, "preloads", []) {
		_texts([preload.path, preload.pointer])
	}
}

_located(launch) if launch.location in {"search_path", "relative", "home", "network"}

_located(launch) if {
	launch.location == "absolute"
	is_string(launch.directory)
}

_shell_read({})

_shell_read(shell) if {
	is_boolean(shell.simple)
	is_string(shell.pointer)
	_texts(shell.operators)
	_texts(shell.programs)
}

_code_read({})

_code_read(code) if _texts([code.program, code.flag, code.pointer])

_script_read({})

_script_read(script) if _texts([script.path, script.pointer])

_texts(list) if {
	is_array(list)
	every text in list {
		is_string(text)
	}
}
