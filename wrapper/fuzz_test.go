package wrapper

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func FuzzNextLink(f *testing.F) {
	f.Add(`<https://acme.okta.com/api/v1/users?limit=1>; rel="self", <https://acme.okta.com/api/v1/users?after=x&limit=1>; rel="next"`, ``)
	f.Add(`<https://acme.okta.com/api/v1/users?limit=1>; rel=self`, `<https://acme.okta.com/api/v1/users?after=x>;title="a, \"b\"; c";rel="prev next"`)
	f.Add(`<a>;rel*=UTF-8''next`, `,,<b>;REL=NEXT`)
	f.Add(`next`, `<a`)
	f.Fuzz(func(t *testing.T, first, second string) {
		target, found, err := nextLink([]string{first, second})
		if err != nil && found || !found && target != "" {
			t.Fatal("a link in spite of an error, or none with a target")
		}
		if !found {
			return
		}
		if !strings.Contains(first, "<"+target+">") && !strings.Contains(second, "<"+target+">") {
			t.Fatalf("%q is not in the headers", target)
		}
		joined, ok, err := nextLink([]string{first + "," + second})
		if _, _, alone := nextLink([]string{first}); alone == nil && !strings.Contains(first, `"`) && (err != nil || !ok || joined != target) {
			t.Fatalf("joined by a comma the link is %q, %v, %v, not %q", joined, ok, err, target)
		}
	})
}

func FuzzErrorBody(f *testing.F) {
	f.Add(400, "application/json", []byte(`{"errorCode":"E0000001","errorSummary":"Api validation failed: login","errorId":"oae1","errorCauses":[{"errorSummary":"login: An object with this field already exists"}]}`))
	f.Add(401, "application/json", []byte(`{"error":"invalid_client","error_description":"no"}`))
	f.Add(404, "application/json;charset=UTF-8", []byte(`{"status":404,"message":"Resource not found"}`))
	f.Add(502, "text/html", []byte("<html>\r\n<head><title>502 Bad Gateway</title></head>\xff\x1b[31m"))
	f.Add(429, "", []byte(nil))
	f.Add(500, "application/json", []byte(`{"errorCode":7,"errorCauses":[null,{"errorSummary":null}]}`))
	f.Fuzz(func(t *testing.T, status int, contentType string, body []byte) {
		response := &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {contentType}}, Body: io.NopCloser(strings.NewReader(""))}
		for _, e := range []*Error{refused("getUser", response, body), unreadable("getUser", response, body, errors.New("x"))} {
			testkit.OneLined(t, e.Error())
			if e.StatusCode != status || len(e.Body) > 3*printable.MaxStart+len("…") || !utf8.ValidString(e.Body) {
				t.Fatalf("%#v", e)
			}
			_ = e.LogValue().String()
		}
	})
}

func FuzzRateLimitHeaders(f *testing.F) {
	f.Add(429, "600", "0", "1700000060", "Tue, 14 Nov 2023 22:13:20 GMT", "")
	f.Add(200, "600", "599", "1700000060", "Tue, 14 Nov 2023 22:13:20 GMT", "7")
	f.Add(429, "0", "0", "1", "", "Tue, 14 Nov 2023 22:13:20 GMT")
	f.Add(429, "-1", "+1", "99999999999999999999", "now", "1e9")
	f.Add(429, "600", "4", "1700000060", "Tue, 14 Nov 2023 22:13:20 GMT", "")
	f.Add(429, "1", "2", "8589934591", "Mon, 01 Jan 0001 00:00:00 GMT", "-5")
	f.Fuzz(func(t *testing.T, status int, limit, remaining, reset, date, after string) {
		response := &http.Response{StatusCode: status, Header: http.Header{}}
		for name, value := range map[string]string{headerRateLimitLimit: limit, headerRateLimitRemaining: remaining, headerRateLimitReset: reset, "Date": date, "Retry-After": after} {
			response.Header.Set(name, value)
		}
		if asked := askedWait(response); asked < 0 {
			t.Fatalf("a wait of %s", asked)
		}
		policy := RetryPolicy{}.withDefaults()
		if wait, ok := policy.wait(3, response); wait < 0 || wait > policy.MaxWait || !ok && wait != 0 {
			t.Fatalf("a wait of %s, %v", wait, ok)
		}

		// Whatever a gate has seen, it lets everybody in within the longest window that is believed.
		synctest.Test(t, func(t *testing.T) {
			g := newGate(0.5, time.Hour)
			for range 3 {
				start := time.Now()
				k, err := g.enter(t.Context(), "class")
				if err != nil {
					t.Fatal(err)
				}
				if held := time.Since(start); held > maxWindow {
					t.Fatalf("held for %s", held)
				}
				g.leave(k, response)
			}
			if g.inFlight != 0 {
				t.Fatalf("%d in flight", g.inFlight)
			}
		})
	})
}
