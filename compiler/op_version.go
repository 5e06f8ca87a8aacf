// Turns nothing into the versions this compiler was built from, and the capabilities OPA itself has.
package main

import (
	"context"
	"runtime"

	"github.com/open-policy-agent/opa/v1/ast"
	opaversion "github.com/open-policy-agent/opa/v1/version"
)

func version(context.Context, *request) (any, error) {
	return map[string]string{"opa": opaversion.Version, "go": runtime.Version()}, nil
}

func capabilities(context.Context, *request) (any, error) {
	return ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(ast.RegoV1)), nil
}
