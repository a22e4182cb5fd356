package wrapper

import (
	"context"
	"iter"
	"net/http"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
)

// ListUsersOptions are the optional parameters of [Client.ListUsers]. Use one of Search, Filter and Q.
type ListUsersOptions struct {
	// Q finds users whose firstName, lastName or email starts with it. Okta doesn't page these: without Limit it finds
	// 10, and doesn't say that there are more.
	Q string

	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of users in a page, 1 to 200; 0 leaves it to the server, which uses 200.
	Limit int32

	// Filter is an expression over id, status, lastUpdated and the profile's login, email, firstName and lastName, such
	// as `lastUpdated gt "2026-01-31T00:00:00.000Z"`.
	Filter string

	// Format is a parameter that current orgs ignore.
	Format string

	// Search is an expression over most properties, custom attributes included, with the operators eq, gt, ge, lt, le,
	// sw (starts with) and pr (is there), and, or and parentheses: `profile.department eq "Engineering" and (status eq
	// "ACTIVE" or status eq "STAGED")`. Times are written as in `lastLogin lt "2026-01-31T00:00:00.000Z"`, which does
	// not find those who never signed in. Its index may be a few seconds behind a change.
	Search string

	// Expand names what to add to each user under Embedded, on orgs that know it.
	Expand string

	// SortBy is what to sort by, such as "profile.lastName"; only Search sorts.
	SortBy string

	// SortOrder is "asc", the default, or "desc". It needs SortBy.
	SortOrder string

	// Fields names the members of each user to return, such as "id,status,profile:(firstName,city)"; the others are
	// zero. Such a user is not one to pass to UpdateUser, which would clear what is missing.
	Fields string

	// OmitCredentials leaves out the Credentials. With it and the next two, long lists are quicker.
	OmitCredentials bool

	// OmitCredentialsLinks leaves out the Links that change credentials.
	OmitCredentialsLinks bool

	// OmitTransitioningToStatus leaves out TransitioningToStatus.
	OmitTransitioningToStatus bool
}

// ListUsers returns the org's users, one by one, page after page. Without Search, Filter or Q it leaves out those that
// are DEPROVISIONED; Search and Filter find them like others. The users' Links have "self" only. A time of what has not
// happened yet, such as LastLogin, is zero.
//
//	for user, err := range client.ListUsers(ctx, &okta.ListUsersOptions{Search: `status eq "ACTIVE"`}) {
//		if err != nil {
//			return err
//		}
//		…
//	}
//
// Ranging again starts again at the first page; an error ends the range. The next page is fetched while the loop works,
// unless [WithoutReadAhead] is passed. An expression that doesn't parse is [CodeInvalidSearch].
//
// It implements listUsers: GET /api/v1/users.
func (c *Client) ListUsers(ctx context.Context, options *ListUsersOptions, callOptions ...CallOption) iter.Seq2[User, error] {
	return items(c.ListUsersPages(ctx, options, callOptions...))
}

// ListUsersPages is ListUsers a page at a time, for a cursor to resume from.
func (c *Client) ListUsersPages(ctx context.Context, options *ListUsersOptions, callOptions ...CallOption) iter.Seq2[Page[User], error] {
	o := valueOf(options)
	request, err := client.NewListUsersRequest(c.server, &gen.ListUsersParams{
		Q:         optional(o.Q),
		After:     optional(o.After),
		Limit:     optional(o.Limit),
		Filter:    optional(o.Filter),
		Format:    optional(o.Format),
		Search:    optional(o.Search),
		Expand:    optional(o.Expand),
		SortBy:    optional(o.SortBy),
		SortOrder: optional(o.SortOrder),
		Fields:    optional(o.Fields),
	})
	if err == nil {
		omit(request, o.OmitCredentials, o.OmitCredentialsLinks, o.OmitTransitioningToStatus)
	}
	return listPages[User](ctx, c, "listUsers", request, err, callOptions)
}

// CreateUserOptions are the optional parameters of [Client.CreateUser].
type CreateUserOptions struct {
	// Activate is whether to activate the user at once; nil stands for true.
	Activate *bool

	// Provider is whether the user gets the authentication provider in Credentials.Provider; false by default.
	Provider bool

	// NextLogin, set to [UserNextLoginChangePassword], makes the password expired, so that the user has to choose
	// another at the next sign-in. It needs Activate and a password.
	NextLogin UserNextLogin

	// GroupIDs are the ids of the groups that the user is a member of from the start, beside the org's "Everyone".
	GroupIDs []string
}

