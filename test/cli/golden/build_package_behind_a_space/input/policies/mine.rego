 package mcp.trust.client_trusts_server.admission

_approved := true

_note := `
package custom.fake
`
