//go:build browser

package browsertest

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

const token = "browser-test-token"

func TestAPersonSendsGetUserFromThePageAndSeesTheUser(t *testing.T) {
	address := startOrg(t)
	ctx := startBrowser(t)

	const (
		getUser = "#operations-User-getUser"
		answer  = getUser + " .live-responses-table tr.response"
	)
	require.NoError(t, chromedp.Do(ctx,
		chromedp.Navigate(address),
		chromedp.Click(chromedp.CSS(getUser+" .opblock-summary-control")),
		fill(chromedp.CSS(getUser+` tr[data-param-name="userId"] input`), "user2@example.com"),
		chromedp.Click(chromedp.CSS(getUser+" .execute")),
		chromedp.WaitVisible(chromedp.CSS(answer)),
	))
	refused, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS(answer)))
	require.NoError(t, err)
	require.Contains(t, refused, "401")
	require.Contains(t, refused, "E0000011")

	require.NoError(t, chromedp.Do(ctx,
		chromedp.Click(chromedp.CSS(".auth-wrapper .authorize")),
		fill(chromedp.CSS("#api_key_value"), "SSWS "+token),
		chromedp.Click(chromedp.CSS(`.auth-container form:has(#api_key_value) button[type="submit"]`)),
		chromedp.WaitNotPresent(chromedp.CSS("#api_key_value")),
		chromedp.Click(chromedp.CSS(".auth-btn-wrapper .btn-done")),
		chromedp.WaitNotPresent(chromedp.CSS(".modal-ux")),
		chromedp.Click(chromedp.CSS(getUser+" .execute")),
	))
	_, err = chromedp.Run(ctx, chromedp.Poll[bool](`document.querySelector('`+answer+`').innerText.includes("00u")`))
	require.NoError(t, err)
	shown, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS(answer)))
	require.NoError(t, err)
	require.Contains(t, shown, "200")
	require.Contains(t, shown, `"status": "ACTIVE"`)
	require.Contains(t, shown, `"login": "user2@example.com"`)

	loaded, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`performance.getEntriesByType("resource").map(entry => entry.name)`))
	require.NoError(t, err)
	require.NotEmpty(t, loaded)
	for _, url := range loaded {
		require.True(t, strings.HasPrefix(url, address) || strings.HasPrefix(url, "data:"), "the page loaded %s", url)
	}
}

// fill types into an input of the page, over what stands in it.
func fill(selector chromedp.CSS, text string) chromedp.Action[chromedp.Void] {
	return chromedp.Steps(
		chromedp.WaitVisible(selector),
		func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
			_, err := chromedp.Evaluate[any](`document.querySelector(`+strconv.Quote(string(selector))+`).select()`)(ctx, target)
			return chromedp.Void{}, err
		},
		chromedp.SendKeys(selector, text),
	)
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
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
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
