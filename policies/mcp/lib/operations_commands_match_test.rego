package mcp.lib.operations_commands_match_test

import data.mcp.lib.fixtures_test as fixtures
import data.mcp.lib.operations_commands_match as match

_run(words) := {"program": words[0], "words": words}

_settings(entry) := {"servers": {"files": {"grants": {"commands": {"allow": [entry]}}}}}

_covered(run, entry) if {
	match.covered(run) with input as fixtures.tool_call with data.settings as _settings(entry)
}

test_allow_covered[name] if {
	some name, row in {
		"standard input": [["tar", "-xzf", "-"], "tar"],
		"long option": [["tar", "--extract", "-f", "a"], "tar"],
		"letter in a word that is no option": [["tar", "-xzf", "IF.tgz"], "tar"],
		"letter in a first word that is no bundle": [["sort", "notes.txt"], "sort"],
		"program": [["make", "all"], "make"],
		"first words": [["npm", "run", "build"], "npm run"],
		"all words": [["npm", "test"], "npm test"],
		"git alone": [["git", "-c", "x=y", "log"], "git"],
		"git with known options": [["git", "log", "--oneline", "-5", "main"], "git log"],
		"launcher": [["sudo", "rm", "-rf", "/"], "sudo"],
		"launcher with words": [["sudo", "systemctl", "restart", "nginx"], "sudo systemctl"],
		"find": [["find", ".", "-name", "*.ts"], "find"],
		"handing over written out": [["find", ".", "-exec", "wc", "{}", ";"], "find . -exec wc"],
		"tar": [["tar", "-xzf", "a.tgz"], "tar"],
	}
	_covered(_run(row[0]), row[1])
}

test_allow_covered_on_windows[word] if {
	some word in {"git", "Git.exe", "GIT.EXE", "git.cmd", "git.bat"}
	_covered({"program": "git", "words": [word, "status"]}, "git status")
}

test_allow_covered_by_path if {
	_covered({"program": "make", "words": ["/usr/bin/make", "all"]}, "/usr/bin/make")
	_covered({"program": "tool", "words": ["C:\\bin\\tool.exe", "all"]}, "C:\\bin\\tool.exe all")
}

test_deny_covered[name] if {
	some name, row in {
		"other program": [["rm", "x"], "make"],
		"longer name": [["makefile"], "make"],
		"other words": [["npm", "install"], "npm run"],
		"fewer words": [["npm"], "npm run"],
		"words in another order": [["git", "--no-pager", "status"], "git status"],
		"words in another case": [["git", "Status"], "git status"],
		"option that starts a program": [["git", "log", "--output=/etc/x"], "git log"],
		"option nobody knows": [["git", "fetch", "--upload-pack", "evil"], "git fetch"],
		"handing over": [["find", ".", "-exec", "rm", "{}", ";"], "find"],
		"deleting": [["find", ".", "-delete"], "find ."],
		"long option": [["rg", "--pre", "evil", "x"], "rg"],
		"long option and value": [["tar", "xf", "a", "--to-command=evil"], "tar"],
		"beginning of a long option": [["tar", "xf", "a", "--to-com=evil"], "tar"],
		"letter": [["tar", "-x", "-I", "evil", "-f", "a"], "tar"],
		"letter in a bundle": [["tar", "-xIf", "evil", "a"], "tar"],
		"bundle without dash": [["tar", "xIf", "evil", "a"], "tar"],
		"letter of another program": [["sort", "-o", "/etc/x"], "sort"],
		"wildcard is no pattern": [["rm", "x"], "*"],
	}
	not _covered(_run(row[0]), row[1])
}

# Attacker-controlled: a program of the same name elsewhere, or a variable in front of it, is another command.
test_deny_covered_elsewhere[name] if {
	some name, words in {
		"path": ["/tmp/git", "status"],
		"path of Windows": ["C:\\x\\git.exe", "status"],
		"here": ["./git", "status"],
		"variable": ["GIT_DIR=/x", "git", "status"],
	}
	not _covered({"program": "git", "words": words}, "git")
}

test_deny_covered_missing[name] if {
	some name in {"program", "words"}
	not _covered(object.remove(_run(["make", "all"]), [name]), "make")
}

test_deny_covered_by_another_program if {
	not _covered({"program": "bash", "words": ["make", "all"]}, "make")
}

_starts(words, program, entry) if {
	match.starts(_run(words), program) with input as fixtures.tool_call with data.settings as _settings(entry)
}

