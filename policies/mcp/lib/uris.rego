# METADATA
# title: URIs by segment
# description: >-
#   Matches a URI against a pattern segment by segment. * stands for one segment, ** at the end for one or more. A URI
#   with a dot segment, an empty segment or an encoded separator never matches, because readers differ in what it means,
#   nor does a query or fragment that the pattern has not.
package mcp.lib.uris

# METADATA
# description: The URI fits the pattern.
matches(uri, pattern) if {
	_plain(uri)
	_alike(uri, pattern)
	given := split(uri, "/")
	wanted := split(pattern, "/")
	count(given) == count(wanted)
	_same(given, wanted)
}

matches(uri, pattern) if {
	_plain(uri)
	_alike(uri, pattern)
	given := split(uri, "/")
	wanted := split(trim_suffix(pattern, "/**"), "/")
	endswith(pattern, "/**")
	count(given) > count(wanted)
	_same(array.slice(given, 0, count(wanted)), wanted)
}

# METADATA
# description: The URI fits the pattern, and the pattern says which host it is.
names_host(uri, pattern) if {
	matches(uri, pattern)
	split(uri, "/")[2] == split(pattern, "/")[2]
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
# description: The URI names a file, in any spelling of the scheme, by itself or inside schemes such as jar and view-source.
file(uri) if contains($":{_scheme(uri)}", ":file:")

# METADATA
# description: The URI leads to another machine, whoever reads it.
network(uri) if {
	some part in split(_scheme(uri), ":")
	data.tables.uri_schemes.network[part]
}

_scheme(uri) := split(replace(trim_left(lower(uri), _ignored), "\\", "/"), "/")[0]

# Readers of URLs skip these characters in front.
_ignored := "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f "

# What stands behind these marks is another part of the URI, which a pattern without them says nothing about.
_alike(uri, pattern) if {
	every mark in ["?", "#"] {
		contains(uri, mark) == contains(pattern, mark)
	}
}

_same(given, wanted) if {
	every index, segment in wanted {
		_fits(given[index], segment)
	}
}

_fits(_, "*")

_fits(segment, segment)

_plain(uri) if {
	trim(uri, _characters) == ""
	parts := split(uri, "://")
	count(parts) == 2
	segments := split(parts[1], "/")
	every segment in segments {
		_plain_segment(segment)
	}
}

# Cut from both ends, nothing is left of a URI without blanks, control characters and letters that others look like.
_characters := "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"

# Dots, separators and control characters, encoded once, twice, in more bytes than needed, or in the way of one vendor.
_misread := ["%2e", "%2f", "%5c", "%25", "%3b", "%0", "%1", "%7f", "%c0", "%c1", "%e0%8", "%e0%9", "%f0%8", "%u", "\\"]

# Some readers take what stands behind a semicolon for a parameter, and open what stands before it.
_plain_segment(segment) if {
	count(segment) > 0
	every text in _misread {
		indexof(lower(segment), text) == -1
	}
	count({segment, split(segment, ";")[0]} & {".", "..", ""}) == 0
}
