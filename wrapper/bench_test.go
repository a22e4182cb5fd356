package wrapper_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// plainUser is what the benchmarks compare with: the content of the page in plain fields.
type plainUser struct {
	ID              string     `json:"id"`
	Status          string     `json:"status"`
	Created         time.Time  `json:"created"`
	Activated       *time.Time `json:"activated"`
	StatusChanged   *time.Time `json:"statusChanged"`
	LastLogin       *time.Time `json:"lastLogin"`
	LastUpdated     time.Time  `json:"lastUpdated"`
	PasswordChanged *time.Time `json:"passwordChanged"`
	Type            struct {
		ID string `json:"id"`
	} `json:"type"`
	Profile struct {
		FirstName   string   `json:"firstName"`
		LastName    string   `json:"lastName"`
		MobilePhone *string  `json:"mobilePhone"`
		SecondEmail *string  `json:"secondEmail"`
		Login       string   `json:"login"`
		Email       string   `json:"email"`
		Department  string   `json:"department"`
		Title       string   `json:"title"`
		BadgeNumber int64    `json:"badgeNumber"`
		Remote      bool     `json:"remote"`
		Tags        []string `json:"tags"`
	} `json:"profile"`
	Credentials struct {
		Password *struct{} `json:"password"`
		Provider struct {
			Type string `json:"type"`
			Name string `json:"name"`
		} `json:"provider"`
	} `json:"credentials"`
	Links map[string]struct {
		Href   string `json:"href"`
		Method string `json:"method"`
	} `json:"_links"`
}

// benchPage is a page of n users with custom attributes.
func benchPage(n int) []byte {
	users := make([]string, n)
	for i := range users {
		users[i] = fmt.Sprintf(`{"id":"00u%017d","status":"ACTIVE","created":"2026-01-12T08:30:00.000Z","activated":"2026-01-12T08:30:01.000Z",
			"statusChanged":"2026-01-12T08:30:01.000Z","lastLogin":null,"lastUpdated":"2026-02-03T10:00:00.000Z","passwordChanged":"2026-01-12T08:30:01.000Z",
			"type":{"id":"oty1defaultUserType01"},"profile":{"firstName":"Ada","lastName":"Lovelace-%[1]d","mobilePhone":null,"secondEmail":null,
			"login":"ada.%[1]d@example.com","email":"ada.%[1]d@example.com","department":"Engines","title":"Countess","badgeNumber":%[1]d,"remote":true,"tags":["a","b"]},
			"credentials":{"password":{},"provider":{"type":"OKTA","name":"OKTA"}},"_links":{"self":{"href":"https://acme.okta.com/api/v1/users/00u%017[1]d"}}}`, i)
	}
	return []byte("[" + strings.ReplaceAll(strings.Join(users, ","), "\n\t\t\t", "") + "]")
}

func BenchmarkDecodePage(b *testing.B) {
	page := benchPage(200)
	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(page)))
		for b.Loop() {
			var users []plainUser
			require.NoError(b, json.Unmarshal(page, &users))
		}
	})
	b.Run("models", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(page)))
		for b.Loop() {
			users := make([]okta.User, 0, 200)
			require.NoError(b, gen.Unmarshal(page, &users))
		}
	})
}

// BenchmarkGetUser leaves out the wire, so that what the client itself costs can be seen.
func BenchmarkGetUser(b *testing.B) {
	user := benchPage(1)
	user = user[1 : len(user)-1]
	wire := testkit.Wire(func(*http.Request) (*http.Response, error) {
		return &http.Response{
			StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}},
			ContentLength: int64(len(user)), Body: io.NopCloser(bytes.NewReader(user)),
		}, nil
	})
	b.Run("floor", func(b *testing.B) {
		client := &http.Client{Transport: wire}
		b.ReportAllocs()
		for b.Loop() {
			request, err := http.NewRequestWithContext(b.Context(), http.MethodGet, "https://acme.okta.com/api/v1/users/"+url.PathEscape("00u1"), nil)
			require.NoError(b, err)
			request.Header.Set("Authorization", "SSWS "+testkit.Token)
			request.Header.Set("Accept", "application/json")
			response, err := client.Do(request)
			require.NoError(b, err)
			var u plainUser
			require.NoError(b, json.NewDecoder(response.Body).Decode(&u))
			_ = response.Body.Close()
		}
	})
	b.Run("client", func(b *testing.B) {
		client, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), okta.WithHTTPClient(&http.Client{Transport: wire}))
		require.NoError(b, err)
		b.ReportAllocs()
		for b.Loop() {
			_, err := client.GetUser(b.Context(), "00u1", nil)
			require.NoError(b, err)
		}
	})
}

// BenchmarkListUsers walks a list of 20 pages, without the wire.
func BenchmarkListUsers(b *testing.B) {
	page := benchPage(200)
	wire := testkit.Wire(func(r *http.Request) (*http.Response, error) {
		header := http.Header{"Content-Type": {"application/json"}}
		number := 1
		if after := r.URL.Query().Get("after"); after != "" {
			if _, err := fmt.Sscan(after, &number); err != nil {
				return nil, err
			}
		}
		if number < 20 {
			header.Set("Link", fmt.Sprintf(`<?after=%d>; rel="next"`, number+1))
		}
		return &http.Response{StatusCode: 200, Header: header, ContentLength: -1, Body: io.NopCloser(bytes.NewReader(page))}, nil
	})
	client, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), okta.WithHTTPClient(&http.Client{Transport: wire}))
	require.NoError(b, err)
	for name, options := range map[string][]okta.CallOption{"read ahead": nil, "without": {okta.WithoutReadAhead()}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(20 * len(page)))
			for b.Loop() {
				require.NoError(b, drain(client.ListUsers(b.Context(), nil, options...)))
			}
		})
	}
}
