// Turns modules with tests into test results and line coverage.
package main

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/tester"
)

// A timer cannot interrupt an evaluation in WebAssembly. The host's deadline stops a test that never ends; this value
// only keeps OPA's own default of five seconds from failing slow tests in the native build and nowhere else.
const noTimeout = 24 * time.Hour

// result and report have the shapes of `opa test --format json` and of its coverage report.
type result struct {
	Location   *location           `json:"location"`
	Package    string              `json:"package"`
	Name       string              `json:"name"`
	Fail       bool                `json:"fail,omitempty"`
	Skip       bool                `json:"skip,omitempty"`
	Error      *issue              `json:"error,omitempty"`
	Output     []byte              `json:"output,omitempty"`
	SubResults tester.SubResultMap `json:"sub_results,omitempty"`
}

func test(ctx context.Context, r *request) (any, error) {
	caps, err := r.capabilities()
	if err != nil {
		return nil, err
	}
	modules, err := r.parse(caps)
	if err != nil {
		return nil, err
	}
	store, txn, err := r.store(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Abort(ctx, txn)
	c := ast.NewCompiler().
		SetErrorLimit(0).
		WithCapabilities(caps).
		WithPathConflictsCheck(storage.NonEmpty(ctx, store, txn)).
		WithEnablePrintStatements(true).
		WithUseTypeCheckAnnotations(true)
	coverage := cover.New()
	channel, err := tester.NewRunner().
		SetCompiler(c).
		SetStore(store).
		SetModules(modules).
		SetCoverageRuns(nil).
		SetCoverageQueryTracer(coverage).
		CapturePrintOutput(true).
		SetTimeout(noTimeout).
		SetParallel(1).
		Filter(r.Filter).
		RunTests(ctx, txn)
	if err != nil {
		return nil, err
	}
	results := []result{}
	for t := range channel {
		results = append(results, result{
			Location: at(t.Location), Package: t.Package, Name: t.Name, Fail: t.Fail, Skip: t.Skip,
			Error: errorOf(t.Error), Output: t.Output, SubResults: t.SubResults,
		})
	}
	// Goroutines finish in any order.
	slices.SortFunc(results, func(a, b result) int {
		return strings.Compare(a.Package+"\x00"+a.Name, b.Package+"\x00"+b.Name)
	})
	return map[string]any{"tests": results, "coverage": coverage.Report(modules)}, nil
}

func errorOf(err error) *issue {
	if err == nil {
		return nil
	}
	if issues, ok := regoIssues(err); ok {
		return &issues[0]
	}
	return &issue{Code: "error", Message: err.Error()}
}
