package wrapper_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"testing"
	"unicode/utf8"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func FuzzErrorBody(f *testing.F) {
	f.Add(400, "application/json", []byte(`{"errorCode":"E0000001","errorSummary":"Api validation failed: login","errorId":"oae1","errorCauses":[{"errorSummary":"login: An object with this field already exists"}]}`))
	f.Add(401, "application/json", []byte(`{"error":"invalid_client","error_description":"no"}`))
	f.Add(404, "application/json;charset=UTF-8", []byte(`{"status":404,"message":"Resource not found"}`))
	f.Add(502, "text/html", []byte("<html>\r\n<head><title>502 Bad Gateway</title></head>\xff\x1b[31m"))
	f.Add(429, "", []byte(nil))
	f.Add(500, "application/json", []byte(`{"errorCode":7,"errorCauses":[null,{"errorSummary":null}]}`))
	f.Fuzz(func(t *testing.T, status int, contentType string, body []byte) {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			return testkit.Reply(status, http.Header{"Content-Type": {contentType}}, string(body)), nil
		}, okta.WithRetry(okta.RetryPolicy{Attempts: 1}))
		_, err := client.GetUser(t.Context(), "00u1", nil)
		if err == nil {
			return
		}
		testkit.OneLined(t, err.Error())
		e, ok := errors.AsType[*okta.Error](err)
		if !ok || e.StatusCode != status || len(e.Body) > 3*printable.MaxStart+len("…") || !utf8.ValidString(e.Body) {
			t.Fatalf("%#v", e)
		}
		_ = e.LogValue().String()
	})
}

// Whatever a poll link is, no other operation is called by it.
func FuzzTransactionID(f *testing.F) {
	for _, href := range []string{"https://acme.okta.com/api/v1/users/00u1/factors/opf1/transactions/v2mst.x", "", "/", "%", "a%2F..", "..", "x?y#z", "x;y"} {
		f.Add(href)
	}
	f.Fuzz(func(t *testing.T, href string) {
		link, err := json.Marshal(map[string]any{"poll": map[string]any{"href": href}})
		if err != nil {
			t.Fatal(err)
		}
		client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
			if operation := gen.OperationOf(r.Method, r.URL.EscapedPath()); operation.ID != "getFactorTransactionStatus" {
				t.Errorf("%s %s", r.Method, r.URL)
			}
			return testkit.Reply(200, nil, `{"factorResult":"SUCCESS"}`), nil
		})
		waiting := okta.VerifyUserFactorResponse{FactorResult: okta.FactorResultTypeWaiting, Links: okta.Links(link)}
		_, _ = client.GetFactorTransactionStatus(t.Context(), "00u1", "opf1", okta.TransactionID(waiting))
	})
}

func FuzzPageInABody(f *testing.F) {
	f.Add([]byte(`{"value":[{"id":"1"}],"_links":{"next":{"href":"https://acme.okta.com/api/v1/iam/assignees/users?after=c1"}}}`))
	f.Add([]byte(`{"value":[7,{"id":7},null],"_links":{"next":null}}`))
	f.Add([]byte(`{"value":null,"_links":[{"next":"?after="}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		requests := 0
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			requests++
			return testkit.Reply(http.StatusOK, http.Header{"Content-Type": {"application/json"}}, string(body)), nil
		})
		if err := drain(client.ListUsersWithRoleAssignments(t.Context(), nil, okta.WithoutReadAhead())); err != nil {
			testkit.OneLined(t, err.Error())
		}
		if requests > 2 { // a cursor that comes again is an error
			t.Fatalf("%d requests", requests)
		}
	})
}
