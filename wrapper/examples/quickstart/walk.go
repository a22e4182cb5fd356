package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// life is one user's way through the operations.
type life struct {
	out    io.Writer
	client *okta.Client
	org    *oktatest.Org // nil on a real org, which nobody can reach behind the API

	login    string
	password string
	id       string
	roleID   string
	groups   []string // those that the user is a member of

	groupName  string
	groupID    string
	groupAsked bool // the org may have made the group

	linkName  string // of the primary of a linked object definition
	linkAsked bool   // the org may have the definition

	typeName  string
	typeID    string
	typeAsked bool // the org may have made the user type

	operations map[string]bool // those that were called
	steps      int
	refused    int
}

// walk takes a user through its life, and removes what it made whatever happens on the way.
func walk(ctx context.Context, out io.Writer, client *okta.Client, org *oktatest.Org) (err error) {
	l := &life{
		out: out, client: client, org: org,
		login:    "quickstart-" + rand.Text()[:10] + "@example.com",
		password: newPassword(),

		groupName: "quickstart-" + rand.Text()[:10],
		typeName:  "quickstart" + rand.Text()[:10],

		linkName: "quickstart" + rand.Text()[:10],

		operations: make(map[string]bool),
	}
	defer func() {
		// The context may have ended; what was made has to go all the same.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
		defer cancel()
		err = errors.Join(err, l.removeUser(ctx), l.removeGroup(ctx), l.removeDefinition(ctx), l.removeType(ctx))
	}()
	for _, step := range []func(context.Context) error{
		l.create, l.read, l.activate, l.group, l.roles, l.appTargets, l.disband, l.schemas, l.credentials, l.recovery, l.blocks,
		l.grants, l.linkedObjects, l.risk, l.subscriptions, l.factors, l.access, l.leave,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "\n%d steps, %d operations", l.steps, len(l.operations))
	if l.refused > 0 {
		fmt.Fprintf(out, ", %d steps refused by this org", l.refused)
	}
	fmt.Fprintln(out, ". Nothing is left behind.")
	return nil
}

// removeUser removes the user where the walk did not.
func (l *life) removeUser(ctx context.Context) error {
	if l.id == "" {
		return nil
	}
	err := l.client.DeleteUserPermanently(ctx, l.id, nil)
	switch {
	case err != nil && l.id == l.login:
		return fmt.Errorf("a user with the login %s may be there: look for it, and remove it by hand: %w", l.login, err)
	case err != nil:
		return fmt.Errorf("user %s (%s) is still there, remove it by hand: %w", l.id, l.login, err)
	}
	fmt.Fprintf(l.out, "\nUser %s is gone.\n", l.id)
	return nil
}

// removeGroup removes the group where the walk did not.
func (l *life) removeGroup(ctx context.Context) error {
	if l.groupAsked && l.groupID == "" {
		for group, err := range l.client.ListGroups(ctx, &okta.ListGroupsOptions{Q: l.groupName}) {
			if err != nil {
				return fmt.Errorf("a group named %s may be there: look for it, and delete it by hand: %w", l.groupName, err)
			}
			l.groupID = group.ID
		}
	}
	if l.groupID == "" {
		return nil
	}
	if err := l.client.DeleteGroup(ctx, l.groupID); err != nil {
		return fmt.Errorf("group %s (%s) is still there, delete it by hand: %w", l.groupID, l.groupName, err)
	}
	fmt.Fprintf(l.out, "\nGroup %s is gone.\n", l.groupID)
	return nil
}

// say prints the line of a step.
func (l *life) say(operation, format string, args ...any) {
	l.steps++
	l.operations[operation] = true
	fmt.Fprintf(l.out, "%-30s %s\n", operation, fmt.Sprintf(format, args...))
}

// sayRefused prints the line of a step that the org refused, which not every token and org allows, and ends the walk on
// other errors.
func (l *life) sayRefused(operation string, err error) error {
	if !errors.Is(err, okta.ErrForbidden) && !errors.Is(err, okta.ErrBadRequest) {
		return err
	}
	l.refused++
	l.say(operation, "refused: %v", err)
	return nil
}

// sayDone prints the line of a step, and is sayRefused where there was an error.
func (l *life) sayDone(operation string, err error, format string, args ...any) error {
	if err != nil {
		return l.sayRefused(operation, err)
	}
	l.say(operation, format, args...)
	return nil
}

// isRefused reports whether the org refused a request, and did nothing.
func isRefused(err error) bool {
	e, isAnswer := errors.AsType[*okta.Error](err)
	return !isAnswer || e.StatusCode/100 == 4
}

