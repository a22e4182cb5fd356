package wrapper_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oauth"
)

func TestAnErrorIsALogValue(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		return testkit.Reply(429, http.Header{"Retry-After": {"100"}}, testkit.Limited), nil
	})
	_, err := client.GetUser(t.Context(), "00u1", nil)
	slog.New(slog.NewJSONHandler(&log, nil)).Error("failed", "error", err)
	var record map[string]any
	require.NoError(t, json.Unmarshal(log.Bytes(), &record))
	require.Equal(t, map[string]any{"operation": "getUser", "status": 429.0, "code": "E0000047", "request_id": "req-1", "attempts": 1.0, "retry_after": 1e11,
		"text": "okta: getUser: 429 Too Many Requests: E0000047: API call exceeded rate limit due to too many requests.; retry after 1m40s; request id req-1"},
		record["error"])
}

func TestANilErrorCanBeLogged(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	var none *okta.Error
	slog.New(slog.NewTextHandler(&log, nil)).Info("done", "error", none)
	require.Contains(t, log.String(), "error=<nil>\n")
	require.Equal(t, "<nil>", none.Error())
}

func TestNoSecretIsShown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		// The worst of servers: it says back what it was sent, and more.
		echo := func(status int, kind string) testkit.Wire {
			return func(r *http.Request) (*http.Response, error) {
				content := ""
				if r.Body != nil {
					data, _ := io.ReadAll(r.Body)
					content = string(data)
				}
				header := http.Header{"Content-Type": {kind}, "Location": {"https://other.example/?token=" + testkit.Token}}
				return testkit.Reply(status, header, fmt.Sprintf(`[{"activationToken":"activation-that-must-not-leak","tempPassword":"temp-that-must-not-leak","sent":%q}]`, content)), nil
			}
		}
		servers := map[string]testkit.Wire{
			"200 of another shape": echo(200, "application/json"),
			"200 cut short": func(*http.Request) (*http.Response, error) {
				return testkit.Reply(200, nil, `{"activationToken":"activation-that-must-not-leak","tempPass`), nil
			},
			"302": func(r *http.Request) (*http.Response, error) {
				response, err := echo(302, "application/json")(r)
				response.Body = io.NopCloser(strings.NewReader(""))
				return response, err
			},
			"no answer": func(r *http.Request) (*http.Response, error) {
				return nil, &url.Error{Op: r.Method, URL: r.URL.String() + "?token=" + testkit.Token, Err: io.ErrUnexpectedEOF}
			},
		}
		signer, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		require.NoError(t, err)
		key, err := oauth.NewPrivateKey(signer)
		require.NoError(t, err)
		auths := map[string]okta.Authorizer{
			"API token":    okta.APIToken(testkit.Token),
			"bearer token": okta.BearerToken(testkit.AccessToken),
			"OAuth":        oauth.ClientCredentials(oauth.Config{ClientID: "0oa1", Key: key, Scopes: []string{"okta.users.read"}, DPoP: true}),
		}
		user := okta.User{Credentials: okta.UserCredentials{
			Password:         &okta.PasswordCredential{Value: "Passw0rd-that-must-not-leak"},
			RecoveryQuestion: &okta.RecoveryQuestionCredential{Question: "?", Answer: "Answer-that-must-not-leak"},
		}}
		var shown []any
		for _, w := range servers {
			for _, auth := range auths {
				options := []okta.Option{
					okta.WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug - 100, AddSource: true}))),
					okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(func(r *http.Request) (*http.Response, error) {
						if strings.HasSuffix(r.URL.Path, "/token") {
							return testkit.Reply(200, nil, fmt.Sprintf(`{"access_token":%q,"token_type":"DPoP"}`, testkit.AccessToken)), nil
						}
						return w(r)
					})}),
				}
				client, err := okta.NewClient("https://acme.okta.com", auth, options...)
				require.NoError(t, err)
				shown = append(shown, client, *client, client.Gen(), auth, options)
				_, err = client.CreateUser(t.Context(), user, nil)
				shown = append(shown, err)
				_, err = client.ActivateUser(t.Context(), "00u1", &okta.ActivateUserOptions{SendEmail: new(false)})
				shown = append(shown, err)
				_, err = client.ExpirePassword(t.Context(), "00u1", &okta.ExpirePasswordOptions{TempPassword: true})
				shown = append(shown, err)
				_, err = client.ExpirePasswordWithTempPassword(t.Context(), "00u1", nil)
				shown = append(shown, err)
				_, err = client.ForgotPasswordSetNewPassword(t.Context(), "00u1", user.Credentials, nil)
				shown = append(shown, err)
				_, err = client.ChangePassword(t.Context(), "00u1", okta.ChangePasswordRequest{
					OldPassword: okta.PasswordCredential{Value: "Passw0rd-that-must-not-leak"}, NewPassword: okta.PasswordCredential{Value: "Passw0rd-that-must-not-leak"}}, nil)
				shown = append(shown, err)
				_, err = client.EnrollFactor(t.Context(), "00u1", okta.UserFactor{
					Profile: okta.UserFactorProfile{Answer: okta.Set("Answer-that-must-not-leak"), SharedSecret: okta.Set("secret-that-must-not-leak")},
					Verify:  okta.VerifyFactorRequest{PassCode: "code-that-must-not-leak"},
				}, nil)
				shown = append(shown, err)
				_, err = client.ActivateFactor(t.Context(), "00u1", "sms1", okta.ActivateFactorRequest{PassCode: "code-that-must-not-leak"})
				shown = append(shown, err)
				_, err = client.VerifyFactor(t.Context(), "00u1", "sms1", okta.VerifyFactorRequest{Answer: "Answer-that-must-not-leak"}, nil)
				shown = append(shown, err)
				_, err = client.GetUser(t.Context(), "00u1", nil, okta.WithHeader("Authorization", testkit.Token))
				shown = append(shown, err)
			}
		}
		for _, url := range []string{"https://ada:proxy-that-must-not-leak@acme.okta.com", "https://acme.okta.com/?token=" + testkit.Token, "https://" + testkit.Token + "\x7f"} {
			_, err := okta.NewClient(url, okta.APIToken(testkit.Token))
			require.Error(t, err)
			shown = append(shown, err)
		}
		for _, auth := range []okta.Authorizer{okta.APIToken("SSWS " + testkit.Token), okta.APIToken(testkit.Token + "\n"), okta.BearerToken("Bearer " + testkit.AccessToken)} {
			_, err := okta.NewClient("https://acme.okta.com", auth)
			require.Error(t, err)
			shown = append(shown, err)
		}
		_, err = oauth.ParsePrivateKey([]byte(testkit.Token))
		shown = append(shown, err)

		for _, value := range shown {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
				assert.Empty(t, testkit.Exposed(fmt.Sprintf(verb, value)), "%T with %s", value, verb)
			}
			if err, ok := value.(error); ok {
				slog.New(slog.NewJSONHandler(&log, nil)).Error("failed", "error", err)
				for err := err; err != nil; err = errors.Unwrap(err) {
					assert.Empty(t, testkit.Exposed(fmt.Sprintf("%+v %#v", err, err)), "%T", err)
				}
			}
			text, err := json.Marshal(value)
			if err == nil {
				assert.Empty(t, testkit.Exposed(string(text)), "%T as JSON", value)
			}
		}
		assert.NotEmpty(t, log.String())
		assert.Empty(t, testkit.Exposed(log.String()))
	})
}

