package oktatest_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// modelUser is what the documentation makes one expect of a user. It is written from its words, one operation after
// another, and knows nothing of the org's table.
type modelUser struct {
	id     string
	status okta.UserStatus

	password           string // "" for none
	oldPasswordIsDead  bool   // since a reset
	question, answer   string
	nickName           string
	failures           int
	factors            int
	roles              map[okta.RoleType]map[string]bool // with their group targets
	groups             map[string]bool                   // without Everyone
	changed, activated time.Time                         // when the status changed, when the user was activated
	passwordSet        time.Time
}

func (m *modelUser) is(statuses ...okta.UserStatus) bool { return slices.Contains(statuses, m.status) }

func (m *modelUser) become(status okta.UserStatus, now time.Time) {
	if m.status != status {
		m.status, m.changed = status, now
	}
	if status == okta.UserStatusActive {
		m.failures = 0
	}
}

func (m *modelUser) setPassword(value string, now time.Time) {
	m.password, m.passwordSet, m.oldPasswordIsDead, m.failures = value, now, false, 0
}

// activate: "Activates a user in STAGED or DEPROVISIONED. The status afterwards is ACTIVE for a user that has a
// password, PROVISIONED for one that still has to choose one. On a user that is active already: E0000016."
func (m *modelUser) activate(now time.Time) okta.ErrorCode {
	if !m.is(okta.UserStatusStaged, okta.UserStatusDeprovisioned) {
		return okta.CodeAlreadyActive
	}
	m.activated = now
	if m.password != "" && !m.oldPasswordIsDead {
		m.become(okta.UserStatusActive, now)
	} else {
		m.become(okta.UserStatusProvisioned, now)
	}
	return ""
}

// reactivate: "For a user in PROVISIONED or RECOVERY. The status doesn't change. In the other statuses: E0000038."
func (m *modelUser) reactivate() okta.ErrorCode {
	if !m.is(okta.UserStatusProvisioned, okta.UserStatusRecovery) {
		return okta.CodeNotAllowedInStatus
	}
	return ""
}

// deactivate: "Deactivates a user of any status but DEPROVISIONED, in which it is not found. Groups, apps and roles are
// lost."
func (m *modelUser) deactivate(now time.Time) okta.ErrorCode {
	if m.is(okta.UserStatusDeprovisioned) {
		return okta.CodeNotFound
	}
	m.become(okta.UserStatusDeprovisioned, now)
	clear(m.roles)
	clear(m.groups)
	return ""
}

// suspend: "Suspends a user in ACTIVE. In any other status it is answered with E0000001."
func (m *modelUser) suspend(now time.Time) okta.ErrorCode {
	if !m.is(okta.UserStatusActive) {
		return okta.CodeValidationFailed
	}
	m.become(okta.UserStatusSuspended, now)
	return ""
}

// unsuspend: "Brings a user in SUSPENDED back to ACTIVE. In any other status: E0000001."
func (m *modelUser) unsuspend(now time.Time) okta.ErrorCode {
	if !m.is(okta.UserStatusSuspended) {
		return okta.CodeValidationFailed
	}
	m.become(okta.UserStatusActive, now)
	return ""
}

// unlock: "Unlocks a user in LOCKED_OUT; the status is ACTIVE afterwards. In any other status: E0000032."
func (m *modelUser) unlock(now time.Time) okta.ErrorCode {
	if !m.is(okta.UserStatusLockedOut) {
		return okta.CodeUnlockNotAllowed
	}
	m.become(okta.UserStatusActive, now)
	return ""
}

// expire: "Allowed in ACTIVE and PASSWORD_EXPIRED; the status is PASSWORD_EXPIRED afterwards. With tempPassword the
// password is also replaced."
func (m *modelUser) expire(now time.Time) okta.ErrorCode {
	if !m.is(okta.UserStatusActive, okta.UserStatusPasswordExpired) {
		return okta.CodeNotAllowedInStatus
	}
	m.become(okta.UserStatusPasswordExpired, now)
	return ""
}

