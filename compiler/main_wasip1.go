//go:build wasip1

// The reactor: turns a JSON request in linear memory into a JSON response in linear memory.
package main

import "unsafe"

// Buffers handed to the host stay here so that the collector keeps them; the key is the address the host knows.
var buffers = map[uintptr][]byte{}

func keep(buffer []byte) uintptr {
	address := uintptr(unsafe.Pointer(unsafe.SliceData(buffer)))
	buffers[address] = buffer
	return address
}

//go:wasmexport alloc
func alloc(size uint32) uint32 {
	return uint32(keep(make([]byte, max(size, 1))))
}

//go:wasmexport free
func free(address uint32) {
	delete(buffers, uintptr(address))
}

// call answers the request in the buffer at address. The result is the address of the response in the upper half and
// its length in the lower half; the host frees both buffers.
//
//go:wasmexport call
func call(address, size uint32) uint64 {
	request, ok := buffers[uintptr(address)]
	if !ok || uint64(size) > uint64(len(request)) {
		request, size = nil, 0
	}
	response := answer(request[:size])
	return uint64(keep(response))<<32 | uint64(len(response))
}

// A reactor never runs main.
func main() {}
