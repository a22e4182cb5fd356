package oktatest

import (
	"encoding/base32"
	"net/http"
	"slices"

	"github.com/okta-userapi/userapi-go/gen"
)

// role is a role of a user or of a group.
type role struct {
	id               string
	kind             gen.RoleType
	custom, resource string // of a custom role
	created, changed stamp
	groupTargets     []*group    // by seq; none of either means the whole org
	appTargets       []appTarget // by key
}

// roleLabels are the roles that can be assigned, with their names.
var roleLabels = map[gen.RoleType]string{
	gen.RoleTypeSuperAdmin:                "Super Administrator",
	gen.RoleTypeOrgAdmin:                  "Organization Administrator",
	gen.RoleTypeAPIAccessManagementAdmin:  "API Access Management Administrator",
	gen.RoleTypeAppAdmin:                  "Application Administrator",
	gen.RoleTypeUserAdmin:                 "Group Administrator",
	gen.RoleTypeGroupMembershipAdmin:      "Group Membership Administrator",
	gen.RoleTypeHelpDeskAdmin:             "Help Desk Administrator",
	gen.RoleTypeReadOnlyAdmin:             "Read-Only Administrator",
	gen.RoleTypeReportAdmin:               "Report Administrator",
	gen.RoleTypeMobileAdmin:               "Mobile Administrator",
	gen.RoleTypeAccessCertificationsAdmin: "Access Certifications Administrator",
	gen.RoleTypeAccessRequestsAdmin:       "Access Requests Administrator",
	gen.RoleTypeWorkflowsAdmin:            "Workflows Administrator",
	gen.RoleTypeCustom:                    "Custom Administrator",
}

type wireRole struct {
	ID          string                 `json:"id"`
	Label       string                 `json:"label"`
	Type        gen.RoleType           `json:"type"`
	Status      gen.RoleStatus         `json:"status"`
	Created     stamp                  `json:"created"`
	LastUpdated stamp                  `json:"lastUpdated"`
	Assignment  gen.RoleAssignmentType `json:"assignmentType"`
	Custom      string                 `json:"role,omitempty"`
	Resource    string                 `json:"resource-set,omitempty"`
	Links       wireRoleLinks          `json:"_links"`
}

type wireRoleLinks struct {
	Assignee wireLink `json:"assignee"`
}

func (r *role) wire(assignment gen.RoleAssignmentType, assignee string) wireRole {
	return wireRole{
		ID:          r.id,
		Label:       roleLabels[r.kind],
		Type:        r.kind,
		Status:      gen.RoleStatusActive,
		Created:     r.created,
		LastUpdated: r.changed,
		Assignment:  assignment,
		Custom:      r.custom,
		Resource:    r.resource,
		Links:       wireRoleLinks{wireLink{Href: assignee}},
	}
}

func (h handlers) ListAssignedRoles(w http.ResponseWriter, r *http.Request, userID gen.UserID, _ gen.ListAssignedRolesParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		items := make([]wireRole, 0, len(u.roles))
		for _, role := range u.roles {
			items = append(items, role.wire(gen.RoleAssignmentTypeUser, u.href(c.base)))
		}
		for _, g := range c.memberships(u) {
			for _, role := range g.roles {
				items = append(items, role.wire(gen.RoleAssignmentTypeGroup, c.base+"/api/v1/groups/"+g.id))
			}
		}
		return ok(items)
	})
}

func (h handlers) AddRoleToUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, _ gen.AddRoleToUserParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		var body gen.Role
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		added, refused := c.newRole(body)
		if refused != nil {
			return refuse(refused)
		}
		if _, refused := c.allow("addRoleToUser", u); refused != nil {
			return refuse(refused)
		}
		if slices.ContainsFunc(u.roles, added.sameAs) {
			return refuse(roleAssignedAlready())
		}
		u.roles = append(u.roles, added)
		return reply{http.StatusCreated, nil, added.wire(gen.RoleAssignmentTypeUser, u.href(c.base))}, nil
	})
}

// newRole makes the role that a request describes. The id of a standard role is made of its type, so that it is the
// same for all users.
func (d *directory) newRole(body gen.Role) (*role, *refusal) {
	if roleLabels[body.Type] == "" {
		return nil, invalid("type", "type: The value must be one of the known role types")
	}
	now := d.stamp()
	r := &role{kind: body.Type, created: now, changed: now}
	if body.Type != gen.RoleTypeCustom {
		r.id = base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString([]byte(body.Type))
		return r, nil
	}
	if body.Role == "" || body.ResourceSet == "" {
		return nil, invalid("role", "role, resource-set: The fields cannot be left blank for the type CUSTOM")
	}
	r.id, r.custom, r.resource = d.newID("irb"), body.Role, body.ResourceSet
	return r, nil
}

func (r *role) sameAs(other *role) bool {
	return r.kind == other.kind && r.custom == other.custom && r.resource == other.resource
}

// role finds one of the user's own roles. Inherited roles belong to their groups.
func (u *user) role(id string) (*role, *refusal) {
	for _, role := range u.roles {
		if role.id == id {
			return role, nil
		}
	}
	return nil, notFound(id, "RoleAssignment")
}

func (h handlers) GetUserRole(w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID) {
	h.role(w, r, userID, roleID, func(c call, u *user, role *role) (reply, *refusal) {
		return ok(role.wire(gen.RoleAssignmentTypeUser, u.href(c.base)))
	})
}

func (h handlers) RemoveRoleFromUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID) {
	h.role(w, r, userID, roleID, func(_ call, u *user, removed *role) (reply, *refusal) {
		u.roles = slices.DeleteFunc(u.roles, func(role *role) bool { return role == removed })
		return noContent()
	})
}