// expireWithTempPassword: "Allowed in ACTIVE, PASSWORD_EXPIRED and RECOVERY; the status is PASSWORD_EXPIRED afterwards."
func (m *modelUser) expireWithTempPassword(now time.Time) okta.ErrorCode {
	if !m.is(okta.UserStatusActive, okta.UserStatusPasswordExpired, okta.UserStatusRecovery) {
		return okta.CodeNotAllowedInStatus
	}
	m.become(okta.UserStatusPasswordExpired, now)
	return ""
}

// reset: "Allowed in every status but STAGED, SUSPENDED and DEPROVISIONED; the status is RECOVERY afterwards (a
// PROVISIONED user stays so), and the old password no longer works."
func (m *modelUser) reset(now time.Time) okta.ErrorCode {
	if m.is(okta.UserStatusStaged, okta.UserStatusSuspended, okta.UserStatusDeprovisioned) {
		return okta.CodeNotAllowedInStatus
	}
	if !m.is(okta.UserStatusProvisioned) {
		m.become(okta.UserStatusRecovery, now)
	}
	m.oldPasswordIsDead = true
	return ""
}

// resetFactors: "Allowed in ACTIVE, PROVISIONED, PASSWORD_EXPIRED and RECOVERY; the status doesn't change."
func (m *modelUser) resetFactors() okta.ErrorCode {
	if !m.is(okta.UserStatusActive, okta.UserStatusProvisioned, okta.UserStatusPasswordExpired, okta.UserStatusRecovery) {
		return okta.CodeNotAllowedInStatus
	}
	m.factors = 0
	return ""
}

// changePassword: "Allowed in STAGED, ACTIVE, PASSWORD_EXPIRED and RECOVERY; a user in PASSWORD_EXPIRED or RECOVERY is
// ACTIVE afterwards. A wrong current password: E0000014, and counts as a failed sign-in."
func (m *modelUser) changePassword(from, to string, lockout int, now time.Time) okta.ErrorCode {
	if !m.is(okta.UserStatusStaged, okta.UserStatusActive, okta.UserStatusPasswordExpired, okta.UserStatusRecovery) {
		return okta.CodeNotAllowedInStatus
	}
	if m.password == "" || m.oldPasswordIsDead || from != m.password {
		m.failures++
		if m.failures >= lockout && m.is(okta.UserStatusActive, okta.UserStatusPasswordExpired) {
			m.become(okta.UserStatusLockedOut, now)
		}
		return okta.CodeCredentialsRefused
	}
	m.setPassword(to, now)
	if !m.is(okta.UserStatusStaged) {
		m.become(okta.UserStatusActive, now)
	}
	return ""
}

// changeQuestion: "Allowed in STAGED, ACTIVE and RECOVERY. The status doesn't change. A wrong password: E0000014."
func (m *modelUser) changeQuestion(password, question, answer string) okta.ErrorCode {
	if !m.is(okta.UserStatusStaged, okta.UserStatusActive, okta.UserStatusRecovery) {
		return okta.CodeNotAllowedInStatus
	}
	if m.password == "" || m.oldPasswordIsDead || password != m.password {
		return okta.CodeCredentialsRefused
	}
	m.question, m.answer = question, answer
	return ""
}

// forgot: "For a user in ACTIVE. Without a body the status is RECOVERY afterwards. With a body, which a user without a
// recovery question can't answer, it sets the password when the answer is right, and the status stays ACTIVE. A wrong
// answer: E0000014."
func (m *modelUser) forgot(answer, password string, now time.Time) okta.ErrorCode {
	switch {
	case !m.is(okta.UserStatusActive):
		return okta.CodeNotAllowedInStatus
	case password == "":
		m.become(okta.UserStatusRecovery, now)
	case m.question == "":
		return "E0000034"
	case answer != m.answer:
		return okta.CodeCredentialsRefused
	default:
		m.setPassword(password, now)
	}
	return ""
}