func newPassword() string { return "Qs1-" + rand.Text() }

func (l *life) create(ctx context.Context) error {
	// An interruption waits for the answer: the org would go on without it, and the user appear when nobody looks any
	// more.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	user, err := l.client.CreateUser(ctx, okta.User{
		Profile: okta.UserProfile{
			FirstName: okta.Set("Ada"), LastName: okta.Set("Quickstart"), Login: okta.Set(l.login), Email: okta.Set(l.login),
		},
		Credentials: okta.UserCredentials{
			Password:         &okta.PasswordCredential{Value: l.password},
			RecoveryQuestion: &okta.RecoveryQuestionCredential{Question: "Who wrote the notes?", Answer: "Augusta"},
		},
	}, &okta.CreateUserOptions{Activate: new(false)})
	if err != nil {
		if !isRefused(err) {
			l.id = l.login // the user may be there: nobody else has this login
		}
		return err
	}
	l.id = user.ID
	l.say("createUser", "%s is %s", l.login, user.Status)
	return nil
}

func (l *life) read(ctx context.Context) error {
	user, err := l.client.GetUser(ctx, l.login, nil)
	if err != nil {
		return err
	}
	l.say("getUser", "found by login: %s, created %s", user.ID, user.Created.Format(time.DateTime))

	user, err = l.client.PartialUpdateUser(ctx, user.ID, okta.User{Profile: okta.UserProfile{Title: okta.Set("Analyst")}}, nil)
	if err != nil {
		return err
	}
	l.say("partialUpdateUser", "title is %q, all else as it was", user.Profile.Title)

	user.Profile.NickName = okta.Set("Countess")
	if user, err = l.client.UpdateUser(ctx, user.ID, user, nil); err != nil {
		return err
	}
	l.say("updateUser", "nickName is %q", user.Profile.NickName)

	found := 0
	filter := okta.Where(`profile.login eq ?`, l.login)
	for user, err := range l.client.ListUsers(ctx, &okta.ListUsersOptions{Filter: filter}) {
		if err != nil {
			return err
		}
		found++
		l.say("listUsers", "%s finds %s", filter, user.ID)
	}
	if found != 1 {
		return fmt.Errorf("listUsers found %d users by the login of one", found)
	}
	return nil
}

func (l *life) activate(ctx context.Context) error {
	token, err := l.client.ActivateUser(ctx, l.id, &okta.ActivateUserOptions{SendEmail: new(false)})
	if err != nil {
		return err
	}
	user, err := l.client.WaitForStatus(ctx, l.id, okta.UserStatusActive, nil)
	if err != nil {
		return err
	}
	l.say("activateUser", "no mail sent, a link of %d bytes came back; the status is %s", len(token.ActivationURL), user.Status)
	return nil
}

// group makes a group with the user in it.
func (l *life) group(ctx context.Context) error {
	if err := l.createGroup(ctx); err != nil {
		return l.sayRefused("createGroup", err) // and go on without one
	}
	group, err := l.client.GetGroup(ctx, l.groupID)
	if err != nil {
		return err
	}
	l.say("getGroup", "%s is a group of type %s", group.Profile.Name, group.Type)

	group.Profile.Description = okta.Set("Made by the quickstart")
	if group, err = l.client.UpdateGroup(ctx, l.groupID, group); err != nil {
		return err
	}
	l.say("updateGroup", "description is %q", group.Profile.Description)

	if err := l.client.AddUserToGroup(ctx, l.groupID, l.id); err != nil {
		return err
	}
	l.say("addUserToGroup", "the user is a member")

	for user, err := range l.client.ListGroupUsers(ctx, l.groupID, nil) {
		if err != nil {
			return err
		}
		l.say("listGroupUsers", "finds %s", user.Profile.Login)
	}

	filter := okta.Where(`id eq ?`, l.groupID)
	for group, err := range l.client.ListGroups(ctx, &okta.ListGroupsOptions{Filter: filter}) {
		if err != nil {
			return err
		}
		l.say("listGroups", "%s finds %s", filter, group.Profile.Name)
	}
	return nil
}

func (l *life) createGroup(ctx context.Context) error {
	// An interruption waits for the answer, as with the user.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	group, err := l.client.CreateGroup(ctx, okta.Group{Profile: okta.GroupProfile{Name: okta.Set(l.groupName)}})
	if err != nil {
		l.groupAsked = !isRefused(err)
		return err
	}
	l.groupID = group.ID
	l.say("createGroup", "%s", l.groupName)
	return nil
}

