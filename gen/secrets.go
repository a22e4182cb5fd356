package gen

import (
	"fmt"
	"io"
)

// Models that hold a password, a token or a link that works like one hide themselves from every print and from slog, by
// the methods in secrets.gen.go. Their fields are read as any others are, and their JSON is what the wire needs: who
// marshals one writes its secrets.

// show prints words, whatever the verb.
func show(state fmt.State, words string) { _, _ = io.WriteString(state, words) }

// hiddenBut are the words for a model of which the id can be shown.
func hiddenBut(model, id string) string { return fmt.Sprintf("%s(%q, hidden)", model, id) }