func TestMiddlewareSeesNoCredentials(t *testing.T) {
	t.Parallel()
	for _, auth := range []okta.Authorizer{okta.APIToken(testkit.Token), okta.BearerToken(testkit.AccessToken)} {
		client, err := okta.NewClient("https://acme.okta.com", auth,
			okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(func(r *http.Request) (*http.Response, error) {
				assert.NotEmpty(t, r.Header.Get("Authorization"))
				return testkit.Reply(200, nil, `{}`), nil
			})}),
			okta.WithMiddleware(func(r *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
				assert.Equal(t, "getUser", okta.Operation(r.Context()))
				response, err := next(r)
				assert.Empty(t, testkit.Exposed(fmt.Sprintf("%+v", r.Header)))
				return response, err
			}))
		require.NoError(t, err)
		_, err = client.GetUser(context.Background(), "00u1", nil)
		require.NoError(t, err)
	}
}

func TestABodyThatMayHoldASecretIsNotKeptInAnError(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusOK, http.StatusForbidden} {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			return testkit.Reply(status, http.Header{"Content-Type": {"text/html"}}, "<p>what a gateway was sent</p>"), nil
		})
		_, err := client.GetUser(t.Context(), "00u1", nil)
		secretFree, ok := errors.AsType[*okta.Error](err)
		require.True(t, ok)
		require.Equal(t, "<p>what a gateway was sent</p>", secretFree.Body)

		_, err = client.ExpirePassword(t.Context(), "00u1", nil)
		secret, ok := errors.AsType[*okta.Error](err)
		require.True(t, ok)
		require.Empty(t, secret.Body, "%d", status)
	}
}