// CreateUser creates a user, with or without credentials, and returns it. Of user, only Profile, Credentials, Type and
// RealmID are sent.
//
//	user, err := client.CreateUser(ctx, okta.User{
//		Profile:     okta.UserProfile{FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace"), Login: okta.Set(login), Email: okta.Set(login)},
//		Credentials: okta.UserCredentials{Password: &okta.PasswordCredential{Value: password}},
//	}, nil)
//
// A password is one of a Value, a Hash, with which the user's provider is IMPORT, and a Hook; two of them are an
// [*ArgumentError].
//
// The status afterwards is STAGED with Activate false, PROVISIONED when activated without a password (Okta mails an
// activation link), ACTIVE with one, and PASSWORD_EXPIRED with NextLogin. Activation may go on after the answer:
// TransitioningToStatus is then set.
//
// A login that is taken, or a profile that the org's schema doesn't allow, is [CodeValidationFailed] with causes. No
// code tells the two apart, and the causes are words: for certainty, ask for the login with GetUser. The call is not
// safe to repeat: when an answer was lost, look for the login before you try again.
//
// It implements createUser: POST /api/v1/users.
func (c *Client) CreateUser(ctx context.Context, user User, options *CreateUserOptions, callOptions ...CallOption) (User, error) {
	o := valueOf(options)
	params := &gen.CreateUserParams{Activate: o.Activate, Provider: optional(o.Provider), NextLogin: optional(o.NextLogin)}
	user = writableUser(user)
	request, err := client.NewCreateUserRequest(c.server, params, gen.CreateUserRequest{
		Profile:     user.Profile,
		Credentials: user.Credentials,
		Type:        user.Type,
		RealmID:     user.RealmID,
		GroupIDs:    o.GroupIDs,
	})
	if err == nil {
		err = checkPassword(user.Credentials.Password)
	}
	return exec[User](ctx, c, "createUser", request, err, callOptions)
}

// GetUserOptions are the optional parameters of [Client.GetUser].
type GetUserOptions struct {
	// Expand names what to add under Embedded, such as "blocks", on orgs that know it.
	Expand string

	// OmitCredentials leaves out the Credentials.
	OmitCredentials bool

	// OmitCredentialsLinks leaves out the Links that change credentials.
	OmitCredentialsLinks bool

	// OmitTransitioningToStatus leaves out TransitioningToStatus.
	OmitTransitioningToStatus bool
}

// GetUser reads the user with an id, a login, or the part of a login before the "@" where only one user has it; "me" is
// the user that the token belongs to.
//
// Nobody by that name is [CodeNotFound]. The version of the user, for IfMatch of an update, is the [Response.ETag] that
// [WithResponse] gets.
//
// It implements getUser: GET /api/v1/users/{userId}.
func (c *Client) GetUser(ctx context.Context, userID string, options *GetUserOptions, callOptions ...CallOption) (User, error) {
	o := valueOf(options)
	request, err := client.NewGetUserRequest(c.server, userID, &gen.GetUserParams{Expand: optional(o.Expand)})
	if err == nil {
		omit(request, o.OmitCredentials, o.OmitCredentialsLinks, o.OmitTransitioningToStatus)
	}
	return exec[User](ctx, c, "getUser", request, err, callOptions)
}

// PartialUpdateUserOptions are the optional parameters of [Client.PartialUpdateUser].
type PartialUpdateUserOptions struct {
	// Strict is whether a password is held against the policy's minimum age and its history too; false by default.
	Strict bool

	// IfMatch is the version that the user has to be in, which is the [Response.ETag] of GetUser's answer.
	IfMatch string
}

// PartialUpdateUser sets and clears the attributes that are in the profile, sets the credentials that are given, and
// returns the user. Everything else stays as it is, the status too.
//
//	user, err := client.PartialUpdateUser(ctx, id, okta.User{Profile: okta.UserProfile{
//		NickName:    okta.Set("Countess"),
//		MobilePhone: okta.Clear(),
//	}}, nil)
//
// Of the credentials are sent a password with a value or a hash, and a recovery question with an answer. A user with
// nothing to send is an [*ArgumentError]. A profile that the org's schema doesn't allow, and a Type that is not the
// user's own, are [CodeValidationFailed] with causes; a user that is DEPROVISIONED is [CodeNotFound].
//
// With IfMatch, a user that has changed since that version is [ErrPreconditionFailed], and stays as it is. A call whose
// answer was lost is sent again: where Attempts of the error is more than 1, the change since may be its own.
//
// It implements partialUpdateUser: POST /api/v1/users/{userId}.
func (c *Client) PartialUpdateUser(ctx context.Context, userID string, user User, options *PartialUpdateUserOptions, callOptions ...CallOption) (User, error) {
	o := valueOf(options)
	user = changesOf(user)
	request, err := client.NewPartialUpdateUserRequest(c.server, userID, &gen.PartialUpdateUserParams{Strict: optional(o.Strict)}, user)
	if err == nil {
		err = checkUpdate(request, user, o.IfMatch)
	}
	return exec[User](ctx, c, "partialUpdateUser", request, err, callOptions)
}

// UpdateUserOptions are the optional parameters of [Client.UpdateUser].
type UpdateUserOptions struct {
	// Strict is whether a password is held against the policy's minimum age and its history too; false by default.
	Strict bool

	// IfMatch is the version that the user has to be in, which is the [Response.ETag] of GetUser's answer.
	IfMatch string
}

