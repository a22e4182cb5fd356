package wrapper

import (
	"context"
	"iter"

	"github.com/okta-userapi/userapi-go/gen"
)

// ListUsersOptions are the optional parameters of [Client.ListUsers]. Use one of Search, Filter and Q.
type ListUsersOptions struct {
	// Q finds users whose firstName, lastName or email starts with it. Okta doesn't page these: without Limit it finds 10, and doesn't
	// say that there are more.
	Q string

	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of users in a page, 1 to 200; 0 leaves it to the server, which uses 200.
	Limit int32

	// Filter is an expression over id, status, lastUpdated and the profile's login, email, firstName and lastName, such as
	// `lastUpdated gt "2026-01-31T00:00:00.000Z"`.
	Filter string

	// Format is a parameter that current orgs ignore.
	Format string

	// Search is an expression over most properties, custom attributes included, with the operators eq, gt, ge, lt, le, sw (starts with) and pr
	// (is there), and, or and parentheses: `profile.department eq "Engineering" and (status eq "ACTIVE" or status eq "STAGED")`. Times are
	// written as in `lastLogin lt "2026-01-31T00:00:00.000Z"`, which does not find those who never signed in. Its index may be a few seconds
	// behind a change.
	Search string

	// Expand names what to add to each user under Embedded, on orgs that know it.
	Expand string
}

// ListUsers returns the org's users, one by one, page after page. Without Search, Filter or Q it leaves out those that are
// DEPROVISIONED; Search and Filter find them like others. The users' Links have "self" only. A time of what has not happened yet, such
// as LastLogin, is zero.
//
//	for user, err := range client.ListUsers(ctx, &okta.ListUsersOptions{Search: `status eq "ACTIVE"`}) {
//		if err != nil {
//			return err
//		}
//		…
//	}
//
// Ranging again starts again at the first page; an error ends the range. The next page is fetched while the loop works, unless
// [WithoutReadAhead] is passed. An expression that doesn't parse is [CodeInvalidSearch].
//
// It implements listUsers: GET /api/v1/users.
func (c *Client) ListUsers(ctx context.Context, options *ListUsersOptions, callOptions ...CallOption) iter.Seq2[User, error] {
	return items(c.ListUsersPages(ctx, options, callOptions...))
}

// ListUsersPages is ListUsers a page at a time, for a cursor to resume from.
func (c *Client) ListUsersPages(ctx context.Context, options *ListUsersOptions, callOptions ...CallOption) iter.Seq2[Page[User], error] {
	o := valueOf(options)
	request, err := gen.NewListUsersRequest(c.server, &gen.ListUsersParams{
		Q:      optional(o.Q),
		After:  optional(o.After),
		Limit:  optional(o.Limit),
		Filter: optional(o.Filter),
		Format: optional(o.Format),
		Search: optional(o.Search),
		Expand: optional(o.Expand),
	})
	return listPages[User](ctx, c, "listUsers", request, err, callOptions)
}

// CreateUserOptions are the optional parameters of [Client.CreateUser].
type CreateUserOptions struct {
	// Activate is whether to activate the user at once; nil stands for true.
	Activate *bool

	// Provider is whether the user gets the authentication provider in Credentials.Provider; false by default.
	Provider bool

	// NextLogin, set to [UserNextLoginChangePassword], makes the password expired, so that the user has to choose another at the next
	// sign-in. It needs Activate and a password.
	NextLogin UserNextLogin
}

// CreateUser creates a user, with or without credentials, and returns it. Only Profile, Credentials, Type and RealmID are sent.
//
//	user, err := client.CreateUser(ctx, okta.User{
//		Profile:     okta.UserProfile{FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace"), Login: okta.Set(login), Email: okta.Set(login)},
//		Credentials: okta.UserCredentials{Password: &okta.PasswordCredential{Value: password}},
//	}, nil)
//
// A password is one of a Value, a Hash, with which the user's provider is IMPORT, and a Hook; two of them are an [*ArgumentError].
//
// The status afterwards is STAGED with Activate false, PROVISIONED when activated without a password (Okta mails
// an activation link), ACTIVE with one, and PASSWORD_EXPIRED with NextLogin. Activation may go on after the answer:
// TransitioningToStatus is then set.
//
// A login that is taken, or a profile that the org's schema doesn't allow, is [CodeValidationFailed] with causes. No code tells the two
// apart, and the causes are words: for certainty, ask for the login with GetUser. The call is not safe to repeat: when an answer was lost,
// look for the login before you try again.
//
// It implements createUser: POST /api/v1/users.
func (c *Client) CreateUser(ctx context.Context, user User, options *CreateUserOptions, callOptions ...CallOption) (User, error) {
	o := valueOf(options)
	params := &gen.CreateUserParams{Activate: o.Activate, Provider: optional(o.Provider), NextLogin: optional(o.NextLogin)}
	request, err := gen.NewCreateUserRequest(c.server, params, writableUser(user))
	if err == nil {
		err = checkPassword(user.Credentials.Password)
	}
	return exec[User](ctx, c, "createUser", request, err, callOptions)
}

