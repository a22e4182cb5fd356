package transport_test

import (
	"testing"

	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Run(m, &testkit.Everything) }
