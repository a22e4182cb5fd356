// The least program that gets a user, over the floor.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/plain"
)

func main() {
	var user plain.User[map[string]plain.Link]
	err := plain.Do(context.Background(), http.DefaultClient, http.MethodGet, os.Args[1]+"/api/v1/users/me", nil, plain.JSON(&user))
	fmt.Println(user.Profile.Login, err)
}
