package custom.typo

deny contains {"code": "custom/typo.x", "pointer": "", "args": {}} if input.sever.name == "x"
