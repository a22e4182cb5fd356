package gen

import (
	"fmt"
	"log/slog"
)

// Format prints who the user is: id, status and login.
func (u User) Format(state fmt.State, _ rune) {
	fmt.Fprintf(state, "User(%q, %q, %q)", u.ID, u.Status, u.Profile.Login.String())
}

// LogValue is who the user is: id, status and login.
func (u User) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", u.ID), slog.String("status", string(u.Status)), slog.String("login", u.Profile.Login.String()))
}

// Format prints which group it is: id, type and name.
func (g Group) Format(state fmt.State, _ rune) {
	fmt.Fprintf(state, "Group(%q, %q, %q)", g.ID, g.Type, g.Profile.Name.String())
}

// LogValue is which group it is: id, type and name.
func (g Group) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", g.ID), slog.String("type", string(g.Type)), slog.String("name", g.Profile.Name.String()))
}
