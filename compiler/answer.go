// Turns one JSON request into one JSON response, whatever happens on the way.
package main

import (
	"context"
	"encoding/json"
	"fmt"
)

// failure is what a caller gets when an operation could not start or finish.
type failure struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// success keeps a result that is an empty list apart from no result at all.
type success struct {
	OK any `json:"ok"`
}

type response struct {
	Result *success `json:"result,omitempty"`
	Errors any      `json:"errors,omitempty"`
	Failed *failure `json:"failed,omitempty"`
}

type operation func(context.Context, *request) (any, error)

var operations = map[string]operation{
	"build":        build,
	"capabilities": capabilities,
	"check":        check,
	"eval":         eval,
	"fmt":          format,
	"inspect":      inspect,
	"test":         test,
	"version":      version,
}

func answer(raw []byte) (out []byte) {
	// OPA panics on some inputs; a policy author must get a message, not a dead compiler.
	defer func() {
		if r := recover(); r != nil {
			out = encode(response{Failed: &failure{"panic", fmt.Sprint(r)}})
		}
	}()
	var req request
	if err := json.Unmarshal(raw, &req); err != nil {
		return encode(response{Failed: &failure{"request", err.Error()}})
	}
	run, ok := operations[req.Op]
	if !ok {
		return encode(response{Failed: &failure{"request", fmt.Sprintf("unknown operation %q", req.Op)}})
	}
	result, err := run(context.Background(), &req)
	if err == nil {
		return encode(response{Result: &success{result}})
	}
	if issues, ok := regoIssues(err); ok {
		return encode(response{Errors: issues})
	}
	return encode(response{Failed: &failure{"operation", err.Error()}})
}

func encode(r response) []byte {
	out, err := json.Marshal(r)
	if err != nil {
		out, _ = json.Marshal(response{Failed: &failure{"response", err.Error()}})
	}
	return out
}
