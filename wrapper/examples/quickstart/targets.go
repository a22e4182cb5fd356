package main

import (
	"context"
	"errors"
	"slices"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// appTargets gives the user an administrator role over apps, limits it to two that are assigned to the user, and takes
// it away.
func (l *life) appTargets(ctx context.Context) error {
	one, other, err := l.twoApps(ctx)
	if err != nil || other.AppName == "" {
		return err
	}
	role, err := l.client.AddRoleToUser(ctx, l.id, okta.Role{Type: okta.RoleTypeAppAdmin}, nil)
	if err != nil {
		return l.sayRefused("addRoleToUser", err)
	}
	err = l.client.AddAllAppsAsTargetToRole(ctx, l.id, role.ID)
	if err := l.sayDone("addAllAppsAsTargetToRole", err, "%s, for all apps", role.Label); err != nil {
		return err
	}
	err = l.client.AddApplicationTargetToAppAdminRoleForUser(ctx, l.id, role.ID, one.AppName, one.AppInstanceID)
	if err := l.sayDone("addApplicationTargetToAppAdminRoleForUser", err, "the role is limited to %s", one.Label); err != nil {
		return err
	}
	err = l.client.AddApplicationTargetToAdminRoleForUser(ctx, l.id, role.ID, other.AppName)
	if err := l.sayDone("addApplicationTargetToAdminRoleForUser", err, "and to all instances of %s", other.AppName); err != nil {
		return err
	}
	targets, err := okta.Collect(l.client.ListApplicationTargetsForApplicationAdministratorRoleForUser(ctx, l.id, role.ID, nil), 100)
	if err := l.sayDone("listApplicationTargetsForApplicationAdministratorRoleForUser", err, "%d apps", len(targets)); err != nil {
		return err
	}
	err = l.client.RemoveApplicationTargetFromAdministratorRoleForUser(ctx, l.id, role.ID, one.AppName, one.AppInstanceID)
	if err := l.sayDone("removeApplicationTargetFromAdministratorRoleForUser", err, "%s is no target any more", one.Label); err != nil {
		return err
	}
	err = l.client.RemoveApplicationTargetFromApplicationAdministratorRoleForUser(ctx, l.id, role.ID, other.AppName)
	if errors.Is(err, okta.CodeValidationFailed) {
		l.say("removeApplicationTargetFromApplicationAdministratorRoleForUser", "refused, as it should be: %s is the last target", other.AppName)
	} else if err := l.sayDone("removeApplicationTargetFromApplicationAdministratorRoleForUser", err, "the role has no target any more"); err != nil {
		return err
	}
	return l.client.RemoveRoleFromUser(ctx, l.id, role.ID)
}

// twoApps returns apps of two names that are assigned to the user, and empty ones where there are none. To the user of
// the org in memory it assigns them first.
func (l *life) twoApps(ctx context.Context) (one, other okta.AppLink, err error) {
	if l.org != nil {
		for _, link := range []okta.AppLink{{AppName: "oidc_client", Label: "Payroll"}, {AppName: "facebook", Label: "Facebook"}} {
			if err := l.org.AddAppLink(l.id, link); err != nil {
				return one, other, err
			}
		}
	}
	links, err := l.client.ListAppLinks(ctx, l.id, nil)
	if i := slices.IndexFunc(links, func(link okta.AppLink) bool { return link.AppName != links[0].AppName }); i > 0 {
		return links[0], links[i], nil
	}
	return one, other, err
}
