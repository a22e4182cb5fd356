package oktatest

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCursorsAreOfTheirListAndOrderOnly(t *testing.T) {
	t.Parallel()
	for _, after := range []place{{}, {number: 1}, {"sada", 2}, {"t2026-01-01T00:00:00.000Z", 1 << 40}, {"", math.MaxUint64}} {
		cursor := userList.cursor("profile.login", after)
		got, refused := userList.parseCursor("profile.login", cursor)
		require.Nil(t, refused)
		require.Equal(t, after, got)
		_, refused = userList.parseCursor("", cursor)
		require.NotNil(t, refused)
		for _, list := range []list{groupList, targetList, orgGroupList, memberList} {
			_, refused := list.parseCursor("profile.login", cursor)
			require.NotNil(t, refused)
			require.Equal(t, "E0000029", refused.code)
			_, refused = list.parseCursor("profile.login", list.cursors+cursor[len(userList.cursors):])
			require.NotNil(t, refused)
		}
	}
}

func FuzzCursors(f *testing.F) {
	f.Add(userList.cursor("", place{"", 7}))
	f.Add("200u")
	f.Add("PGE0")
	f.Fuzz(func(t *testing.T, cursor string) {
		after, refused := userList.parseCursor("", cursor)
		if refused == nil {
			require.Equal(t, cursor, userList.cursor("", after), "one cursor a place")
		}
	})
}
