package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/openapi"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestTheFirstLinesSayHowToUseTheOrgAndItEndsInOrder(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	var warnings bytes.Buffer
	go func() {
		ended <- run(ctx, []string{"-addr", ":0", "-token", "secret", "-users", "3", "-owner", "user2", "-rate-limit", "100", "-latency", "1ms"}, in, &warnings)
	}()
	lines := bufio.NewScanner(out)
	next := func() string {
		require.True(t, lines.Scan())
		return lines.Text()
	}
	address, isURL := strings.CutPrefix(next(), "URL:   ")
	require.True(t, isURL)
	require.Regexp(t, `^http://127\.0\.0\.1:[0-9]+$`, address)
	require.Equal(t, "Token: secret", next())
	command, isCommand := strings.CutPrefix(next(), "Try:   ")
	require.True(t, isCommand)
	require.Equal(t, "The reference, to try each operation from: "+address+"/", next())
	require.Regexp(t, "^Owner: 00u.* user2@example.com$", next())

	if _, err := exec.LookPath("curl"); err == nil {
		answer, err := exec.CommandContext(t.Context(), "sh", "-c", command+" -sS -i").Output()
		require.NoError(t, err)
		require.Contains(t, string(answer), "HTTP/1.1 200 OK")
		require.Contains(t, string(answer), "X-Rate-Limit-Limit: 100")
		require.Len(t, regexp.MustCompile(`user[0-9]@example.com`).FindAll(answer, -1), 4, "login and email of two users")
	}
	stop()
	select {
	case err := <-ended:
		require.NoError(t, err)
		require.Empty(t, warnings.String())
	case <-time.After(10 * time.Second):
		t.Fatal("it doesn't end")
	}
}

func TestFlagsThatAreNoGoodAreExplained(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"extra":          `oktatest: unexpected argument "extra": there are flags only`,
		"-addr nowhere":  `oktatest: -addr "nowhere" is not host:port`,
		"-token  ":       "oktatest: -token must be visible ASCII characters without blanks",
		"-token=a\tb":    "oktatest: -token must be visible ASCII characters without blanks",
		"-users -1":      "oktatest: -users must be from 0 to 5000000",
		"-clients -1":    "oktatest: -clients must be from 0 to 100",
		"-clients 101":   "oktatest: -clients must be from 0 to 100",
		"-users many":    `invalid value "many" for flag -users: parse error`,
		"-latency -1s":   "oktatest: -latency can't be negative",
		"-latency 5":     `invalid value "5" for flag -latency: parse error`,
		"-rate-limit -5": "oktatest: -rate-limit can't be negative",
		"-speed 9":       "flag provided but not defined: -speed",
	} {
		var stderr bytes.Buffer
		err := run(t.Context(), strings.SplitN(args, " ", 2), io.Discard, &stderr)
		require.ErrorIs(t, err, errUsage, args)
		first, _, _ := strings.Cut(stderr.String(), "\n")
		require.Equal(t, want, first)
	}
	require.ErrorContains(t, run(t.Context(), []string{"-addr", "127.0.0.1:99999"}, io.Discard, io.Discard), "listen: ")
}

func TestTheAddressIsLoopbackUnlessToldOtherwise(t *testing.T) {
	t.Parallel()
	for addr, want := range map[string]string{":8080": "127.0.0.1:8080", "0.0.0.0:8080": "0.0.0.0:8080", "[::1]:80": "[::1]:80"} {
		s, err := parse([]string{"-addr", addr}, io.Discard)
		require.NoError(t, err)
		require.Equal(t, want, s.addr)
	}
}

func TestItSaysWhereItListens(t *testing.T) {
	t.Parallel()
	for addr, want := range map[string]struct{ url, listens, warning string }{
		"127.0.0.1:0": {`http://127\.0\.0\.1:\d+`, "", ""},
		"0.0.0.0:0":   {`http://127\.0\.0\.1:\d+`, `It listens on 0\.0\.0\.0:\d+: every address of this machine\n`, `whoever can reach 0\.0\.0\.0:\d+ can use this org`},
		"[::]:0":      {`http://localhost:\d+`, `It listens on \[::\]:\d+: every address of this machine\n`, `whoever can reach \[::\]:\d+ can use this org`},
	} {
		listener, err := listen(t.Context(), addr)
		require.NoError(t, err)
		require.NoError(t, listener.Close())
		var out bytes.Buffer
		greet(&out, listener.Addr(), "secret")
		require.Regexp(t, `^URL:   `+want.url+`\n(.*\n){3}`+want.listens+`$`, out.String())

		ctx, stop := context.WithCancel(t.Context())
		stop()
		var warnings bytes.Buffer
		require.NoError(t, run(ctx, []string{"-addr", addr}, io.Discard, &warnings))
		require.Regexp(t, "^(oktatest: warning: "+want.warning+".*\n)?$", warnings.String())
		require.Equal(t, want.warning == "", warnings.Len() == 0)
	}
}

