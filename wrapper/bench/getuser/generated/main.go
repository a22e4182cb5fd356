// The least program that gets a user, over a client that oapi-codegen makes with its defaults.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/okta-userapi/userapi-go/wrapper/bench/contestants/generated/client"
)

func main() {
	c, err := client.NewClientWithResponses(os.Args[1], client.WithRequestEditorFn(func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "SSWS token")
		return nil
	}))
	if err != nil {
		log.Fatal(err)
	}
	response, err := c.GetUserWithResponse(context.Background(), "me", nil)
	fmt.Println(response, err)
}
