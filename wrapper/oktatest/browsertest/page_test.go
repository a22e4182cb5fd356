//go:build browser

package browsertest

import (
	"bufio"
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

const token = "browser-test-token"

// TestAPersonSendsEachOperationFromThePageAsItOpens clicks through all operations, with what the page fills in: each is
// answered by a status that the contract has for it, and none for want of authorization.
func TestAPersonSendsEachOperationFromThePageAsItOpens(t *testing.T) {
	address := startOrg(t)
	ctx := startBrowser(t)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(address)))
	operations := operationsOf(t, address)
	require.NotEmpty(t, operations)
	good := 0
	for _, o := range operations {
		block := "#operations-" + o.tag + "-" + o.id
		status := block + " .live-responses-table tr.response .response-col_status"
		require.NoError(t, chromedp.Do(ctx,
			chromedp.Click(chromedp.CSS(block+" .opblock-summary-control")),
			chromedp.Click(chromedp.CSS(block+" .execute")),
			chromedp.WaitVisible(chromedp.CSS(status)),
		), o.id)
		shown, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS(status)))
		require.NoError(t, err)
		code, _, _ := strings.Cut(strings.TrimSpace(shown), "\n")
		require.Contains(t, o.statuses, code, o.id)
		require.NotEqual(t, "401", code, o.id)
		if strings.HasPrefix(code, "2") {
			good++
		}
		require.NoError(t, chromedp.Do(ctx, chromedp.Click(chromedp.CSS(block+" .opblock-summary-control"))), "it closes")
	}
	require.Greater(t, good, len(operations)/3, "operations that were done")

	loaded, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`performance.getEntriesByType("resource").map(entry => entry.name)`))
	require.NoError(t, err)
	require.NotEmpty(t, loaded)
	for _, url := range loaded {
		require.True(t, strings.HasPrefix(url, address) || strings.HasPrefix(url, "data:"), "the page loaded %s", url)
	}
}

type operation struct {
	tag, id  string
	statuses []string
}

// operationsOf are the operations of the document that the program serves.
func operationsOf(t *testing.T, address string) []operation {
	t.Helper()
	answer, err := http.Get(address + "/openapi.json")
	require.NoError(t, err)
	defer func() { _ = answer.Body.Close() }()
	var document struct {
		Paths map[string]map[string]json.RawMessage
	}
	require.NoError(t, json.NewDecoder(answer.Body).Decode(&document))
	var operations []operation
	for _, path := range slices.Sorted(maps.Keys(document.Paths)) {
		for method, definition := range document.Paths[path] {
			if method == "parameters" {
				continue
			}
			var o struct {
				OperationID string
				Tags        []string
				Responses   map[string]any
			}
			require.NoError(t, json.Unmarshal(definition, &o))
			operations = append(operations, operation{o.Tags[0], o.OperationID, slices.Collect(maps.Keys(o.Responses))})
		}
	}
	return operations
}

// startOrg builds and starts the program and returns its address.
func startOrg(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "oktatest")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", program, "./cmd/oktatest")
	build.Dir = ".."
	output, err := build.CombinedOutput()
	require.NoError(t, err, "%s", output)

	org := exec.Command(program, "-addr", "127.0.0.1:0", "-token", token, "-users", "3")
	org.Stderr = os.Stderr
	stdout, err := org.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, org.Start())
	t.Cleanup(func() {
		require.NoError(t, org.Process.Signal(syscall.SIGTERM))
		require.NoError(t, org.Wait(), "it ends in order")
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err)
	address, isAddress := strings.CutPrefix(strings.TrimSpace(line), "URL:   ")
	require.True(t, isAddress, line)
	return address
}

// startBrowser starts a headless browser with a profile of its own.
func startBrowser(t *testing.T) context.Context {
	t.Helper()
	browser := os.Getenv("CHROME")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if browser == "" {
			browser, _ = exec.LookPath(name) // "" where it is not there
		}
	}
	if browser == "" {
		t.Fatal("no browser: install Chromium (Debian: apt-get install chromium) or set CHROME to the path of one")
	}
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(stop)
	ctx, stopBrowser := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(browser), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
	)...)
	t.Cleanup(stopBrowser)
	ctx, closePage := chromedp.NewContext(ctx)
	t.Cleanup(closePage)
	return ctx
}