// disband ends the group.
func (l *life) disband(ctx context.Context) error {
	if l.groupID == "" {
		return nil
	}
	if err := l.client.RemoveUserFromGroup(ctx, l.groupID, l.id); err != nil {
		return err
	}
	l.say("removeUserFromGroup", "no longer a member")

	if err := l.client.DeleteGroup(ctx, l.groupID); err != nil {
		return err
	}
	l.groupID = ""
	l.say("deleteGroup", "gone for good")
	return nil
}

// roles gives the user an administrator role over one group, and takes it away.
func (l *life) roles(ctx context.Context) error {
	var names []string
	for group, err := range l.client.ListUserGroups(ctx, l.id, nil) {
		if err != nil {
			return err
		}
		names = append(names, group.Profile.Name.String())
		l.groups = append(l.groups, group.ID)
	}
	l.say("listUserGroups", "a member of %q", names)

	links, err := l.client.ListAppLinks(ctx, l.id, nil)
	if err != nil {
		return err
	}
	l.say("listAppLinks", "%d apps", len(links))

	role, err := l.client.AddRoleToUser(ctx, l.id, okta.Role{Type: okta.RoleTypeHelpDeskAdmin}, nil)
	if err != nil {
		return l.withoutRole(ctx, err)
	}
	l.roleID = role.ID
	l.say("addRoleToUser", "%s, for the whole org", role.Label)

	roles, err := l.client.ListAssignedRoles(ctx, l.id, nil)
	if err != nil {
		return err
	}
	l.say("listAssignedRoles", "%d of the user", len(roles))
	if role, err = l.client.GetUserRole(ctx, l.id, l.roleID); err != nil {
		return err
	}
	l.say("getUserRole", "%s is %s", role.Label, role.Status)
	if err := l.targets(ctx); err != nil {
		return err
	}
	if err := l.assignees(ctx); err != nil {
		return err
	}
	if err := l.client.RemoveRoleFromUser(ctx, l.id, l.roleID); err != nil {
		return err
	}
	l.say("removeRoleFromUser", "no longer an administrator")
	return nil
}

// withoutRole calls the operations on roles where the org doesn't let this token assign one.
func (l *life) withoutRole(ctx context.Context, err error) error {
	if err := l.sayRefused("addRoleToUser", err); err != nil {
		return err
	}
	roles, err := l.client.ListAssignedRoles(ctx, l.id, nil)
	if err != nil {
		return l.sayRefused("listAssignedRoles", err)
	}
	l.say("listAssignedRoles", "%d", len(roles))
	return nil
}

// targets limits the role to the user's groups: "Everyone" and, where the org let us make it, the walk's own.
func (l *life) targets(ctx context.Context) error {
	for _, group := range l.groups {
		if err := l.client.AddGroupTargetToRole(ctx, l.id, l.roleID, group); err != nil {
			if err := l.sayRefused("addGroupTargetToRole", err); err != nil {
				return err
			}
			break
		}
		l.say("addGroupTargetToRole", "the role is limited to group %s", group)
	}
	var targets []string
	for group, err := range l.client.ListGroupTargetsForRole(ctx, l.id, l.roleID, nil) {
		if err != nil {
			return err
		}
		targets = append(targets, group.ID)
	}
	l.say("listGroupTargetsForRole", "%d groups", len(targets))
	for _, group := range targets {
		switch err := l.client.RemoveGroupTargetFromRole(ctx, l.id, l.roleID, group); {
		case errors.Is(err, okta.CodeValidationFailed):
			l.say("removeGroupTargetFromRole", "refused, as it should be: group %s is the last target", group)
		case err != nil:
			return err
		default:
			l.say("removeGroupTargetFromRole", "group %s is no target any more", group)
		}
	}
	return nil
}