// addRole: "Not allowed on a user that is DEPROVISIONED. A role that the user has already: E0000090."
func (m *modelUser) addRole(kind okta.RoleType) okta.ErrorCode {
	if m.is(okta.UserStatusDeprovisioned) {
		return okta.CodeNotAllowedInStatus
	}
	if _, has := m.roles[kind]; has {
		return okta.CodeRoleAlreadyAssigned
	}
	m.roles[kind] = map[string]bool{}
	return ""
}

func (m *modelUser) removeRole(kind okta.RoleType) okta.ErrorCode {
	if _, has := m.roles[kind]; !has {
		return okta.CodeNotFound
	}
	delete(m.roles, kind)
	return ""
}

// addTarget: "Limits a USER_ADMIN, GROUP_MEMBERSHIP_ADMIN or HELP_DESK_ADMIN role to a group. Safe to repeat."
func (m *modelUser) addTarget(kind okta.RoleType, group string) okta.ErrorCode {
	targets, has := m.roles[kind]
	switch {
	case !has:
		return okta.CodeNotFound
	case kind != okta.RoleTypeHelpDeskAdmin:
		return okta.CodeValidationFailed
	}
	targets[group] = true
	return ""
}

// removeTarget: "The last target can't be removed: E0000001."
func (m *modelUser) removeTarget(kind okta.RoleType, group string) okta.ErrorCode {
	targets := m.roles[kind]
	switch {
	case !targets[group]:
		return okta.CodeNotFound
	case len(targets) == 1:
		return okta.CodeValidationFailed
	}
	delete(targets, group)
	return ""
}

// join: "Makes the user a member of the group; answered with 204 also where it is one already. A user in DEPROVISIONED
// is refused with 403 and E0000038."
func (m *modelUser) join(group string) okta.ErrorCode {
	if m.is(okta.UserStatusDeprovisioned) {
		return okta.CodeNotAllowedInStatus
	}
	m.groups[group] = true
	return ""
}

const (
	modelLockout = 3
	modelWorkers = 2  // in parallel
	modelSteps   = 52 // in each of rapid's 100 checks of a worker
)

// roleIDs are the ids that Okta gives to standard roles.
var roleIDs = map[okta.RoleType]string{okta.RoleTypeHelpDeskAdmin: "JBCUYUC7IRCVGS27IFCE2SKO", okta.RoleTypeAppAdmin: "IFIFAX2BIRGUSTQ"}

// TestTheOrgAgreesWithAModelOfTheDocs runs random operations on a few users through the client and compares, after
// each, the answer and the user.
func TestTheOrgAgreesWithAModelOfTheDocs(t *testing.T) {
	t.Parallel()
	for worker := range modelWorkers {
		t.Run(fmt.Sprint("worker ", worker+1), func(t *testing.T) {
			t.Parallel()
			steps := 0
			rapid.Check(t, func(t *rapid.T) {
				m := newMachine(t)
				for range modelSteps {
					m.step()
					steps++
				}
			})
			if !t.Failed() && !testing.Short() {
				require.GreaterOrEqual(t, steps*modelWorkers, 10_000)
			}
		})
	}
}

// machine is an org, its model, and the client between them.
type machine struct {
	*rapid.T
	now    time.Time
	org    *oktatest.Org
	client *okta.Client
	users  map[string]*modelUser // by login
	groups []string
	steps  int
}

func newMachine(t *rapid.T) *machine {
	m := &machine{T: t, now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), users: map[string]*modelUser{}}
	m.org = oktatest.NewOrg(oktatest.WithLockout(modelLockout), oktatest.WithJournal(0), oktatest.WithClock(func() time.Time { return m.now }))
	client, err := okta.NewClient(m.org.URL(), okta.APIToken(m.org.Token()), okta.WithHTTPClient(m.org.HTTPClient()))
	require.NoError(t, err)
	m.client = client
	for i := range 2 {
		m.groups = append(m.groups, m.org.AddGroup(fmt.Sprint("Group ", i)).ID)
	}
	return m
}

