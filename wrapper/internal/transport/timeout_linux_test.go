package transport_test

import (
	"errors"
	"net"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// deaf returns the address of a port at which no connection is ever made: Linux leaves one unanswered where so many
// wait to be accepted.
func deaf(t *testing.T) string {
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, syscall.Close(socket)) })
	require.NoError(t, syscall.Bind(socket, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	require.NoError(t, syscall.Listen(socket, 0))
	name, err := syscall.Getsockname(socket)
	require.NoError(t, err)
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(name.(*syscall.SockaddrInet4).Port))
	for range 16 {
		waiting, err := net.DialTimeout("tcp", address, 100*time.Millisecond)
		if err != nil {
			return address
		}
		t.Cleanup(func() { _ = waiting.Close() })
	}
	t.Fatal("the port goes on making connections")
	return ""
}

func TestTheConnectionTimeoutEndsAConnectionThatIsNeverMade(t *testing.T) {
	t.Parallel()
	client, err := okta.NewClient("http://"+deaf(t), okta.APIToken(testkit.Token), okta.WithConnectionTimeout(150*time.Millisecond),
		okta.WithRetry(okta.RetryPolicy{Attempts: 2, BaseWait: 1}))
	require.NoError(t, err)
	_, err = client.CreateUser(t.Context(), okta.User{}, nil)
	require.ErrorContains(t, err, "i/o timeout")
	testkit.AssertSafe(t, "createUser", err)
	failure, ok := errors.AsType[*okta.Error](err)
	require.True(t, ok)
	require.Equal(t, 2, failure.Attempts, "what never left this machine is sent again, a POST too")
}
