package wrapper_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func ExampleWithRateLimitShare() {
	client, err := okta.NewClient("https://acme.okta.com", okta.APIToken(os.Getenv("OKTA_CLIENT_TOKEN")),
		okta.WithRateLimitShare(0.5), // leave half of each limit to the org's other clients
		okta.WithRetry(okta.RetryPolicy{Attempts: 6}),
		okta.WithLogger(slog.Default()))
	if err != nil {
		log.Fatal(err)
	}
	_ = client
}

func ExampleBulk() {
	org := oktatest.NewOrg()
	org.SeedUsers(500)
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()

	suspend := func(ctx context.Context, user okta.User) error { return client.SuspendUser(ctx, user.ID) }
	active := client.ListUsers(ctx, &okta.ListUsersOptions{Filter: `status eq "ACTIVE"`})
	done := 0
	for user, err := range okta.Bulk(ctx, active, 8, suspend) {
		if list, ok := errors.AsType[*okta.ListError](err); ok {
			log.Fatal(list) // the list ended too early
		}
		if err != nil {
			log.Println(user.ID, err) // and go on; a break or return here would stop
			continue
		}
		done++
	}
	fmt.Println(done > 0, done == org.Count("suspendUser"))
	// Output: true true
}

func ExampleClient_DeleteUserPermanently() {
	org := oktatest.NewOrg()
	id := org.SeedUsers(1)[0]
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		log.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	fmt.Println(client.DeleteUserPermanently(ctx, id, nil))
	fmt.Println(client.DeleteUserPermanently(ctx, id, nil)) // again: it is gone already
	// Output:
	// <nil>
	// <nil>
}