// GetUser reads the user with an id, a login, or the part of a login before the "@" where only one user has it; "me" is the
// user that the token belongs to.
//
// Nobody by that name is [CodeNotFound].
//
// It implements getUser: GET /api/v1/users/{userId}.
func (c *Client) GetUser(ctx context.Context, userID string, callOptions ...CallOption) (User, error) {
	request, err := gen.NewGetUserRequest(c.server, userID)
	return exec[User](ctx, c, "getUser", request, err, callOptions)
}

// UpdateUser replaces the user's profile, sets the credentials that are given, and returns the user. The status doesn't change.
//
// Okta clears every attribute that is not in the profile. So read the user, change it, and pass it on as it is: what a
// client can't write is left out.
//
//	user, err := client.GetUser(ctx, id)
//	…
//	user.Profile.NickName = okta.Set("Countess")
//	user.Profile.MobilePhone = okta.Clear()
//	user, err = client.UpdateUser(ctx, id, user)
//
// Of the credentials are sent a password with a value or a hash, and a recovery question with an answer. Without a profile they alone
// are set, and the attributes stay as they are. The provider, which is chosen when a user is created, is not sent. A user with nothing to
// send is an [*ArgumentError]. A profile that the org's schema doesn't allow is [CodeValidationFailed] with causes; a user that is
// DEPROVISIONED is [CodeNotFound].
//
// It implements updateUser: PUT /api/v1/users/{userId}.
func (c *Client) UpdateUser(ctx context.Context, userID string, user User, callOptions ...CallOption) (User, error) {
	user = writableUser(user)
	user.Credentials.Provider = AuthenticationProvider{}
	request, err := gen.NewUpdateUserRequest(c.server, userID, user)
	if err == nil {
		err = checkPassword(user.Credentials.Password)
	}
	if err == nil && request.ContentLength == int64(len("{}")) {
		err = &ArgumentError{Argument: "user", Reason: "holds nothing to update: set attributes of its profile, or credentials"}
	}
	return exec[User](ctx, c, "updateUser", request, err, callOptions)
}

// DeactivateOrDeleteUserOptions are the optional parameters of [Client.DeactivateOrDeleteUser].
type DeactivateOrDeleteUserOptions struct {
	// SendEmail is whether to mail the org's administrators about the deactivation; false by default.
	SendEmail bool
}

// DeactivateOrDeleteUser deactivates a user that is not DEPROVISIONED, which is its status afterwards. A user that is DEPROVISIONED
// it deletes for good: that can't be undone. So a repeat after a lost answer can delete where only a
// deactivation was meant: to deactivate, [Client.DeactivateUser] is the safer call.
//
// It implements deactivateOrDeleteUser: DELETE /api/v1/users/{userId}.
func (c *Client) DeactivateOrDeleteUser(ctx context.Context, userID string, options *DeactivateOrDeleteUserOptions, callOptions ...CallOption) error {
	o := valueOf(options)
	request, err := gen.NewDeactivateOrDeleteUserRequest(c.server, userID, &gen.DeactivateOrDeleteUserParams{SendEmail: optional(o.SendEmail)})
	return execNone(ctx, c, "deactivateOrDeleteUser", request, err, callOptions)
}

// checkPassword refuses a password that is given in two forms.
func checkPassword(p *PasswordCredential) error {
	if p == nil || p.Value == "" && p.Hash == nil || p.Value == "" && p.Hook == nil || p.Hash == nil && p.Hook == nil {
		return nil
	}
	return &ArgumentError{Argument: "credentials.password", Reason: "has two of value, hash and hook: pass one"}
}

// writableUser keeps of a user what a client can write.
func writableUser(user User) User {
	return User{
		Profile:     user.Profile,
		Credentials: writableCredentials(user.Credentials),
		Type:        user.Type,
		RealmID:     user.RealmID,
	}
}

// writableCredentials keeps of credentials what sets one: Okta shows a password that exists as an empty object, and a question
// without its answer, neither of which it would take back.
func writableCredentials(credentials UserCredentials) UserCredentials {
	writable := UserCredentials{Provider: credentials.Provider}
	if p := credentials.Password; p != nil && *p != (PasswordCredential{}) {
		writable.Password = p
	}
	if q := credentials.RecoveryQuestion; q != nil && q.Answer != "" {
		writable.RecoveryQuestion = q
	}
	return writable
}