func TestARequestThatGoesOnIsCutOffInTheEnd(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	var warnings bytes.Buffer
	go func() { ended <- run(ctx, []string{"-addr", ":0", "-latency", "1h"}, in, &warnings) }()
	first, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	go func() { _, _ = io.Copy(io.Discard, out) }()
	address := strings.TrimSpace(strings.TrimPrefix(first, "URL:   "))
	connection, err := new(net.Dialer).DialContext(t.Context(), "tcp", strings.TrimPrefix(address, "http://"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = connection.Close() })
	_, err = connection.Write([]byte("POST /api/v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"))
	require.NoError(t, err)
	underWay, err := bufio.NewReader(connection).ReadString('\n')
	require.NoError(t, err)
	require.Contains(t, underWay, "100 Continue")
	stop()
	require.NoError(t, <-ended)
	require.Equal(t, "oktatest: requests under way were cut off\n", warnings.String())
}

func TestTheServedDocumentIsTheContractOfThisOrg(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	user := org.SeedUsers(2)[0]
	page := site(org)
	get := func(path string) *openapi3.T {
		answer := httptest.NewRecorder()
		page.ServeHTTP(answer, httptest.NewRequest("GET", path, nil))
		require.Equal(t, 200, answer.Code)
		document, err := openapi3.NewLoader().LoadFromData(answer.Body.Bytes())
		require.NoError(t, err)
		require.NoError(t, document.Validate(t.Context(), openapi3.EnableExamplesValidation()))
		return document
	}
	got := get("/openapi.yaml")
	asJSON := func(document *openapi3.T) string {
		text, err := document.MarshalJSON()
		require.NoError(t, err)
		return string(text)
	}
	require.JSONEq(t, asJSON(got), asJSON(get("/openapi.json")))
	require.Equal(t, user, got.Components.Parameters["UserId"].Value.Example)
	require.Len(t, got.Servers, 1)
	require.Equal(t, "/", got.Servers[0].URL)

	want, err := openapi3.NewLoader().LoadFromData(openapi.Document)
	require.NoError(t, err)
	want.Servers = got.Servers
	require.JSONEq(t, withoutExamplesOfParameters(t, asJSON(want)), withoutExamplesOfParameters(t, asJSON(got)), "all else is the contract's")
}

func withoutExamplesOfParameters(t *testing.T, document string) string {
	t.Helper()
	var value any
	require.NoError(t, json.Unmarshal([]byte(document), &value))
	var walk func(any)
	walk = func(value any) {
		switch value := value.(type) {
		case map[string]any:
			if _, isParameter := value["in"].(string); isParameter {
				delete(value, "example")
			}
			for _, member := range value {
				walk(member)
			}
		case []any:
			for _, item := range value {
				walk(item)
			}
		}
	}
	walk(value)
	out, err := json.Marshal(value)
	require.NoError(t, err)
	return string(out)
}

func TestThePageAndItsAssetsAreServedBesideTheOrg(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(site(oktatest.NewOrg()))
	t.Cleanup(server.Close)
	get := func(path string) (int, string) {
		r, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+path, nil)
		require.NoError(t, err)
		answer, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		body, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		return answer.StatusCode, string(body)
	}
	status, page := get("/")
	require.Equal(t, 200, status)
	require.NotRegexp(t, `(?i)(src|href)="(https?:)?//`, page, "nothing from elsewhere")
	assets := regexp.MustCompile(`(?:src|href)="([^"]+)"`).FindAllStringSubmatch(page, -1)
	require.NotEmpty(t, assets)
	for _, asset := range assets {
		status, _ := get(asset[1])
		require.Equal(t, 200, status, asset[1])
	}
	status, body := get("/api/v1/users")
	require.Equal(t, 401, status)
	require.Contains(t, body, "E0000011")
	status, body = get("/favicon.ico")
	require.Equal(t, 404, status)
	require.Contains(t, body, "E0000008")
}