func (m *machine) draw(label string, values ...string) string {
	return rapid.SampledFrom(values).Draw(m.T, label)
}

// agree compares the error of a call with the code that the model expects.
func (m *machine) agree(operation string, want okta.ErrorCode, err error) {
	if want == "" {
		require.NoError(m, err, operation)
		return
	}
	var refused *okta.Error
	require.ErrorAs(m, err, &refused, operation)
	require.Equal(m, want, refused.Code, operation)
	require.Equal(m, operation, refused.Operation)
}

func (m *machine) step() {
	m.now = m.now.Add(time.Second)
	login := m.draw("login", "ada", "grace", "alan")
	u := m.users[login]
	if u == nil {
		m.create(login)
	} else {
		m.operate(login, u)
	}
	if u = m.users[login]; u != nil {
		m.compare(login, u)
	} else {
		_, err := m.client.GetUser(m.Context(), login, nil)
		m.agree("getUser", okta.CodeNotFound, err)
	}
	if m.steps++; m.steps%8 == 0 { // what costs many requests
		for _, u := range m.users {
			m.compareRoles(u)
			m.compareGroups(u)
		}
		m.compareList()
	}
}

func (m *machine) create(login string) {
	u := &modelUser{status: okta.UserStatusStaged, roles: map[okta.RoleType]map[string]bool{}, groups: map[string]bool{}}
	body := okta.User{Profile: genProfile(login)}
	options := okta.CreateUserOptions{Activate: new(rapid.Bool().Draw(m.T, "activate"))}
	if password := m.draw("password", "", "one", "two"); password != "" {
		u.setPassword(password, m.now)
		u.changed = m.now
		body.Credentials.Password = &okta.PasswordCredential{Value: password}
	}
	if rapid.Bool().Draw(m.T, "question") {
		u.question, u.answer = "Who?", "Charles"
		body.Credentials.RecoveryQuestion = &okta.RecoveryQuestionCredential{Question: "Who?", Answer: "Charles"}
	}
	if *options.Activate {
		require.Empty(m, u.activate(m.now))
		if u.is(okta.UserStatusActive) && rapid.Bool().Draw(m.T, "change password") {
			options.NextLogin = okta.UserNextLoginChangePassword
			u.become(okta.UserStatusPasswordExpired, m.now)
		}
	}
	created, err := m.client.CreateUser(m.Context(), body, &options)
	require.NoError(m, err)
	u.id = created.ID
	m.users[login] = u
	_, err = m.client.CreateUser(m.Context(), body, &options)
	m.agree("createUser", okta.CodeValidationFailed, err)
}

