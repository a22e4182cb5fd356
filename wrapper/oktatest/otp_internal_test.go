package oktatest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The codes of RFC 4226, appendix D.
func TestHOTPCodesAreThoseOfTheRFC(t *testing.T) {
	t.Parallel()
	for counter, want := range []string{"755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"} {
		require.Equal(t, want, hotp([]byte("12345678901234567890"), int64(counter)))
	}
}

// The codes of RFC 6238, appendix B, of which six digits are left.
func TestTOTPCodesAreThoseOfTheRFC(t *testing.T) {
	t.Parallel()
	for at, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		require.Equal(t, want, hotp([]byte("12345678901234567890"), totpCounter(time.Unix(at, 0))))
	}
}

func TestACodeIsFoundWithinReachAlone(t *testing.T) {
	t.Parallel()
	secret := []byte("12345678901234567890")
	for _, test := range []struct {
		at    int64
		found bool
	}{{2, false}, {3, true}, {5, true}, {7, true}, {8, false}} {
		counter, found := counterOf(secret, hotp(secret, 5), test.at, 2)
		require.Equal(t, test.found, found, test.at)
		if found {
			require.EqualValues(t, 5, counter)
		}
	}
}
