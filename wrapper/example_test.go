package wrapper_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// newExampleClient returns a client of an org in memory that has one user, ada@example.com.
func newExampleClient() *okta.Client {
	org := oktatest.NewOrg()
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		log.Fatal(err)
	}
	if _, err := client.CreateUser(context.Background(), okta.User{
		Profile: okta.UserProfile{
			FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace"),
			Login: okta.Set("ada@example.com"), Email: okta.Set("ada@example.com"),
		},
		Credentials: okta.UserCredentials{Password: &okta.PasswordCredential{Value: "Analytical-Engine-1843"}},
	}, nil); err != nil {
		log.Fatal(err)
	}
	return client
}

func ExampleNewClient() {
	_, err := okta.NewClient("https://acme-admin.okta.com", okta.APIToken("00example"))
	fmt.Println(err)
	// Output: okta: new client: the org URL is that of the admin console: use https://acme.okta.com
}

func ExampleNewClient_program() {
	ctx := context.Background()

	client, err := okta.NewClient("https://acme.okta.com", okta.APIToken(os.Getenv("OKTA_CLIENT_TOKEN")))
	if err != nil {
		log.Fatal(err)
	}
	for user, err := range client.ListUsers(ctx, &okta.ListUsersOptions{Search: `status eq "ACTIVE"`}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(user.ID, user.Profile.Login)
	}
}

func ExampleClient_CreateUser() {
	ctx, client := context.Background(), newExampleClient()

	user, err := client.CreateUser(ctx, okta.User{Profile: okta.UserProfile{
		FirstName: okta.Set("Charles"),
		LastName:  okta.Set("Babbage"),
		Login:     okta.Set("charles@example.com"),
		Email:     okta.Set("charles@example.com"),
	}}, &okta.CreateUserOptions{Activate: new(false)})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(user.Profile.FirstName, user.Status)
	// Output: Charles STAGED
}

func ExampleClient_PartialUpdateUser() {
	ctx, client := context.Background(), newExampleClient()

	var changes okta.UserProfile
	changes.NickName = okta.Set("Countess")
	changes.MobilePhone = okta.Clear()
	if err := changes.Set("badgeNumber", 1815); err != nil { // a custom attribute
		log.Fatal(err)
	}
	user, err := client.PartialUpdateUser(ctx, "ada@example.com", okta.User{Profile: changes}, nil)
	if err != nil {
		log.Fatal(err)
	}

	fmt.Println(user.Profile.NickName, user.Profile.LastName)
	// Output: Countess Lovelace
}

func ExampleClient_UpdateUser() {
	ctx, client := context.Background(), newExampleClient()

	var read okta.Response
	user, err := client.GetUser(ctx, "ada@example.com", nil, okta.WithResponse(&read))
	if err != nil {
		log.Fatal(err)
	}
	user.Profile.NickName = okta.Set("Countess")
	user, err = client.UpdateUser(ctx, user.ID, user, &okta.UpdateUserOptions{IfMatch: read.ETag()})
	if errors.Is(err, okta.ErrPreconditionFailed) {
		log.Fatal("somebody else has changed the user: read it again")
	}
	if err != nil {
		log.Fatal(err)
	}

	fmt.Println(user.Profile.NickName)
	// Output: Countess
}

func ExampleClient_ListUsers() {
	ctx, client := context.Background(), newExampleClient()

	for user, err := range client.ListUsers(ctx, &okta.ListUsersOptions{Search: `status eq "ACTIVE"`}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(user.Profile.Login)
	}
	// Output: ada@example.com
}

func ExampleClient_ListUsersPages() {
	ctx, client := context.Background(), newExampleClient()

	options := okta.ListUsersOptions{Limit: 200}
	for page, err := range client.ListUsersPages(ctx, &options) {
		if err != nil {
			log.Fatal(err) // go on later from options.After
		}
		fmt.Println(len(page.Items), "users")
		options.After = page.After
	}
	// Output: 1 users
}

func ExampleError() {
	ctx, client := context.Background(), newExampleClient()

	err := client.UnlockUser(ctx, "ada@example.com")
	if errors.Is(err, okta.ErrNotFound) {
		fmt.Println("nobody by that name")
	}
	if errors.Is(err, okta.CodeUnlockNotAllowed) {
		fmt.Println("not locked out")
	}
	if e, ok := errors.AsType[*okta.Error](err); ok {
		fmt.Println(e.Operation, e.StatusCode, e.Code)
	}
	// Output:
	// not locked out
	// unlockUser 403 E0000032
}

func ExampleArgumentError() {
	ctx, client := context.Background(), newExampleClient()

	err := client.DeactivateOrDeleteUser(ctx, "", nil)
	fmt.Println(err)
	// Output: okta: deactivateOrDeleteUser: userId is empty: pass an id
}

func ExampleWithResponse() {
	ctx, client := context.Background(), newExampleClient()

	var response okta.Response
	if _, err := client.GetUser(ctx, "ada@example.com", nil, okta.WithResponse(&response)); err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.StatusCode, response.Header.Get("Content-Type"))
	// Output: 200 application/json
}

func ExampleWithHeader() {
	ctx, client := context.Background(), newExampleClient()

	_, err := client.GetUser(ctx, "ada@example.com", nil, okta.WithHeader("Accept-Language", "fr"))
	fmt.Println(err)
	// Output: <nil>
}

