package oktatest

import (
	"net/http"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
)

var roleTypesWithGroupTargets = []gen.RoleType{
	gen.RoleTypeUserAdmin, gen.RoleTypeGroupMembershipAdmin, gen.RoleTypeHelpDeskAdmin,
}

func (h handlers) ListGroupTargetsForRole(w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID, params gen.ListGroupTargetsForRoleParams) {
	h.role(w, r, userID, roleID, func(c call, _ *user, role *role) (reply, *refusal) {
		return c.groupPage(r, targetList, params.After, params.Limit, role.groupTargets)
	})
}

func (h handlers) AddGroupTargetToRole(w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID, groupID gen.GroupID) {
	h.role(w, r, userID, roleID, func(c call, _ *user, role *role) (reply, *refusal) {
		target, refused := c.group(groupID)
		if refused != nil {
			return refuse(refused)
		}
		if !slices.Contains(roleTypesWithGroupTargets, role.kind) {
			return refuse(invalid("roleId", "roleId: This role can't have group targets"))
		}
		role.groupTargets = insert(role.groupTargets, target)
		role.changed = c.stamp()
		return noContent()
	})
}

func (h handlers) RemoveGroupTargetFromRole(w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID, groupID gen.GroupID) {
	h.role(w, r, userID, roleID, func(c call, _ *user, role *role) (reply, *refusal) {
		target, refused := c.group(groupID)
		if refused != nil {
			return refuse(refused)
		}
		i := slices.Index(role.groupTargets, target)
		switch {
		case i < 0:
			return refuse(notFound(groupID, "UserGroup"))
		case len(role.groupTargets) == 1:
			return refuse(invalid("groupId", "groupId: The last target of a role can't be removed"))
		}
		role.groupTargets = slices.Delete(role.groupTargets, i, i+1)
		role.changed = c.stamp()
		return noContent()
	})
}

// appTarget is what a role is limited to: an app of the catalog, with all its instances, or one of them.
type appTarget struct {
	name     string // the catalog's
	instance *app   // nil for all
}

var orderOfAppTargets = order[appTarget]{place: func(t appTarget) place { return place{key: t.key()} }}

func (t appTarget) key() string {
	if t.instance == nil {
		return t.name + "/"
	}
	return t.name + "/" + t.instance.id
}

func (t appTarget) compare(other appTarget) int { return strings.Compare(t.key(), other.key()) }

func (h handlers) ListApplicationTargetsForApplicationAdministratorRoleForUser(
	w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID,
	params gen.ListApplicationTargetsForApplicationAdministratorRoleForUserParams,
) {
	h.role(w, r, userID, roleID, func(c call, _ *user, role *role) (reply, *refusal) {
		p, refused := appTargetList.page("", params.After, params.Limit)
		if refused != nil {
			return refuse(refused)
		}
		targets, next := cut(p, role.appTargets, orderOfAppTargets, func(appTarget) bool { return true })
		items := make([]wireApp, 0, len(targets))
		for _, target := range targets {
			if target.instance != nil {
				items = append(items, target.instance.wire(c.base))
			} else {
				items = append(items, c.catalogEntry(target.name, c.base))
			}
		}
		return reply{http.StatusOK, p.links(r, c.base, next), items}, nil
	})
}

func (h handlers) AddAllAppsAsTargetToRole(w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID) {
	h.role(w, r, userID, roleID, func(c call, _ *user, role *role) (reply, *refusal) {
		if refused := role.forApps(); refused != nil {
			return refuse(refused)
		}
		role.appTargets = nil
		role.changed = c.stamp()
		return reply{status: http.StatusOK}, nil
	})
}

func (h handlers) AddApplicationTargetToAdminRoleForUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID, appName gen.AppName) {
	h.appTarget(w, r, userID, roleID, appName, "", func(c call, role *role, added appTarget) (reply, *refusal) {
		if refused := role.forApps(); refused != nil {
			return refuse(refused)
		}
		role.appTargets = slices.DeleteFunc(role.appTargets, func(t appTarget) bool { return t.name == added.name })
		c.addAppTarget(role, added)
		return noContent()
	})
}

func (h handlers) AddApplicationTargetToAppAdminRoleForUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID, appName gen.AppName, appID gen.AppID) {
	h.appTarget(w, r, userID, roleID, appName, appID, func(c call, role *role, added appTarget) (reply, *refusal) {
		if refused := role.forApps(); refused != nil {
			return refuse(refused)
		}
		if slices.Contains(role.appTargets, appTarget{name: appName}) {
			return refuse(invalid("appId", "appId: All instances of the app are targets already"))
		}
		c.addAppTarget(role, added)
		return noContent()
	})
}

func (h handlers) RemoveApplicationTargetFromApplicationAdministratorRoleForUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID, appName gen.AppName) {
	h.appTarget(w, r, userID, roleID, appName, "", call.removeAppTarget)
}

func (h handlers) RemoveApplicationTargetFromAdministratorRoleForUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID, appName gen.AppName, appID gen.AppID) {
	h.appTarget(w, r, userID, roleID, appName, appID, call.removeAppTarget)
}

// appTarget answers an operation on one app target of a role, or refuses it where there is no such role or app. Without
// an id the target is the app of the catalog.
func (h handlers) appTarget(
	w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID, appName gen.AppName, appID gen.AppID,
	handle func(call, *role, appTarget) (reply, *refusal),
) {
	h.role(w, r, userID, roleID, func(c call, _ *user, role *role) (reply, *refusal) {
		target := appTarget{name: appName}
		var refused *refusal
		if appID == "" {
			refused = c.inCatalog(appName)
		} else {
			target.instance, refused = c.app(appName, appID)
		}
		if refused != nil {
			return refuse(refused)
		}
		return handle(c, role, target)
	})
}

// forApps refuses a role that can't have app targets.
func (r *role) forApps() *refusal {
	if r.kind != gen.RoleTypeAppAdmin {
		return invalid("roleId", "roleId: This role can't have app targets")
	}
	return nil
}

func (c call) addAppTarget(role *role, added appTarget) {
	if i, found := slices.BinarySearchFunc(role.appTargets, added, appTarget.compare); !found {
		role.appTargets = slices.Insert(role.appTargets, i, added)
	}
	role.changed = c.stamp()
}

func (c call) removeAppTarget(role *role, removed appTarget) (reply, *refusal) {
	i := slices.Index(role.appTargets, removed)
	switch {
	case i < 0 && removed.instance != nil:
		return refuse(notFound(removed.instance.id, "AppInstance"))
	case i < 0:
		return refuse(notFound(removed.name, "App"))
	case len(role.appTargets) == 1:
		return refuse(invalid("appName", "appName: The last target of a role can't be removed"))
	}
	role.appTargets = slices.Delete(role.appTargets, i, i+1)
	role.changed = c.stamp()
	return noContent()
}
