// Package oktatest is an Okta org in memory, to test code that uses Okta's Users API. It behaves as Okta does, starts
// at once, and misbehaves when told to.
//
//	org := oktatest.NewOrg()
//	org.SeedUsers(3)
//	client := oktatest.NewClient(t, org)
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
// A new org has a group, Everyone, a user type, and no users. [Org.Seed] makes what a literal says: users of any status,
// groups and who is in them. Users come by createUser, [Org.AddUser] and [Org.SeedUsers], too, groups by createGroup and
// [Org.AddGroup]. [Org.User] and [Org.Group] show them. What the API can't do, methods of [Org] do: apps, roles and
// apps of groups, a user's status, blocks, factors of any type, whom "me" stands for, and what the user does alone:
// signing in, opening the link of a [Mail], reading a code, scanning a QR code, answering a push, granting scopes to
// OAuth 2.0 clients, and enrolling devices.
//
// Ids are the same in every run. Orgs share nothing.
//
// # Who may do what
//
// The API token's user is a super administrator; [Org.SetTokenRole] makes it another one, who may do less. A service app,
// which [Org.AddServiceApp] registers, gets access tokens at the org's own authorization server, with the client
// credentials grant and an assertion that its key signs (private_key_jwt). Each operation wants the scopes that the
// contract names, where one to manage covers the one to read, and then what the app's role allows. Tokens are bound to a
// key of the client by DPoP, as in new apps, unless the app says otherwise.
//
//	app, err := org.AddServiceApp(oktatest.ServiceApp{
//		Keys:   map[string]crypto.PublicKey{"kid-1": key.Public()},
//		Scopes: []string{"okta.users.read"},
//	})
//
// Tokens live an hour on the org's clock. [Org.RevokeAccessTokens] ends them, [Org.RotateDPoPNonce] and
// [WithDPoPNonces] ask for nonces, and [Org.UsedScopes] tells which scopes the requests so far needed.
//
// # Misbehaviour
//
// [Org.Script] says how the next requests of an operation are answered: [Fail], [Text], [Respond], [BrokenJSON],
// [CutBody], [Drop], [DropAfter], [Header], [RateLimited], [ConcurrencyLimited], each with a delay by [Answer.After].
// [WithRateLimit], [WithConcurrencyLimit], [WithLatency], [WithTransitionDelay] and [WithSchema] set how the org
// behaves all along. [Org.Requests] and [Org.Count] tell what it was asked. Operations have the names of the API's
// operationIds, such as "getUser"; "token" is a request for an access token, "metadata" one for the document that
// describes the authorization server.
//
// # What is modelled
//
// All operations of the Users API, with the statuses in which each is allowed, the error codes otherwise, and what
// changes: status, times, links, credentials, factors, blocks, groups and their members, roles, targets and app links.
// User types, each with a schema. Profiles with custom attributes of any name, kept as they were sent, until the schema
// of their type is given or changed: by [WithSchema], [Org.UpdateUserSchema] or updateUserProfile. From then on the
// schema decides, with its types, lengths and values; formats, patterns and uniqueness are not looked at. Codes of
// authenticator apps and tokens by their RFCs, and those that are sent, which [Org.PassCode] tells; they expire, work
// once, and can be guessed at five times. Grants and refresh tokens until they are revoked, linked objects, risk and
// subscriptions. Search, filter and q, and the order of a search. Pages with opaque cursors, which stay right when users
// come and go. Versions of a user (ETag and If-Match). Answers without what okta-response omits. Rate limits by class of
// endpoint, in the headers of every answer.
//
// And what surprises: q without a limit finds ten users, or 300 groups, and has no next page; a deactivated user is
// found by getUser, search and filter, and is not found by updateUser, partialUpdateUser and deactivateUser; an id in a
// path ends before a semicolon; linked objects are links alone; a subscription is answered without a body; nobody
// subscribes another user than the token's own.
//
// # Whose each code is
//
// Recorded codes were seen in the answers of real orgs, and documented ones are in what Okta publishes. Where neither
// says what an org does, this one assumes it, as the contract does:
//
//	E0000001  400  recorded for a field that is no good; documented for suspendUser and unsuspendUser in another status;
//	               recorded for a group's name that is taken, and for an attribute that the schema lacks; assumed for
//	               what else a schema doesn't allow, for a schema or a user type that is no good, for the deletion of a
//	               user type that has users or is the default one, for an unknown user type, group or role type, for two
//	               of q, filter and search, for an updateUser or partialUpdateUser without profile and credentials, for a
//	               partialUpdateUser with another type than the user's, for a role that can't have targets, for the
//	               removal of a role's last target, for an instance of an app that is a target itself, for a factor that
//	               is unknown or set up already, for an operation that a factor's status or type doesn't allow, for a
//	               level of risk, and for the definition of a linked object
//	E0000001  409  documented for the name of a linked object that is taken; the code is assumed
//	E0000001  412  assumed for a version that If-Match doesn't name
//	E0000003  400  recorded for a body that is not well-formed; assumed for one of more than 1 MiB
//	E0000006  403  reported for the members of an app's group; assumed for Everyone, and for the subscription of
//	               another user, which is documented to be refused; recorded for what the token's administrator
//	               may not do
//	E0000007  404  recorded for what is not there; reported for updateUser and deactivateUser of a deactivated user;
//	               assumed for a role that is inherited from a group, an unknown app, and a target that is none; for a
//	               grant or token that is revoked, for an unknown kind of notification, for "me" with an app's token, and
//	               where the name of the associated stands for the primary's; that the words of an unknown schema name
//	               CVDSchema is assumed
//	E0000008  404  documented for an unknown path
//	E0000009  500  recorded, for deleteUserType too; not given unless scripted
//	E0000011  401  recorded for another token
//	E0000014  403  recorded for wrong credentials; assumed where the user has no password
//	E0000015  401  recorded for listUserBlocks in an org without the feature: see [WithoutUserBlocks]
//	E0000016  403  recorded for activateUser of an active user; assumed in every status but STAGED and DEPROVISIONED
//	E0000021  400  documented for another Content-Type than JSON
//	E0000022  405  documented; the header Allow is recorded
//	E0000029  400  recorded for a limit or cursor that is no good
//	E0000031  400  recorded for an expression that is no good; assumed for an unknown sortBy
//	E0000032  403  recorded for unlockUser of a user who is not locked out
//	E0000034  403  documented for forgotPassword; assumed for the answer to a question that the user doesn't have, and
//	               for forgotPasswordSetNewPassword
//	E0000038  403  recorded for other operations in a status that doesn't allow them; assumed for resetAllFactors,
//	               addRoleToUser, addUserToGroup and enrollFactor, in every status that is not known, and during a transition
//	E0000047  429  recorded; assumed for what comes after five wrong codes in five minutes
//	E0000068  403  documented for a wrong code or answer; assumed for a signature that was not asked for
//	E0000082  403  documented for a code that was used already
//	E0000083  403  documented for a code that is too old or too new
//	E0000090  409  documented for a role that the user has already
//	E0000098  400  documented; assumed for a phone number without a country code
//	E0000109  429  documented for a text message within 30 seconds of another
//	E0000118  429  documented for an email with a code within 5 seconds of another
//	E0000133  429  documented for a call within 30 seconds of another
//
// What the roles may do to users is documented, and that SUPER_ADMIN alone sees and changes roles. All else is assumed:
// that HELP_DESK_ADMIN unlocks users, that USER_ADMIN changes the members of groups and not the groups, and that schemas,
// user types and linked objects are read by all and changed from ORG_ADMIN up.
//
// Of OAuth 2.0, recorded or reported are the challenges of insufficient_scope, invalid_token and invalid_dpop_proof,
// without a body; what htu is compared with; what the token endpoint says of an assertion's audience, end, signature and
// key id, of a proof or nonce that is missing, and of scopes of which none was granted; that it leaves out those that
// were not granted; that a token request may have its parameters in the query; and that an app without DPoP gets a
// bearer token where it sends a proof. Documented are the hour that an assertion may live, its jti, which may be missing,
// and the nonce, which changes every day and is taken for three. All else is assumed: other words, the order of the
// checks, five minutes between the clocks, and the refusal of a token that is sent with the other scheme.
//
// A path with an escaped slash or backslash is answered with 400 and a page of HTML, as the server in front of an org
// does.
//
// Assumed, too: ten wrong passwords in a row lock a user out, in ACTIVE and PASSWORD_EXPIRED; a user of another
// authentication provider needs no password to become ACTIVE; resetPassword without sendEmail mails the link; an update
// with a hash makes the user an imported one, as a creation does; reactivateUser makes earlier links void; fields
// passes over names that it doesn't know; the operators of search (eq, gt, ge, lt, le, sw, co, pr, and, or, brackets)
// are those of filter, and of groups, too; two groups may have names that differ in case alone; a role that was limited
// to a deleted group alone goes with it; addAllAppsAsTargetToRole takes a role's app targets away; unlockUser ends all
// blocks; the catalog has those apps alone that there is an instance of; a factor that was never activated gives way to
// another of its type; an app's code may be one step of 30 seconds off, a token's ten counts ahead; the shared secret of
// a token is in hexadecimal digits, and never shown; values that are not set sort first; the credentials' links, which
// omitCredentialsLinks omits, are those of password and recovery question; an attribute of a schema is changed member by
// member; listUsersWithRoleAssignments lists the users with roles of their own alone; a grant that is revoked leaves the
// refresh tokens, and the other way round; what is revoked is in no list any more; a deactivated user has no grants,
// refresh tokens and subscriptions, and keeps risk, devices, identity providers and links, until it is deleted; a user's
// former primary is replaced; the links of a kind go with its definition; a user gets no notification before
// subscribing.
//
// # What is not modelled
//
//   - Other APIs: apps, devices and identity providers. Links to them lead nowhere.
//   - Other grants than client credentials, other ways for a client to prove itself than private_key_jwt, keys at a
//     jwks_uri, the org's own keys (access tokens are no JWTs here), introspection and revocation by request. A user's
//     refresh token has no value that one could use.
//   - The org's policies: any password that is not empty will do, no password or link expires by itself, and all types
//     of factor that are known are offered.
//   - Other administrator roles for the token or an app than SUPER_ADMIN, ORG_ADMIN, USER_ADMIN, HELP_DESK_ADMIN and
//     READ_ONLY_ADMIN; roles that are limited to groups; and that those below ORG_ADMIN may not change administrators.
//   - Tokens of RSA, SYMANTEC and YUBICO, which enrollFactor refuses, and signatures of security keys: any is right that
//     was asked for. The links of a factor that lead to no operation: cancel, qrcode and send.
//   - A search index that lags behind: a change is found at once.
//   - Hashes of BCRYPT and PBKDF2 and password hooks: such a password exists, but no text is right for it.
//   - The way from an imported user's hash to a password of Okta's own: the provider stays IMPORT.
//   - gzip, HTML from gateways, and Okta's errors of its own making, unless scripted.
//   - The headers Prefer, X-Forwarded-For, User-Agent and Accept-Language, query parameters that the contract doesn't
//     have, and sortBy and sortOrder without search: they are passed over.
//
// # Parameters without effect
//
// These are read, so that a value of the wrong type is refused, and change nothing:
//
//   - addRoleToUser: disableNotifications
//   - changePassword: strict
//   - deactivateOrDeleteUser: sendEmail
//   - deactivateUser: sendEmail
//   - deleteFactor: removeRecoveryEnrollment
//   - endAllUserSessions: forgetDevices
//   - enrollFactor: templateId
//   - forgotPasswordSetNewPassword: sendEmail
//   - getRefreshTokenForUserAndClient: expand
//   - getUser: expand
//   - getUserGrant: expand
//   - listAssignedRoles: expand
//   - listGrantsForUserAndClient: expand
//   - listGroups: expand
//   - listRefreshTokensForUserAndClient: expand
//   - listUserGrants: expand
//   - listUsers: expand, format
//   - partialUpdateUser: strict
//   - resendEnrollFactor: templateId
//   - updateUser: strict
//   - verifyFactor: templateId
package oktatest
