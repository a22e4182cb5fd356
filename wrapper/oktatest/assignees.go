package oktatest

import (
	"net/http"

	"github.com/okta-userapi/userapi-go/gen"
)

type wireAssignees struct {
	Value []wireAssignee    `json:"value"`
	Links wireAssigneesNext `json:"_links"`
}

type wireAssigneesNext struct {
	Next *wireLink `json:"next,omitempty"`
}

type wireAssignee struct {
	ID    string            `json:"id"`
	ORN   string            `json:"orn"`
	Links wireAssigneeLinks `json:"_links"`
}

type wireAssigneeLinks struct {
	Self  wireLink `json:"self"`
	Roles wireLink `json:"roles"`
}

func (h handlers) ListUsersWithRoleAssignments(w http.ResponseWriter, r *http.Request, params gen.ListUsersWithRoleAssignmentsParams) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		p, refused := assigneeList.page("", params.After, params.Limit)
		if refused != nil {
			return refuse(refused)
		}
		users, next := cut(p, c.users, ownOrder, func(u *user) bool { return len(u.roles) > 0 })
		page := wireAssignees{Value: make([]wireAssignee, 0, len(users))}
		for _, u := range users {
			page.Value = append(page.Value, wireAssignee{
				ID:    u.id,
				ORN:   "orn:okta:directory:00o1organization0005d7:users:" + u.id,
				Links: wireAssigneeLinks{Self: wireLink{Href: u.href(c.base)}, Roles: wireLink{Href: u.href(c.base) + "/roles"}},
			})
		}
		if next != nil {
			page.Links.Next = &wireLink{Href: p.next(r, c.base, *next)}
		}
		return ok(page)
	})
}
