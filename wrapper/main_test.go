package wrapper_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"testing"

	"go.uber.org/goleak"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// TestMain fails a run that leaks a goroutine, or one of whose clients logged a secret.
func TestMain(m *testing.M) {
	code := m.Run()
	if code == 0 {
		if found := exposed(everything.String()); found != "" {
			fmt.Println("a secret was logged:", found)
			code = 1
		}
		if err := goleak.Find(); err != nil {
			fmt.Println(err)
			code = 1
		}
	}
	os.Exit(code)
}

// everything is what the clients of the whole run log; see watched.
var everything recorder

type recorder struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (r *recorder) Write(data []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(data)
}

func (r *recorder) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.String()
}

// watched makes a client log into everything, each record in both shapes.
func watched() okta.Option {
	options := &slog.HandlerOptions{Level: slog.LevelDebug - 100}
	return okta.WithLogger(slog.New(slog.NewMultiHandler(slog.NewTextHandler(&everything, options), slog.NewJSONHandler(&everything, options))))
}
