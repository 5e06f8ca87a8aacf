// Turns modules, data and a manifest into an OPA bundle that holds policy.wasm.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"testing/fstest"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/compile"
)

// build goes the way of `opa build --bundle`, over files in memory. There is no optimization level on purpose: partial
// evaluation takes the data document for known, so that a deny list supplied later would be ignored.
func build(ctx context.Context, r *request) (any, error) {
	caps, err := r.capabilities()
	if err != nil {
		return nil, err
	}
	// Parsed here first: the loader stops at the first bad module.
	if _, err := r.parse(caps); err != nil {
		return nil, err
	}
	files, err := r.files()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = compile.New().
		WithCapabilities(caps).
		WithTarget(compile.TargetWasm).
		WithOptimizationLevel(0).
		WithAsBundle(true).
		WithPruneUnused(true).
		WithEntrypoints(r.Entrypoints...).
		WithRegoAnnotationEntrypoints(true).
		WithRegoVersion(ast.RegoV1).
		WithFS(files).
		WithPaths(".").
		WithOutput(&out).
		Build(ctx)
	if err != nil {
		return nil, err
	}
	return map[string][]byte{"bundle": out.Bytes()}, nil
}

func (r *request) files() (fstest.MapFS, error) {
	manifest := map[string]any{"revision": r.Revision, "rego_version": 1}
	if len(r.Roots) > 0 {
		manifest["roots"] = r.Roots
	}
	if r.Metadata != "" {
		manifest["metadata"] = json.RawMessage(r.Metadata)
	}
	text, err := json.Marshal(manifest)
	if err != nil {
		return nil, err
	}
	document := r.Data
	if document == "" {
		document = "{}"
	}
	files := fstest.MapFS{".manifest": {Data: text}, "data.json": {Data: []byte(document)}}
	for _, m := range r.Modules {
		files[m.Path] = &fstest.MapFile{Data: []byte(m.Text)}
	}
	return files, nil
}
