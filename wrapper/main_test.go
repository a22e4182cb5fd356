package wrapper_test

import (
	"testing"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// everything is what the clients of the whole run log; see watched.
var everything testkit.Log

func TestMain(m *testing.M) { testkit.Run(m, &everything) }

// watched makes a client log into everything.
func watched() okta.Option { return okta.WithLogger(everything.Logger()) }
