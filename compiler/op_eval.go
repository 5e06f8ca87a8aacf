// Turns one query and many inputs into what OPA's own evaluator says about each.
package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/util"
)

// outcome holds the value as JSON text: its numbers would not survive a reader of doubles.
type outcome struct {
	Value     string `json:"value,omitempty"`
	Undefined bool   `json:"undefined,omitempty"`
	Error     *issue `json:"error,omitempty"`
}

func eval(ctx context.Context, r *request) (any, error) {
	caps, err := r.capabilities()
	if err != nil {
		return nil, err
	}
	c := ast.NewCompiler().WithUseTypeCheckAnnotations(true)
	store, err := r.compiled(ctx, c, caps)
	if err != nil {
		return nil, err
	}
	query, err := rego.New(
		rego.Query(r.Query),
		rego.Compiler(c),
		rego.Store(store),
		rego.Capabilities(caps),
		rego.SetRegoVersion(ast.RegoV1),
	).PrepareForEval(ctx)
	if err != nil {
		return nil, err
	}
	outcomes := make([]outcome, 0, len(r.Inputs))
	for i, text := range r.Inputs {
		var input any
		if err := util.UnmarshalJSON([]byte(text), &input); err != nil {
			return nil, fmt.Errorf("input %d: %w", i, err)
		}
		o, err := evalOne(ctx, query, input)
		if err != nil {
			return nil, err
		}
		outcomes = append(outcomes, o)
	}
	return outcomes, nil
}

func evalOne(ctx context.Context, query rego.PreparedEvalQuery, input any) (outcome, error) {
	set, err := query.Eval(ctx, rego.EvalInput(input))
	if err != nil {
		return outcome{Error: errorOf(err)}, nil
	}
	if len(set) == 0 {
		return outcome{Undefined: true}, nil
	}
	text, err := json.Marshal(set[0].Expressions[0].Value)
	return outcome{Value: string(text)}, err
}
