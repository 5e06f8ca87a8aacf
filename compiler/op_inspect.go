// Turns modules into the list of their annotations, each with the path of the thing annotated.
package main

import (
	"context"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

// annotated has the shape of one entry of `opa inspect --annotations --format json`.
type annotated struct {
	Path        ast.Ref          `json:"path"`
	Location    *location        `json:"location,omitempty"`
	Annotations *ast.Annotations `json:"annotations"`
}

func inspect(_ context.Context, r *request) (any, error) {
	caps, err := r.capabilities()
	if err != nil {
		return nil, err
	}
	modules, err := r.parse(caps)
	if err != nil {
		return nil, err
	}
	list := make([]*ast.Module, 0, len(modules))
	for _, path := range util.KeysSorted(modules) {
		list = append(list, modules[path])
	}
	set, errs := ast.BuildAnnotationSet(list)
	if len(errs) > 0 {
		return nil, errs
	}
	out := []annotated{}
	for _, ref := range set.Flatten() {
		out = append(out, annotated{ref.Path, at(ref.Location), ref.Annotations})
	}
	return out, nil
}
