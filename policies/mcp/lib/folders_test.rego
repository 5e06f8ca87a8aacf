package mcp.lib.folders_test

import data.mcp.lib.folders

test_allow_within[name] if {
	some name, row in {
		"folder itself": ["/srv/work", "/srv/work"],
		"child": ["/srv/work/a", "/srv/work"],
		"grandchild": ["/srv/work/a/b", "/srv/work"],
		"trailing slash": ["/srv/work/a", "/srv/work/"],
		"doubled slash": ["/srv//work/a", "/srv/work"],
		"other case": ["/SRV/Work/a", "/srv/work"],
		"backslashes": ["C:\\Work\\a", "C:/Work"],
		"dots that come back": ["/srv/work/../work/a", "/srv/work"],
		"single dots": ["/srv/./work/a", "/srv/work/."],
		"below the root": ["/etc/passwd", "/"],
		"root in root": ["/", "/"],
		"network folder": ["\\\\host\\share\\a", "\\\\host\\share"],
	}
	folders.within(row[0], row[1])
}

test_deny_within[name] if {
	some name, row in {
		"sibling with the same prefix": ["/srv/work_private/a", "/srv/work"],
		"parent": ["/srv", "/srv/work"],
		"other disk": ["D:\\Work\\a", "C:\\Work"],
		"dots that leave": ["/srv/work/../other", "/srv/work"],
		"dots above the root": ["/../../etc", "/srv"],
		"relative with the same words": ["srv/work/a", "/srv/work"],
		"relative folder": ["/srv/work", "srv/work"],
		"empty path": ["", "/srv"],
		"empty path in root": ["", "/"],
		"empty folder": ["/srv", ""],
		"too many dots to resolve": [_dotted(20, "/srv"), "/srv"],
		"too many dots in the folder": ["/srv", _dotted(20, "/srv")],
		"too many components": [concat("", ["/srv", _deep(64)]), "/srv"],
	}
	not folders.within(row[0], row[1])
}

test_deny_within_unreadable[text] if {
	some text in {"null", "5", "[\"srv\"]"}
	value := json.unmarshal(text)
	not folders.within(value, "/srv")
	not folders.within("/srv", value)
}

test_allow_ends_with[name] if {
	some name, row in {
		"last component": ["/home/ana/.mcp.json", ".mcp.json"],
		"last two": ["/home/ana/.cursor/mcp.json", ".cursor/mcp.json"],
		"whole": [".cursor/mcp.json", ".cursor/mcp.json"],
		"other case and separators": ["C:\\Users\\Ana\\.CURSOR\\MCP.json", ".cursor/mcp.json"],
		"dots within": ["/p/.cursor/./x/../mcp.json", ".cursor/mcp.json"],
	}
	folders.ends_with(row[0], row[1])
}

test_deny_ends_with[name] if {
	some name, row in {
		"part of a component": ["/home/ana/not.mcp.json", "mcp.json"],
		"in the middle": ["/p/.mcp.json/x", ".mcp.json"],
		"tail longer than path": ["mcp.json", ".cursor/mcp.json"],
		"empty path": ["", "mcp.json"],
	}
	not folders.ends_with(row[0], row[1])
}

test_allow_joined[path] if {
	some path, text in {"": "/", "/": "/", "/Srv/work/": "/srv/work/", "a\\..\\b": "/b/"}
	folders.joined(path) == text
}

test_allow_whole[path] if {
	some path in {
		"/", "//", "/.", "/srv/..", "C:", "C:\\", "d:/", "/mnt/c", "/host_mnt/d/", "/home", "/home/ana", "C:\\Users\\ana",
		"/Users", "/Users/ana/", "/mnt/c/Users/ana", "~", "~/", "~/.", "$HOME", "${HOME}/", "${userHome}", "%USERPROFILE%\\",
		"~/..", "~/../..", "$HOME/../bob", "${env:HOME}/../..", "%USERPROFILE%\\..\\..", "~/project/../..", "~/project/..",
		_deep(65), _dotted(17, ""), _dotted(17, "/etc"), concat("", ["~", _dotted(17, "")]), concat("", ["srv", _dotted(17, "")]),
	}
	folders.whole(path)
}

# A path that goes into a folder and out of it again so many times.
_dotted(times, rest) := concat("", array.concat([part | some _ in numbers.range(1, times); part := "/a/.."], [rest]))

# A path of so many components.
_deep(times) := concat("", [part | some _ in numbers.range(1, times); part := "/a"])

test_deny_unclear[path] if {
	some path in {"", "/", "~", "/srv/../work", _deep(64), _dotted(16, ""), replace(_deep(64), "/", "\\")}
	not folders.unclear(path)
}

test_allow_unclear[path] if {
	some path in {_deep(65), _dotted(17, ""), replace(_deep(65), "/", "\\"), concat("", ["/", _deep(40), replace(_deep(40), "/", "\\")])}
	folders.unclear(path)
}

test_deny_unclear_no_text if not folders.unclear(json.unmarshal("5"))

test_deny_components_unclear[path] if {
	some path in {_deep(65), _dotted(17, "")}
	not folders.components(path)
	not folders.joined(path)
	not folders.ends_with(path, "a")
}

test_deny_whole_of_many_components if {
	not folders.whole(_deep(64))
	not folders.whole(trim_left(_deep(70), "/"))
	not folders.whole(_dotted(15, "/srv"))
}

test_deny_whole[path] if {
	some path in {"/srv/c", "/srv", "/home/ana/project", "C:\\Users\\ana\\x", "~/project", "$HOME/x", "home", "home/ana", "/mnt/data", ".", "", "data", "~/x/../y", "x/../~"}
	not folders.whole(path)
}

test_allow_relative[path] if {
	some path in {"server.js", "./server.js", "../server.js", "dist\\server.js"}
	folders.relative(path)
}

test_deny_relative[path] if {
	some path in {"/server.js", "\\server.js", "C:\\server.js", "~/server.js", "$HOME/server.js", "${workspaceFolder}/x.js", "%TEMP%\\x.js"}
	not folders.relative(path)
}

test_allow_components[path] if {
	some path, parts in {
		"": [],
		"/": [],
		"/a//B/": ["a", "b"],
		"a\\b/c": ["a", "b", "c"],
		"/a/./b/../c": ["a", "c"],
		"/a/b/../../c": ["c"],
		"../a": ["a"],
		"a/../../b": ["b"],
		"/a..b/c": ["a..b", "c"],
	}
	folders.components(path) == parts
}

test_allow_anchored[path] if {
	some path in {"/", "/srv/work", "C:\\work", "c:/work", "\\\\host\\share"}
	folders.anchored(path)
}

test_deny_anchored[path] if {
	some path in {"", "work", "./work", "~/work", "${HOME}/work"}
	not folders.anchored(path)
}
