package wrapper_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

func ExampleClient_WalkUsers() {
	ctx, client := context.Background(), newExampleClient()

	walk := client.WalkUsers(&okta.WalkUsersOptions{Search: `status eq "ACTIVE"`})
	for user, err := range walk.Users(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(user.Profile.Login)
	}
	fmt.Println(walk.Progress().Users, walk.Done())
	// Output:
	// ada@example.com
	// 1 true
}

func ExampleUserWalk_Checkpoint() {
	ctx, client := context.Background(), newExampleClient()
	const file = "users.checkpoint"
	defer func() { _ = os.Remove(file) }()

	saved, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		log.Fatal(err)
	}
	walk := client.WalkUsers(&okta.WalkUsersOptions{Checkpoint: string(saved)}) // "" begins anew
	for page, err := range walk.Pages(ctx) {
		if err != nil {
			log.Fatal(err) // the next run goes on from the file
		}
		for _, user := range page.Items {
			fmt.Println(user.Profile.Login)
		}
		if err := os.WriteFile(file, []byte(walk.Checkpoint()), 0o600); err != nil {
			log.Fatal(err)
		}
	}
	// Output: ada@example.com
}

func ExampleUserWalk_Bulk() {
	ctx, client := context.Background(), newExampleClient()

	suspend := func(ctx context.Context, user okta.User) error { return client.SuspendUser(ctx, user.ID) }
	walk := client.WalkUsers(&okta.WalkUsersOptions{Search: `status eq "ACTIVE"`})
	for user, err := range walk.Bulk(ctx, 8, suspend) {
		if list, ok := errors.AsType[*okta.ListError](err); ok {
			log.Fatal(list, "; to go on from: ", walk.Checkpoint())
		}
		fmt.Println(user.Profile.Login, err)
	}
	// Output: ada@example.com <nil>
}

func ExampleUserWalk_Watermark() {
	ctx, client := context.Background(), newExampleClient()

	var watermark time.Time // kept from the last time; zero for all users
	walk := client.WalkUsers(&okta.WalkUsersOptions{ChangedSince: watermark})
	for user, err := range walk.Users(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(user.Profile.Login, user.Status)
	}
	watermark = walk.Watermark()

	fmt.Println(watermark.IsZero())
	// Output:
	// ada@example.com ACTIVE
	// false
}

func ExampleClient_SplitUsers() {
	ctx, client := context.Background(), newExampleClient()

	parts, err := client.SplitUsers(ctx, nil, 100)
	if err != nil {
		log.Fatal(err)
	}
	for _, part := range parts { // each on a machine of its own
		for user, err := range client.WalkUsers(&okta.WalkUsersOptions{Checkpoint: part}).Users(ctx) {
			if err != nil {
				log.Fatal(err)
			}
			fmt.Println(user.Profile.Login)
		}
	}
	// Output: ada@example.com
}
