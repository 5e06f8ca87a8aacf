// Turns OPA's errors into the list that a caller shows.
package main

import (
	"errors"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/loader"
	"github.com/open-policy-agent/opa/v1/topdown"
)

type location struct {
	File string `json:"file"`
	Row  int    `json:"row"`
	Col  int    `json:"col"`
}

// issue has the shape of one entry of `opa check --format json`, so that one reader serves both.
type issue struct {
	Code     string           `json:"code"`
	Message  string           `json:"message"`
	Location *location        `json:"location,omitempty"`
	Details  ast.ErrorDetails `json:"details,omitempty"`
}

func at(l *ast.Location) *location {
	if l == nil {
		return nil
	}
	return &location{l.File, l.Row, l.Col}
}

// regoIssues returns the errors that a policy author can correct, and false for anything else.
func regoIssues(err error) ([]issue, bool) {
	var many ast.Errors
	if errors.As(err, &many) {
		issues := make([]issue, 0, len(many))
		for _, e := range many {
			issues = append(issues, issue{e.Code, e.Message, at(e.Location), e.Details})
		}
		return issues, true
	}
	var files loader.Errors
	if errors.As(err, &files) {
		var issues []issue
		for _, e := range files {
			nested, ok := regoIssues(e)
			if !ok {
				return nil, false
			}
			issues = append(issues, nested...)
		}
		return issues, len(issues) > 0
	}
	var one *ast.Error
	if errors.As(err, &one) {
		return []issue{{one.Code, one.Message, at(one.Location), one.Details}}, true
	}
	var evaluation *topdown.Error
	if errors.As(err, &evaluation) {
		return []issue{{evaluation.Code, evaluation.Message, at(evaluation.Location), nil}}, true
	}
	return nil, false
}
