# METADATA
# title: X
# custom:
#   clause: custom/x
package custom.x

# METADATA
# title: X
# description: X.
# custom:
#   short_name: x
#   severity: low
#   responsible: operator
#   remedy: None.
deny contains {"code": "custom/x.x", "pointer": "", "args": {}} if input.kind == "roots"