func ExampleWithMiddleware() {
	org := oktatest.NewOrg()
	count := func(request *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
		fmt.Println("sending", okta.Operation(request.Context()))
		return next(request)
	}
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()),
		okta.WithHTTPClient(org.HTTPClient()), okta.WithMiddleware(count))
	if err != nil {
		log.Fatal(err)
	}
	_, err = client.GetUser(context.Background(), "nobody@example.com", nil)
	fmt.Println(errors.Is(err, okta.ErrNotFound))
	// Output:
	// sending getUser
	// true
}

func ExampleClient_Gen() {
	ctx, client := context.Background(), newExampleClient()

	answer, err := client.Gen().GetUserWithResponse(ctx, "ada@example.com", nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer.JSON200.Profile.LastName)
	// Output: Lovelace
}

func ExampleClient_AddRoleToUser() {
	ctx, client := context.Background(), newExampleClient()

	role, err := client.AddRoleToUser(ctx, "ada@example.com", okta.Role{Type: okta.RoleTypeHelpDeskAdmin}, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(role.Label)
	// Output: Help Desk Administrator
}

func ExampleClient_ActivateUser() {
	ctx, client := context.Background(), newExampleClient()
	user, err := client.CreateUser(ctx, okta.User{Profile: okta.UserProfile{
		FirstName: okta.Set("Grace"), LastName: okta.Set("Hopper"), Login: okta.Set("grace@example.com"), Email: okta.Set("grace@example.com"),
	}}, &okta.CreateUserOptions{Activate: new(false)})
	if err != nil {
		log.Fatal(err)
	}

	token, err := client.ActivateUser(ctx, user.ID, &okta.ActivateUserOptions{SendEmail: new(false)})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(token.ActivationURL != "") // for you to deliver
	// Output: true
}

func ExampleWhere() {
	ctx, client := context.Background(), newExampleClient()
	email, since := "ada@example.com", time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

	list := client.ListUsers(ctx, &okta.ListUsersOptions{
		Search: okta.Where(`profile.email eq ? and lastUpdated gt ?`, email, since),
	})
	users, err := okta.Collect(list, 100)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(users))
	// Output: 1
}

func ExampleCall() {
	ctx, client, stop := apps()
	defer stop()

	type app struct {
		ID    string `json:"id"`
		Label string `json:"label"`
	}
	mail, err := okta.Call[app](ctx, client, okta.Request{Path: "/api/v1/apps/{appId}", IDs: []string{"0oa1mail"}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(mail.Label)
	// Output: Mail
}

func ExampleList() {
	ctx, client, stop := apps()
	defer stop()

	type event struct {
		Published time.Time `json:"published"`
		EventType string    `json:"eventType"`
	}
	query := url.Values{"since": {"2026-01-31T00:00:00Z"}, "until": {"2026-02-01T00:00:00Z"}}
	for event, err := range okta.List[event](ctx, client, okta.Request{Path: "/api/v1/logs", Query: query}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(event.Published, event.EventType)
	}
	// Output: 2026-01-31 08:30:00 +0000 UTC user.session.start
}

// apps is an org with an app and an event in its log.
func apps() (ctx context.Context, client *okta.Client, stop func()) {
	mux := http.NewServeMux()
	answer := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, body)
		}
	}
	mux.Handle("GET /api/v1/apps/0oa1mail", answer(`{"id":"0oa1mail","label":"Mail"}`))
	mux.Handle("GET /api/v1/logs", answer(`[{"published":"2026-01-31T08:30:00.000Z","eventType":"user.session.start"}]`))
	server := httptest.NewServer(mux)
	client, err := okta.NewClient(server.URL, okta.APIToken("token"))
	if err != nil {
		log.Fatal(err)
	}
	return context.Background(), client, server.Close
}

func ExampleClient_VerifyFactor() {
	ctx := context.Background()
	org := oktatest.NewOrg()
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		log.Fatal(err)
	}
	userID := org.SeedUsers(1)[0]

	factor, err := client.EnrollFactor(ctx, userID, okta.UserFactor{
		FactorType: okta.FactorTypeTokenSoftwareTOTP,
		Provider:   okta.FactorProviderOkta,
	}, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(factor.FactorType, factor.Status)

	code, err := org.PassCode(userID, factor.ID) // what the user's authenticator app shows
	if err != nil {
		log.Fatal(err)
	}
	if _, err := client.ActivateFactor(ctx, userID, factor.ID, okta.ActivateFactorRequest{PassCode: code}); err != nil {
		log.Fatal(err)
	}
	_, err = client.VerifyFactor(ctx, userID, factor.ID, okta.VerifyFactorRequest{PassCode: code}, nil)
	fmt.Println("the same code again was used:", errors.Is(err, okta.CodePassCodeUsed))

	org.Advance(30 * time.Second)
	if code, err = org.PassCode(userID, factor.ID); err != nil {
		log.Fatal(err)
	}
	result, err := client.VerifyFactor(ctx, userID, factor.ID, okta.VerifyFactorRequest{PassCode: code}, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.FactorResult)
	// Output:
	// token:software:totp PENDING_ACTIVATION
	// the same code again was used: true
	// SUCCESS
}
