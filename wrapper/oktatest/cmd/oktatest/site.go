package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/swaggest/swgui"
	"github.com/swaggest/swgui/v5emb"

	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

const (
	pagePath         = "/_reference/" // of the page's assets; the page itself is at / too
	documentPath     = "/openapi.yaml"
	documentPathJSON = "/openapi.json"

	// policy keeps the page from loading anything that is not of this program.
	policy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
)

// site serves the reference of the API beside the org.
func site(org *oktatest.Org) http.Handler {
	document := sync.OnceValues(func() (documents, error) { return documentsFor(org) })
	page := v5emb.NewWithConfig(swgui.Config{SettingsUI: map[string]string{
		"displayOperationId":     "true",
		"displayRequestDuration": "true",
		"tryItOutEnabled":        "true",
		"onComplete":             authorized(org.Token()),
	}})("Okta Users API", documentPath, pagePath)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		isRoot := r.URL.Path == "/"
		switch {
		case r.Method != http.MethodGet:
			org.ServeHTTP(w, r)
		case r.URL.Path == documentPath || r.URL.Path == documentPathJSON:
			serveDocument(w, r, document)
		case isRoot || strings.HasPrefix(r.URL.Path, pagePath):
			if isRoot {
				r = r.Clone(r.Context())
				r.URL.Path = pagePath
			}
			w.Header().Set("Content-Security-Policy", policy)
			page.ServeHTTP(w, r)
		default:
			org.ServeHTTP(w, r)
		}
	})
}

func serveDocument(w http.ResponseWriter, r *http.Request, documents func() (documents, error)) {
	both, err := documents()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	mediaType, content := "application/yaml", both.yaml
	if r.URL.Path == documentPathJSON {
		mediaType, content = "application/json", both.json
	}
	w.Header().Set("Content-Type", mediaType)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// authorized is the JavaScript that fills the org's token in.
func authorized(token string) string {
	credentials, err := json.Marshal("SSWS " + token)
	if err != nil {
		credentials = []byte(`""`) // can't happen: every text has a form in JSON
	}
	return `function() { window.ui.preauthorizeApiKey("api_token", ` + string(credentials) + `) }`
}
