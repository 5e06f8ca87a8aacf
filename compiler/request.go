// Turns the fields of a request into what OPA's packages take.
package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
)

type module struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// request carries every operation's fields. Documents are JSON texts, so that no number is rounded on the way.
type request struct {
	Op           string            `json:"op"`
	Modules      []module          `json:"modules"`
	Capabilities string            `json:"capabilities"`
	Data         string            `json:"data"`
	Schemas      map[string]string `json:"schemas"`
	InputSchema  string            `json:"input_schema"`
	Entrypoints  []string          `json:"entrypoints"`
	Revision     string            `json:"revision"`
	Roots        []string          `json:"roots"`
	Metadata     string            `json:"metadata"`
	Filter       string            `json:"filter"`
	Query        string            `json:"query"`
	Inputs       []string          `json:"inputs"`
}

func (r *request) capabilities() (*ast.Capabilities, error) {
	caps := ast.CapabilitiesForThisVersion(ast.CapabilitiesRegoVersion(ast.RegoV1))
	if r.Capabilities != "" {
		loaded, err := ast.LoadCapabilitiesJSON(strings.NewReader(r.Capabilities))
		if err != nil {
			return nil, fmt.Errorf("capabilities: %w", err)
		}
		caps = loaded
	}
	// A schema is somebody else's file: its $ref must never reach the network. Empty means no host, nil means any.
	caps.AllowNet = []string{}
	return caps, nil
}

func (r *request) parserOptions(caps *ast.Capabilities) ast.ParserOptions {
	return ast.ParserOptions{RegoVersion: ast.RegoV1, ProcessAnnotation: true, Capabilities: caps}
}

// parse reports the errors of all modules, not only of the first bad one.
func (r *request) parse(caps *ast.Capabilities) (map[string]*ast.Module, error) {
	modules := make(map[string]*ast.Module, len(r.Modules))
	var all ast.Errors
	for _, m := range r.Modules {
		if !fs.ValidPath(m.Path) || !strings.HasSuffix(m.Path, ".rego") {
			return nil, fmt.Errorf("module path %q: expected a relative path that ends in .rego", m.Path)
		}
		if _, twice := modules[m.Path]; twice {
			return nil, fmt.Errorf("module path %q: given twice", m.Path)
		}
		parsed, err := ast.ParseModuleWithOpts(m.Path, m.Text, r.parserOptions(caps))
		var errs ast.Errors
		switch {
		case errors.As(err, &errs):
			all = append(all, errs...)
		case err != nil:
			return nil, err
		case parsed == nil:
			all = append(all, ast.NewError(ast.ParseErr, ast.NewLocation(nil, m.Path, 1, 1), "empty module"))
		}
		modules[m.Path] = parsed
	}
	if len(all) > 0 {
		return nil, all
	}
	return modules, nil
}

// store opens a transaction over the data document; the caller aborts it.
func (r *request) store(ctx context.Context) (storage.Store, storage.Transaction, error) {
	document := map[string]any{}
	if r.Data != "" {
		if err := util.UnmarshalJSON([]byte(r.Data), &document); err != nil {
			return nil, nil, fmt.Errorf("data: %w", err)
		}
	}
	store := inmem.NewFromObject(document)
	txn, err := store.NewTransaction(ctx)
	return store, txn, err
}

// compiled compiles all modules over the data document.
func (r *request) compiled(ctx context.Context, c *ast.Compiler, caps *ast.Capabilities) (storage.Store, error) {
	modules, err := r.parse(caps)
	if err != nil {
		return nil, err
	}
	store, txn, err := r.store(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Abort(ctx, txn)
	c.SetErrorLimit(0).WithCapabilities(caps).WithPathConflictsCheck(storage.NonEmpty(ctx, store, txn)).Compile(modules)
	if c.Failed() {
		return nil, c.Errors
	}
	return store, nil
}
