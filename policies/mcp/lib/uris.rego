# METADATA
# title: URIs by segment
# description: >-
#   Matches a URI against a pattern segment by segment. * stands for one segment, ** at the end for one or more. A URI
#   with a dot segment, an empty segment or an encoded separator never matches, because readers differ in what it means.
package mcp.lib.uris

# METADATA
# description: The URI fits the pattern.
matches(uri, pattern) if {
	_plain(uri)
	given := split(uri, "/")
	wanted := split(pattern, "/")
	count(given) == count(wanted)
	_same(given, wanted)
}

matches(uri, pattern) if {
	_plain(uri)
	given := split(uri, "/")
	wanted := split(trim_suffix(pattern, "/**"), "/")
	endswith(pattern, "/**")
	count(given) > count(wanted)
	_same(array.slice(given, 0, count(wanted)), wanted)
}

# METADATA
# description: The URI holds no character that some readers drop and others keep.
unbroken(uri) if {
	every character in ["\u0000", "\t", "\n", "\r"] {
		indexof(uri, character) == -1
	}
}

# METADATA
# description: The text is a URI of its own, with a scheme; a plain path and a drive letter have none.
absolute(uri) if {
	unbroken(uri)
	scheme := split(uri, ":")[0]
	count(scheme) > 1
	count(scheme) < count(uri)
	indexof(scheme, "/") == -1
	indexof(scheme, "\\") == -1
}

# METADATA
# description: The URI names a file, in any spelling of the scheme.
file(uri) if startswith(lower(trim_left(uri, _ignored)), "file:")

# Readers of URLs skip these characters in front.
_ignored := "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f "

_same(given, wanted) if {
	every index, segment in wanted {
		_fits(given[index], segment)
	}
}

_fits(_, "*")

_fits(segment, segment)

_plain(uri) if {
	unbroken(uri)
	parts := split(uri, "://")
	count(parts) == 2
	segments := split(parts[1], "/")
	every segment in segments {
		_plain_segment(segment)
	}
}

_plain_segment(segment) if {
	count(segment) > 0
	every text in ["%2e", "%2f", "%5c", "%00", "%25", "\\"] {
		indexof(lower(segment), text) == -1
	}
	count({segment} & {".", ".."}) == 0
}
