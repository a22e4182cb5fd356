package main

import (
	"bytes"
	"net/http"
	"strings"
	"time"

	"github.com/swaggest/swgui"
	"github.com/swaggest/swgui/v5emb"

	"github.com/okta-userapi/userapi-go/openapi"
)

const (
	pagePath     = "/_reference/" // of the page's assets; the page itself is at / too
	documentPath = pagePath + "openapi.yaml"

	// policy keeps the page from loading anything that is not of this program.
	policy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
)

// site serves the reference of the API beside the org.
func site(org http.Handler) http.Handler {
	document := served(openapi.Document)
	page := v5emb.NewWithConfig(swgui.Config{SettingsUI: map[string]string{
		"displayOperationId":     "true",
		"displayRequestDuration": "true",
		"tryItOutEnabled":        "true",
	}})("Okta Users API", documentPath, pagePath)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		isRoot := r.URL.Path == "/"
		switch {
		case r.Method != http.MethodGet || !isRoot && !strings.HasPrefix(r.URL.Path, pagePath):
			org.ServeHTTP(w, r)
		case r.URL.Path == documentPath:
			w.Header().Set("Content-Type", "application/yaml")
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(document))
		default:
			if isRoot {
				r = r.Clone(r.Context())
				r.URL.Path = pagePath
			}
			w.Header().Set("Content-Security-Policy", policy)
			page.ServeHTTP(w, r)
		}
	})
}

// served is the contract with this org as its only server: the address that the page came from.
func served(document []byte) []byte {
	const here = "servers:\n  - url: /\n    description: This org.\n"
	var out []byte
	skipping := false
	for line := range bytes.Lines(document) {
		startsBlock := line[0] != ' ' && line[0] != '\n'
		if startsBlock {
			skipping = bytes.HasPrefix(line, []byte("servers:"))
			if skipping {
				out = append(out, here...)
			}
		}
		if !skipping {
			out = append(out, line...)
		}
	}
	return out
}