func (m *machine) operate(login string, u *modelUser) {
	ctx := m.Context()
	id := m.draw("id", u.id, login)
	kind := okta.RoleType(m.draw("role", string(okta.RoleTypeHelpDeskAdmin), string(okta.RoleTypeAppAdmin)))
	group := m.draw("group", m.groups...)
	given := m.draw("given password", "one", "two", "three")
	password := m.draw("new password", "one", "two", "three")
	answer := m.draw("answer", "Charles", "Byron")
	credential := &okta.PasswordCredential{Value: password}
	switch operation := m.draw("operation",
		"activateUser", "activateUser", "reactivateUser", "deactivateUser", "deactivateOrDeleteUser", "suspendUser", "unsuspendUser", "unlockUser",
		"expirePassword", "resetPassword", "resetAllFactors", "changePassword", "changePassword", "changeRecoveryQuestion", "forgotPassword", "updateUser", "partialUpdateUser",
		"expirePasswordWithTempPassword", "forgotPasswordSetNewPassword",
		"addRoleToUser", "removeRoleFromUser", "addGroupTargetToRole", "removeGroupTargetFromRole", "addUserToGroup", "removeUserFromGroup", "endAllUserSessions", "listAppLinks", "the links",
	); operation {
	case "activateUser":
		want := u.activate(m.now)
		_, err := m.client.ActivateUser(ctx, id, nil)
		m.agree(operation, want, err)
	case "reactivateUser":
		want := u.reactivate()
		_, err := m.client.ReactivateUser(ctx, id, &okta.ReactivateUserOptions{SendEmail: true})
		m.agree(operation, want, err)
	case "deactivateUser":
		want := u.deactivate(m.now)
		m.agree(operation, want, m.client.DeactivateUser(ctx, id, nil))
	case "deactivateOrDeleteUser":
		if u.deactivate(m.now) != "" {
			delete(m.users, login)
		}
		m.agree(operation, "", m.client.DeactivateOrDeleteUser(ctx, id, nil))
	case "suspendUser":
		want := u.suspend(m.now)
		m.agree(operation, want, m.client.SuspendUser(ctx, id))
	case "unsuspendUser":
		want := u.unsuspend(m.now)
		m.agree(operation, want, m.client.UnsuspendUser(ctx, id))
	case "unlockUser":
		want := u.unlock(m.now)
		m.agree(operation, want, m.client.UnlockUser(ctx, id))
	case "expirePassword":
		temporary := rapid.Bool().Draw(m.T, "temporary")
		hasPassword := u.password != ""
		want := u.expire(m.now)
		result, err := m.client.ExpirePassword(ctx, id, &okta.ExpirePasswordOptions{TempPassword: temporary})
		require.True(m, want != "" || hasPassword, "who is active here has a password")
		m.agree(operation, want, err)
		if want == "" && temporary {
			require.NotEmpty(m, result.TempPassword)
			u.setPassword(result.TempPassword, m.now)
		} else if want == "" {
			require.Equal(m, okta.UserStatusPasswordExpired, result.Status)
		}
	case "expirePasswordWithTempPassword":
		revoke := rapid.Bool().Draw(m.T, "revoke sessions")
		want := u.expireWithTempPassword(m.now)
		result, err := m.client.ExpirePasswordWithTempPassword(ctx, id, &okta.ExpirePasswordWithTempPasswordOptions{RevokeSessions: revoke})
		m.agree(operation, want, err)
		if want == "" {
			require.NotEmpty(m, result.TempPassword)
			u.setPassword(result.TempPassword, m.now)
			require.True(m, !revoke || m.org.Sessions(id) == 0)
		}
	case "resetPassword":
		want := u.reset(m.now)
		result, err := m.client.ResetPassword(ctx, id, &okta.ResetPasswordOptions{SendEmail: new(false)})
		m.agree(operation, want, err)
		require.Equal(m, want == "", result.ResetPasswordURL != "")
	case "resetAllFactors":
		require.NoError(m, m.org.EnrollFactors(id, 1))
		u.factors++
		want := u.resetFactors()
		m.agree(operation, want, m.client.ResetAllFactors(ctx, id))
		require.Equal(m, u.factors, m.org.Factors(id))
	case "changePassword":
		if rapid.Bool().Draw(m.T, "right password") && u.password != "" {
			given = u.password
		}
		want := u.changePassword(given, password, modelLockout, m.now)
		_, err := m.client.ChangePassword(ctx, id, okta.ChangePasswordRequest{OldPassword: okta.PasswordCredential{Value: given}, NewPassword: *credential}, nil)
		m.agree(operation, want, err)
	case "changeRecoveryQuestion":
		question := okta.RecoveryQuestionCredential{Question: "Which?", Answer: answer}
		want := u.changeQuestion(given, question.Question, question.Answer)
		_, err := m.client.ChangeRecoveryQuestion(ctx, id, okta.UserCredentials{Password: &okta.PasswordCredential{Value: given}, RecoveryQuestion: &question})
		m.agree(operation, want, err)
	case "forgotPassword":
		options := okta.ForgotPasswordOptions{SendEmail: new(false)}
		if rapid.Bool().Draw(m.T, "answered") {
			options.UserCredentials = &okta.UserCredentials{Password: credential, RecoveryQuestion: &okta.RecoveryQuestionCredential{Answer: answer}}
		} else {
			password = ""
		}
		want := u.forgot(answer, password, m.now)
		_, err := m.client.ForgotPassword(ctx, id, &options)
		m.agree(operation, want, err)
	case "forgotPasswordSetNewPassword":
		want := u.forgot(answer, password, m.now)
		_, err := m.client.ForgotPasswordSetNewPassword(ctx, id, okta.UserCredentials{
			Password: credential, RecoveryQuestion: &okta.RecoveryQuestionCredential{Answer: answer},
		}, nil)
		m.agree(operation, want, err)
	case "updateUser":
		body := okta.User{Profile: genProfile(login)}
		nickName := m.draw("nickName", "", "Countess")
		if nickName != "" {
			body.Profile.NickName = okta.Set(nickName)
		}
		withPassword := rapid.Bool().Draw(m.T, "with password")
		if withPassword {
			body.Credentials.Password = credential
		}
		_, err := m.client.UpdateUser(ctx, id, body, nil)
		if u.is(okta.UserStatusDeprovisioned) { // "A deactivated user is not found."
			m.agree(operation, okta.CodeNotFound, err)
			break
		}
		m.agree(operation, "", err)
		u.nickName = nickName
		if withPassword {
			u.setPassword(password, m.now)
		}
	case "partialUpdateUser":
		var body okta.User
		nickName := m.draw("nickName", "", "Countess")
		if nickName == "" {
			body.Profile.NickName = okta.Clear()
		} else {
			body.Profile.NickName = okta.Set(nickName)
		}
		_, err := m.client.PartialUpdateUser(ctx, id, body, nil)
		if u.is(okta.UserStatusDeprovisioned) {
			m.agree(operation, okta.CodeNotFound, err)
			break
		}
		m.agree(operation, "", err)
		u.nickName = nickName
	case "addRoleToUser":
		want := u.addRole(kind)
		added, err := m.client.AddRoleToUser(ctx, id, okta.Role{Type: kind}, nil)
		m.agree(operation, want, err)
		require.True(m, want != "" || added.ID == roleIDs[kind])
	case "removeRoleFromUser":
		want := u.removeRole(kind)
		m.agree(operation, want, m.client.RemoveRoleFromUser(ctx, id, roleIDs[kind]))
	case "addGroupTargetToRole":
		want := u.addTarget(kind, group)
		m.agree(operation, want, m.client.AddGroupTargetToRole(ctx, id, roleIDs[kind], group))
	case "removeGroupTargetFromRole":
		want := u.removeTarget(kind, group)
		m.agree(operation, want, m.client.RemoveGroupTargetFromRole(ctx, id, roleIDs[kind], group))
	case "addUserToGroup":
		want := u.join(group)
		m.agree(operation, want, m.client.AddUserToGroup(ctx, group, id))
	case "removeUserFromGroup":
		delete(u.groups, group)
		m.agree(operation, "", m.client.RemoveUserFromGroup(ctx, group, id))
	case "endAllUserSessions":
		signedIn := m.org.SignIn(login, u.password) == nil
		require.Equal(m, u.is(okta.UserStatusActive) && !u.oldPasswordIsDead, signedIn)
		if signedIn {
			u.failures = 0
			require.Positive(m, m.org.Sessions(id))
		} else if u.is(okta.UserStatusPasswordExpired) && !u.oldPasswordIsDead {
			u.failures = 0
		}
		m.agree(operation, "", m.client.EndAllUserSessions(ctx, id, nil))
		require.Zero(m, m.org.Sessions(id))
	case "listAppLinks":
		_, err := m.client.ListAppLinks(ctx, id, nil)
		m.agree(operation, "", err)
	case "the links":
		m.open(u, password)
	}
}

