package wrapper_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/internal/token"
	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

// policy is what a client does without options, with the numbers that the code has: the rows of two tables.
func policy() (retries, settings [][3]string) {
	short := func(d time.Duration) string {
		switch {
		case d < time.Second:
			return fmt.Sprintf("%d ms", d/time.Millisecond)
		case d%time.Minute == 0:
			return fmt.Sprintf("%d min", d/time.Minute)
		}
		return fmt.Sprintf("%d s", d/time.Second)
	}
	const (
		repeatable      = "GET, PUT, DELETE, but not deactivateOrDeleteUser"
		asTheServerSays = "the server's wait, else back-off"
	)
	retries = [][3]string{
		{"429, the rate limit is used up", "every operation", asTheServerSays},
		{"429, too many requests at once (limit 0)", "every operation", "back-off"},
		{"500, 502, 503, 504", repeatable, asTheServerSays},
		{"no whole answer: connection broken, attempt timed out", repeatable, "back-off"},
		{"no connection: refused, name server down", "every operation", "back-off"},
		{"401 with a token of ClientCredentials", "every operation, once", "no wait, with a new token"},
		{"anything else", "never", ""},
	}
	settings = [][3]string{
		{"attempts, the first included", strconv.Itoa(transport.DefaultAttempts), "WithRetry, WithoutRetry; WithRetryUnsafe for POST and deactivateOrDeleteUser"},
		{"back-off", "random, up to " + short(transport.DefaultBaseWait) + " before the 2nd attempt, doubled for each one after", "WithRetry"},
		{"longest wait; a longer one, or one past the context's deadline, is not begun", short(transport.DefaultMaxWait), "WithRetry"},
		{"time for one attempt", short(transport.DefaultRequestTimeout), "WithRequestTimeout"},
		{"time to connect", short(transport.DefaultConnectionTimeout), "WithConnectionTimeout"},
		{"use of the org's rate limits", "what other clients leave", "WithRateLimitShare, WithoutRateLimitGate"},
		{"renewal of OAuth tokens", "when a tenth of their life is left, at most " + short(token.RefreshAhead) + " before their end", ""},
		{"size of an answer", fmt.Sprintf("up to %d MiB", transport.MaxBody>>20), ""},
	}
	return retries, settings
}

func TestThePolicyStandsInTheREADME(t *testing.T) {
	t.Parallel()
	retries, settings := policy()
	var want strings.Builder
	table := func(head string, rows [][3]string) {
		want.WriteString(head + "| --- | --- | --- |\n")
		for _, row := range rows {
			want.WriteString(strings.ReplaceAll("| "+strings.Join(row[:], " | ")+" |\n", "|  |", "| |"))
		}
	}
	table("| what happens | sent again | after |\n", retries)
	want.WriteString("\n")
	table("| what | default | to change it |\n", settings)

	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(readme), "<!-- policy -->\n")
	require.True(t, found, "README.md has to mark the policy with <!-- policy --> and <!-- /policy -->")
	got, _, found := strings.Cut(rest, "<!-- /policy -->")
	require.True(t, found)
	require.Equal(t, want.String(), strings.Trim(got, "\n")+"\n")
}

// TestThePolicyStandsInThePackageComment wants it as lists, which read as text wherever go doc is shown.
func TestThePolicyStandsInThePackageComment(t *testing.T) {
	t.Parallel()
	retries, settings := policy()
	var want strings.Builder
	item := func(text string) { want.WriteString("- " + text + "\n") }
	for _, row := range retries {
		item(strings.TrimSuffix(row[0]+": "+row[1]+"; after "+row[2], "; after "))
	}
	for _, row := range settings {
		item(strings.TrimSuffix(row[0]+": "+row[1]+" ("+row[2]+")", " ()"))
	}
	source, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	comment := strings.Join(strings.Fields(strings.ReplaceAll(string(source), "//", "")), " ")
	for line := range strings.Lines(want.String()) {
		require.Contains(t, comment, strings.TrimSpace(line))
	}
}