test_allow_starts[entry] if {
	some entry in {"sudo", "sudo make"}
	_starts(["sudo", "make"], "make", entry)
}

test_deny_starts[name] if {
	some name, row in {
		"no launcher": [["make", "rm"], "rm", "make"],
		"launcher that is not granted": [["sudo", "rm"], "rm", "make"],
		"another program": [["sudo", "make", "rm"], "rm", "sudo make"],
	}
	not _starts(row[0], row[1], row[2])
}

# Options that choose another program, script shell or configuration.
test_deny_covered_turned[name] if {
	some name, row in {
		"npm": [["npm", "run", "x", "--prefix", "/tmp/x"], "npm run"],
		"npm before its script's": [["npm", "run", "x", "-C", "/tmp", "--", "-C"], "npm run"],
		"pnpm": [["pnpm", "run", "x", "--dir=/tmp"], "pnpm run"],
		"yarn": [["yarn", "run", "x", "--cwd", "/tmp"], "yarn run"],
		"npm beginning": [["npm", "run", "--script-sh=evil", "x"], "npm run"],
		"go": [["go", "test", "-exec", "evil"], "go test"],
		"go with value": [["go", "test", "-toolexec=evil"], "go test"],
		"go with two dashes": [["go", "test", "--overlay=x"], "go test"],
		"make": [["make", "build", "-f", "x"], "make build"],
		"make bundle": [["make", "build", "-sC", "/tmp"], "make build"],
		"make long": [["make", "build", "--eval=x"], "make build"],
		"make variable": [["make", "build", "SHELL=/tmp/x"], "make build"],
		"cargo": [["cargo", "test", "--config", "x"], "cargo test"],
		"pytest": [["pytest", "-p", "evil"], "pytest"],
		"pytest long": [["pytest", "--rootdir=/tmp"], "pytest"],
		"node": [["node", "--test", "--import", "./evil.js"], "node --test"],
		"node letter": [["node", "--test", "-r", "./evil.js"], "node --test"],
		"eslint": [["eslint", ".", "--rulesdir", "x"], "eslint ."],
		"mvn": [["mvn", "test", "-f", "x"], "mvn test"],
		"mvn attached": [["mvn", "test", "-s/tmp/x"], "mvn test"],
		"gradle": [["gradle", "build", "-I", "x"], "gradle build"],
		"gradle long": [["gradle", "build", "--init-script=x"], "gradle build"],
		"kubectl": [["kubectl", "get", "pods", "--kubeconfig=x"], "kubectl get"],
		"docker": [["docker", "ps", "-H", "tcp://x"], "docker ps"],
		"curl": [["curl", "https://api.example.com", "-so", "/etc/x"], "curl https://api.example.com"],
		"curl long": [["curl", "https://api.example.com", "--config", "x"], "curl https://api.example.com"],
		"ssh": [["ssh", "host", "uptime", "-oProxyCommand=x"], "ssh host uptime"],
		"behind two dashes of another program": [["rg", "--", "--pre"], "rg"],
	}
	not _covered(_run(row[0]), row[1])
}

test_allow_covered_unturned[name] if {
	some name, row in {
		"two dashes": [["rg", "--", "x"], "rg"],
		"script's own": [["npm", "run", "x", "--", "--watch", "--prefix", "-C"], "npm run"],
		"npm": [["npm", "run", "x", "--silent"], "npm run"],
		"go": [["go", "test", "-run=X", "-v", "./..."], "go test"],
		"make": [["make", "build", "-j4"], "make build"],
		"make variable written out": [["make", "build", "V=1"], "make build V=1"],
		"value of another program": [["cargo", "test", "a=b"], "cargo test"],
		"cargo": [["cargo", "test", "--", "--nocapture"], "cargo test"],
		"pytest": [["pytest", "-x", "-k", "pc"], "pytest"],
		"node": [["node", "--test", "a.js"], "node --test"],
		"node alone": [["node", "a.js", "-r"], "node"],
		"mvn": [["mvn", "test", "-DskipTests=false", "-fae"], "mvn test"],
		"gradle": [["gradle", "build", "-Pabc=1", "--continue"], "gradle build"],
		"kubectl": [["kubectl", "get", "pods", "-o", "json"], "kubectl get"],
		"docker": [["docker", "ps", "-a"], "docker ps"],
		"curl": [["curl", "https://api.example.com", "-s", "--compressed"], "curl https://api.example.com"],
		"ssh": [["ssh", "host", "uptime", "-p"], "ssh host uptime"],
	}
	_covered(_run(row[0]), row[1])
}