// UpdateUser replaces the user's profile, sets the credentials that are given, and returns the user. The status doesn't
// change.
//
// Okta clears every attribute that is not in the profile: [Client.PartialUpdateUser] changes some and leaves the
// others. To replace a profile, read the user, change it, and pass it on as it is: what a client can't write is left
// out. IfMatch keeps what others have changed in between.
//
//	var read okta.Response
//	user, err := client.GetUser(ctx, id, nil, okta.WithResponse(&read))
//	…
//	user.Profile.NickName = okta.Set("Countess")
//	user.Profile.MobilePhone = okta.Clear()
//	user, err = client.UpdateUser(ctx, id, user, &okta.UpdateUserOptions{IfMatch: read.ETag()})
//
// Of the credentials are sent a password with a value or a hash, and a recovery question with an answer. Without a
// profile they alone are set, and the attributes stay as they are. The provider, which is chosen when a user is
// created, is not sent. A user with nothing to send is an [*ArgumentError]. A profile that the org's schema doesn't
// allow is [CodeValidationFailed] with causes; a user that is DEPROVISIONED is [CodeNotFound]. IfMatch works as with
// PartialUpdateUser.
//
// It implements updateUser: PUT /api/v1/users/{userId}.
func (c *Client) UpdateUser(ctx context.Context, userID string, user User, options *UpdateUserOptions, callOptions ...CallOption) (User, error) {
	o := valueOf(options)
	user = changesOf(user)
	request, err := client.NewUpdateUserRequest(c.server, userID, &gen.UpdateUserParams{Strict: optional(o.Strict)}, user)
	if err == nil {
		err = checkUpdate(request, user, o.IfMatch)
	}
	return exec[User](ctx, c, "updateUser", request, err, callOptions)
}

// DeactivateOrDeleteUserOptions are the optional parameters of [Client.DeactivateOrDeleteUser].
type DeactivateOrDeleteUserOptions struct {
	// SendEmail is whether to mail the org's administrators about the deactivation; false by default.
	SendEmail bool

	// Prefer, set to "respond-async", has Okta answer before the deactivation or deletion is done.
	Prefer string
}

// DeactivateOrDeleteUser deactivates a user that is not DEPROVISIONED, which is its status afterwards. A user that is
// DEPROVISIONED it deletes for good: that can't be undone. So a repeat after a lost answer can delete where only a
// deactivation was meant: to deactivate, [Client.DeactivateUser] is the safer call.
//
// It implements deactivateOrDeleteUser: DELETE /api/v1/users/{userId}.
func (c *Client) DeactivateOrDeleteUser(ctx context.Context, userID string, options *DeactivateOrDeleteUserOptions, callOptions ...CallOption) error {
	o := valueOf(options)
	request, err := client.NewDeactivateOrDeleteUserRequest(c.server, userID, &gen.DeactivateOrDeleteUserParams{SendEmail: optional(o.SendEmail)})
	if err == nil {
		err = setHeader(request, "Prefer", o.Prefer)
	}
	return execNone(ctx, c, "deactivateOrDeleteUser", request, err, callOptions)
}

// changesOf keeps of a user what an update sends. The provider is chosen when the user is created.
func changesOf(user User) User {
	user = writableUser(user)
	user.Credentials.Provider = AuthenticationProvider{}
	return user
}

// checkUpdate refuses an update that Okta would refuse, and sets its If-Match.
func checkUpdate(request *http.Request, user User, ifMatch string) error {
	if err := checkPassword(user.Credentials.Password); err != nil {
		return err
	}
	if request.ContentLength == int64(len("{}")) {
		return &ArgumentError{Argument: "user", Reason: "holds nothing to update: set attributes of its profile, or credentials"}
	}
	return setHeader(request, "If-Match", ifMatch)
}

// setHeader sets a header parameter, unless it is empty.
func setHeader(request *http.Request, name, value string) error {
	if value == "" {
		return nil
	}
	if !printable.IsHeaderValue(value) {
		return &ArgumentError{Argument: name, Reason: "has a line break or another control character"}
	}
	request.Header.Set(name, value)
	return nil
}

// withoutBody is a request whose body was left out.
func withoutBody(request *http.Request, err error) (*http.Request, error) {
	if err == nil {
		request.Header.Del("Content-Type")
	}
	return request, err
}

// omit asks for an answer without some parts. Okta reads that from the Content-Type of a request that has no content.
func omit(request *http.Request, credentials, credentialsLinks, transitioningToStatus bool) {
	var words []string
	if credentials {
		words = append(words, "omitCredentials")
	}
	if credentialsLinks {
		words = append(words, "omitCredentialsLinks")
	}
	if transitioningToStatus {
		words = append(words, "omitTransitioningToStatus")
	}
	if words != nil {
		request.Header.Set("Content-Type", `application/json; okta-response="`+strings.Join(words, ",")+`"`)
	}
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
		Type:        UserType{ID: user.Type.ID},
		RealmID:     user.RealmID,
	}
}

// writableCredentials keeps of credentials what sets one: Okta shows a password that exists as an empty object, and a
// question without its answer, neither of which it would take back.
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