// open does what a user does with the link of the latest mail: nothing where another status or link came after it.
func (m *machine) open(u *modelUser, password string) {
	for _, mail := range slices.Backward(m.org.Mails()) {
		if mail.UserID != u.id || !slices.Contains([]string{"createUser", "activateUser", "reactivateUser"}, mail.Operation) {
			continue
		}
		if err := m.org.OpenActivationLink(mail.Token, password); err == nil {
			require.True(m, u.is(okta.UserStatusProvisioned) || u.is(okta.UserStatusRecovery) && mail.Operation == "reactivateUser")
			u.setPassword(password, m.now)
			u.become(okta.UserStatusActive, m.now)
		}
		return
	}
}

func (m *machine) compare(login string, u *modelUser) {
	got, err := m.client.GetUser(m.Context(), login, nil)
	require.NoError(m, err)
	require.Equal(m, u.id, got.ID)
	require.Equal(m, u.status, got.Status)
	require.Equal(m, u.changed, got.StatusChanged, "when the status changed")
	require.Equal(m, u.activated, got.Activated, "when the user was activated")
	require.Equal(m, u.passwordSet, got.PasswordChanged, "when the password changed")
	require.Equal(m, u.password != "", got.Credentials.Password != nil)
	require.Equal(m, u.question != "", got.Credentials.RecoveryQuestion != nil)
	require.Equal(m, u.nickName, got.Profile.NickName.String())
	require.Equal(m, u.is(okta.UserStatusDeprovisioned), got.Links.Has("delete"))
	require.Equal(m, u.is(okta.UserStatusSuspended), got.Links.Has("unsuspend"))
	require.Equal(m, u.is(okta.UserStatusStaged, okta.UserStatusDeprovisioned), got.Links.Has("activate"))
}

