package custom.team.inner

deny contains {"code": "x", "pointer": "", "args": {}}
