package wrapper_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/internal/token"
	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

// policyTable is the policy, with the numbers that the code has.
func policyTable() string {
	short := func(d time.Duration) string {
		switch {
		case d < time.Second:
			return fmt.Sprintf("%d ms", d/time.Millisecond)
		case d%time.Minute == 0:
			return fmt.Sprintf("%d min", d/time.Minute)
		}
		return fmt.Sprintf("%d s", d/time.Second)
	}
	return fmt.Sprintf(`| what happens | sent again | after |
| --- | --- | --- |
| 429, the rate limit is used up | every operation | the server's wait, else back-off |
| 429, too many requests at once (limit 0) | every operation | back-off |
| 500, 502, 503, 504 | GET, PUT, DELETE, but not deactivateOrDeleteUser | the server's wait, else back-off |
| no whole answer: connection broken, attempt timed out | GET, PUT, DELETE, but not deactivateOrDeleteUser | back-off |
| no connection: refused, name server down | every operation | back-off |
| 401 with a token of ClientCredentials | every operation, once | at once, with a new token |
| anything else | never | |

| what | default | to change it |
| --- | --- | --- |
| attempts, the first included | %d | WithRetry, WithoutRetry; WithRetryUnsafe for POST and deactivateOrDeleteUser |
| back-off | random, up to %s before the 2nd attempt, doubled for each one after | WithRetry |
| longest wait; a longer one, or one past the context's deadline, is not begun | %s | WithRetry |
| time for one attempt | %s | WithRequestTimeout |
| time to connect | %s | WithConnectionTimeout |
| use of the org's rate limits | what other clients leave | WithRateLimitShare, WithoutRateLimitGate |
| renewal of OAuth tokens | when a tenth of their life is left, at most %s before their end | |
| size of an answer | up to %d MiB | |
`, transport.DefaultAttempts, short(transport.DefaultBaseWait), short(transport.DefaultMaxWait), short(transport.DefaultRequestTimeout),
		short(transport.DefaultConnectionTimeout), short(token.RefreshAhead), transport.MaxBody>>20)
}

func TestThePolicyStandsInTheDocs(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(readme), "<!-- policy -->\n")
	require.True(t, found, "README.md has to mark the policy with <!-- policy --> and <!-- /policy -->")
	table, _, found := strings.Cut(rest, "<!-- /policy -->")
	require.True(t, found)
	require.Equal(t, policyTable(), strings.Trim(table, "\n")+"\n", "the policy in README.md")

	comment, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	var lines strings.Builder
	for line := range strings.Lines(policyTable()) {
		if line == "\n" {
			lines.WriteString("//\n")
		} else {
			lines.WriteString("//\t" + line)
		}
	}
	require.Contains(t, string(comment), lines.String(), "the policy in the package comment")
}