func (l *life) credentials(ctx context.Context) error {
	if err := l.changePassword(ctx, newPassword(), "checked the old one, set a new one"); err != nil {
		return err
	}
	credentials, err := l.client.ChangeRecoveryQuestion(ctx, l.id, okta.UserCredentials{
		Password:         &okta.PasswordCredential{Value: l.password},
		RecoveryQuestion: &okta.RecoveryQuestionCredential{Question: "Which engine?", Answer: "Analytical"},
	})
	if err != nil {
		return err
	}
	l.say("changeRecoveryQuestion", "%q", credentials.RecoveryQuestion.Question)

	l.password = newPassword()
	_, err = l.client.ForgotPassword(ctx, l.id, &okta.ForgotPasswordOptions{UserCredentials: &okta.UserCredentials{
		Password:         &okta.PasswordCredential{Value: l.password},
		RecoveryQuestion: &okta.RecoveryQuestionCredential{Answer: "Analytical"},
	}})
	if err != nil {
		// An org can have self-service recovery turned off.
		if err := l.sayRefused("forgotPassword", err); err != nil {
			return err
		}
	} else {
		l.say("forgotPassword", "the answer was right, the password is new")
	}

	result, err := l.client.ExpirePassword(ctx, l.id, &okta.ExpirePasswordOptions{TempPassword: true})
	if err != nil {
		return err
	}
	l.password = result.TempPassword
	user, err := l.client.GetUser(ctx, l.id, nil)
	if err != nil {
		return err
	}
	l.say("expirePassword", "a temporary password of %d characters; the status is %s", len(result.TempPassword), user.Status)
	return l.changePassword(ctx, newPassword(), "replaced the temporary one; the user is active again")
}

func (l *life) changePassword(ctx context.Context, password, what string) error {
	_, err := l.client.ChangePassword(ctx, l.id, okta.ChangePasswordRequest{
		OldPassword: okta.PasswordCredential{Value: l.password},
		NewPassword: okta.PasswordCredential{Value: password},
	}, nil)
	if err != nil {
		// A password policy can have a minimum age, which a user this young is under.
		return l.sayRefused("changePassword", err)
	}
	l.password = password
	l.say("changePassword", "%s", what)
	return nil
}

func (l *life) access(ctx context.Context) error {
	if err := l.client.EndAllUserSessions(ctx, l.id, &okta.EndAllUserSessionsOptions{OAuthTokens: true}); err != nil {
		return err
	}
	l.say("endAllUserSessions", "signed out everywhere, tokens revoked")

	user, err := l.client.GetUser(ctx, l.id, nil)
	if err != nil {
		return err
	}
	if user.Status == okta.UserStatusActive {
		if err := l.whileActive(ctx); err != nil {
			return err
		}
	}
	if l.org != nil {
		if err := l.org.SetStatus(l.id, okta.UserStatusLockedOut); err != nil {
			return err
		}
	}
	switch err := l.client.UnlockUser(ctx, l.id); {
	case errors.Is(err, okta.CodeUnlockNotAllowed):
		l.say("unlockUser", "refused, as it should be: the user is not locked out")
	case err != nil:
		return err
	default:
		l.say("unlockUser", "was LOCKED_OUT, can sign in again")
	}
	return nil
}

func (l *life) whileActive(ctx context.Context) error {
	if err := l.client.ResetAllFactors(ctx, l.id); err != nil {
		return err
	}
	l.say("resetAllFactors", "no factor is enrolled")
	if err := l.client.SuspendUser(ctx, l.id); err != nil {
		return err
	}
	l.say("suspendUser", "the status is SUSPENDED")
	if err := l.client.UnsuspendUser(ctx, l.id); err != nil {
		return err
	}
	l.say("unsuspendUser", "the status is ACTIVE")
	return nil
}

func (l *life) leave(ctx context.Context) error {
	link, err := l.client.ResetPassword(ctx, l.id, &okta.ResetPasswordOptions{SendEmail: new(false)})
	if err != nil {
		return err
	}
	l.say("resetPassword", "no mail sent, a link of %d bytes came back; the old password is void", len(link.ResetPasswordURL))

	if token, err := l.client.ReactivateUser(ctx, l.id, nil); err != nil {
		if err := l.sayRefused("reactivateUser", err); err != nil {
			return err
		}
	} else {
		l.say("reactivateUser", "no mail sent, another activation link of %d bytes came back", len(token.ActivationURL))
	}

	if err := l.client.DeactivateUser(ctx, l.id, nil); err != nil {
		return err
	}
	user, err := l.client.WaitForStatus(ctx, l.id, okta.UserStatusDeprovisioned, nil)
	if err != nil {
		return err
	}
	l.say("deactivateUser", "the status is %s", user.Status)

	if err := l.client.DeactivateOrDeleteUser(ctx, l.id, nil); err != nil {
		return err
	}
	if _, err := l.client.GetUser(ctx, l.id, nil); !errors.Is(err, okta.ErrNotFound) {
		return fmt.Errorf("the user should be gone, but getUser says: %w", err)
	}
	l.id = ""
	l.say("deactivateOrDeleteUser", "gone for good")
	return nil
}
