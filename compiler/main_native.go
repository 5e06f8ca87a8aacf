//go:build !wasip1

// The native program: turns a JSON request on standard input into a JSON response on standard output.
package main

import (
	"io"
	"os"
)

func main() {
	request, err := io.ReadAll(os.Stdin)
	if err != nil {
		os.Exit(1)
	}
	if _, err := os.Stdout.Write(answer(request)); err != nil {
		os.Exit(1)
	}
}
