// Turns modules into their formatted text, or into the reasons why they cannot be read.
package main

import (
	"context"

	"github.com/open-policy-agent/opa/v1/ast"
	opaformat "github.com/open-policy-agent/opa/v1/format"
)

type formatted struct {
	Path   string  `json:"path"`
	Text   string  `json:"text"`
	Errors []issue `json:"errors,omitempty"`
}

func format(_ context.Context, r *request) (any, error) {
	out := make([]formatted, 0, len(r.Modules))
	for _, m := range r.Modules {
		text, err := opaformat.SourceWithOpts(m.Path, []byte(m.Text), opaformat.Opts{RegoVersion: ast.RegoV1})
		if err == nil {
			out = append(out, formatted{Path: m.Path, Text: string(text)})
			continue
		}
		issues, ok := regoIssues(err)
		if !ok {
			issues = []issue{{Code: "error", Message: err.Error()}}
		}
		out = append(out, formatted{Path: m.Path, Errors: issues})
	}
	return out, nil
}
