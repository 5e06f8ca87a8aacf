// Turns modules and schemas into the list of everything that is wrong with them.
package main

import (
	"context"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

func check(ctx context.Context, r *request) (any, error) {
	caps, err := r.capabilities()
	if err != nil {
		return nil, err
	}
	schemas, err := r.schemas()
	if err != nil {
		return nil, err
	}
	c := ast.NewCompiler().
		WithSchemas(schemas).
		WithUseTypeCheckAnnotations(true).
		WithEnablePrintStatements(true).
		WithStrict(true)
	if _, err := r.compiled(ctx, c, caps); err != nil {
		return nil, err
	}
	return struct{}{}, nil
}

// schemas registers every schema as `schema.<name>`, and one of them as the type of `input` in every module.
func (r *request) schemas() (*ast.SchemaSet, error) {
	set := ast.NewSchemaSet()
	for name, text := range r.Schemas {
		var schema any
		if err := util.UnmarshalJSON([]byte(text), &schema); err != nil {
			return nil, fmt.Errorf("schema %q: %w", name, err)
		}
		set.Put(ast.SchemaRootRef.Append(ast.StringTerm(name)), schema)
		if name == r.InputSchema {
			set.Put(ast.SchemaRootRef, schema)
		}
	}
	if _, known := r.Schemas[r.InputSchema]; r.InputSchema != "" && !known {
		return nil, fmt.Errorf("input schema %q: not among the schemas given", r.InputSchema)
	}
	return set, nil
}
