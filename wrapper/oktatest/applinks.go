package oktatest

import (
	"net/http"
	"slices"

	"github.com/okta-userapi/userapi-go/gen"
)

type wireAppLink struct {
	ID               string `json:"id"`
	Label            string `json:"label"`
	LinkURL          string `json:"linkUrl"`
	LogoURL          string `json:"logoUrl"`
	AppName          string `json:"appName"`
	AppInstanceID    string `json:"appInstanceId"`
	AppAssignmentID  string `json:"appAssignmentId"`
	CredentialsSetup bool   `json:"credentialsSetup"`
	Hidden           bool   `json:"hidden"`
	SortOrder        int32  `json:"sortOrder"`
}

func (h handlers) ListAppLinks(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.ListAppLinksParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		links := u.apps
		for _, g := range c.memberships(u) {
			links = append(slices.Clip(links), g.apps...)
		}
		items := make([]wireAppLink, 0, len(links))
		for _, link := range links {
			if !link.Hidden || value(params.ShowAll) {
				items = append(items, wireAppLink{
					link.ID, link.Label, link.LinkURL, link.LogoURL, link.AppName, link.AppInstanceID,
					link.AppAssignmentID, link.CredentialsSetup, link.Hidden, link.SortOrder,
				})
			}
		}
		return ok(items)
	})
}