func (m *machine) compareRoles(u *modelUser) {
	roles, err := m.client.ListAssignedRoles(m.Context(), u.id, nil)
	require.NoError(m, err)
	var kinds []okta.RoleType
	for _, role := range roles {
		kinds = append(kinds, role.Type)
		var targets []string
		for group, err := range m.client.ListGroupTargetsForRole(m.Context(), u.id, role.ID, nil) {
			require.NoError(m, err)
			targets = append(targets, group.ID)
		}
		require.ElementsMatch(m, slices.Collect(maps.Keys(u.roles[role.Type])), targets)
	}
	require.ElementsMatch(m, slices.Collect(maps.Keys(u.roles)), kinds)
}

func (m *machine) compareGroups(u *modelUser) {
	var groups []string
	for group, err := range m.client.ListUserGroups(m.Context(), u.id, nil) {
		require.NoError(m, err)
		if group.Type == okta.GroupTypeBuiltIn {
			require.False(m, u.is(okta.UserStatusDeprovisioned))
			continue
		}
		groups = append(groups, group.ID)
	}
	require.ElementsMatch(m, slices.Collect(maps.Keys(u.groups)), groups)
	for _, group := range m.groups {
		isMember := false
		for member, err := range m.client.ListGroupUsers(m.Context(), group, nil) {
			require.NoError(m, err)
			isMember = isMember || member.ID == u.id
		}
		require.Equal(m, u.groups[group], isMember)
	}
}

func (m *machine) compareList() {
	listed := 0
	for other, err := range m.client.ListUsers(m.Context(), &okta.ListUsersOptions{Limit: 2}) {
		require.NoError(m, err)
		require.NotEqual(m, okta.UserStatusDeprovisioned, other.Status)
		listed++
	}
	for _, other := range m.users {
		if !other.is(okta.UserStatusDeprovisioned) {
			listed--
		}
	}
	require.Zero(m, listed, "who is listed")
}
