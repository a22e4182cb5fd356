// Package oktatest is an Okta org in memory, to test code that uses Okta's Users API. It behaves as Okta does, starts
// at once, and misbehaves when told to.
//
//	org := oktatest.NewOrg()
//	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
//
// # Three ways in
//
// [Org.HTTPClient] and [Org.Transport] reach the org without a socket, in the caller's goroutine, so that
// testing/synctest can drive the time of both sides. [NewServer] serves it on a port of its own; an org is an
// [http.Handler] too. And the program in cmd/oktatest serves one to any language, with the reference of the API to try
// each operation from.
//
// # What is there to begin with
//
// A new org has a group, Everyone, and no users. Users come by createUser, [Org.AddUser] and [Org.SeedUsers]. What the
// Users API can't do, methods of [Org] do: groups and their members, roles and apps, a user's status, enrollments, and
// what the user does alone: signing in and opening the link of a [Mail].
//
// Ids are the same in every run. Orgs share nothing.
//
// # Misbehaviour
//
// [Org.Script] says how the next requests of an operation are answered: [Fail], [Text], [BrokenJSON], [CutBody], [Drop],
// [DropAfter], [Header], [RateLimited], [ConcurrencyLimited], each with a delay by [Answer.After]. [WithRateLimit],
// [WithConcurrencyLimit], [WithLatency] and [WithTransitionDelay] set how the org behaves all along. [Org.Requests] and
// [Org.Count] tell what it was asked. Operations have the names of the API's operationIds, such as "getUser".
//
// # What is modelled
//
// All operations of the Users API, with the statuses in which each is allowed, the error codes otherwise, and what
// changes: status, times, links, credentials, groups, roles, targets and app links. Profiles with custom attributes of
// any name, kept as they were sent. Search, filter and q with the language of SCIM filters. Pages with opaque cursors,
// which stay right when users come and go. Rate limits by class of endpoint.
//
// Where Okta leaves it open, the org decides: activateUser is answered with E0000016 in every status but STAGED and
// DEPROVISIONED; while a transition is under way, what the lifecycle governs is refused with E0000038; ten wrong passwords
// in a row lock a user out, in ACTIVE and PASSWORD_EXPIRED; a user of another authentication provider needs no password to
// become ACTIVE; an operation on the password of a user that has none is answered with E0000014, and forgotPassword for a
// user without a recovery question with E0000034; resetPassword without sendEmail mails the link; a role that is inherited from a group is no role of the user to
// removeRoleFromUser and the targets (404).
//
// # What is not modelled
//
//   - Other APIs: groups, apps, factors, user types, schemas and OAuth 2.0. Links to them lead nowhere, and the only
//     credential is the API token.
//   - The org's policies: any password that is not empty will do, nothing expires by itself, and a profile may have
//     any custom attribute.
//   - Permissions: the token may do everything.
//   - A search index that lags behind: a change is found at once.
//   - expand, format, If-Match and Prefer, which are ignored, and oauthTokens, as there are none.
//   - Hashes of BCRYPT and PBKDF2 and password hooks: such a password exists, but no text is right for it.
//   - gzip, HTML from gateways, and Okta's errors of its own making, unless scripted.
package oktatest
