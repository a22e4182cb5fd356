package gen

import (
	"fmt"
	"io"
	"log/slog"
)

// Models that hold a password, a token or a link that works like one hide themselves from every print and from slog, by
// the methods in secrets.gen.go. Their fields are read as any others are, and their JSON is what the wire needs: who
// marshals one writes its secrets.

// show prints words, whatever the verb.
func show(state fmt.State, words string) { _, _ = io.WriteString(state, words) }

// hiddenBut are the words for a model of which the id can be shown.
func hiddenBut(model, id string) string { return fmt.Sprintf("%s(%q, hidden)", model, id) }

// Format prints who the user is: id, status and login.
func (u User) Format(state fmt.State, _ rune) {
	fmt.Fprintf(state, "User(%q, %q, %q)", u.ID, u.Status, u.Profile.Login.String())
}

// LogValue is who the user is: id, status and login.
func (u User) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", u.ID), slog.String("status", string(u.Status)), slog.String("login", u.Profile.Login.String()))
}
