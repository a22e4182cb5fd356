// Package wrapper is a client for Okta's Users API: users and their lifecycle, credentials, sessions, administrator
// roles and app links, groups with their members, and what a profile may hold: user types and schemas. Import it as
// okta:
//
//	import okta "github.com/okta-userapi/userapi-go/wrapper"
//
//	client, err := okta.NewClient("https://acme.okta.com", okta.APIToken(token))
//	…
//	user, err := client.GetUser(ctx, "ada@example.com", nil)
//
// # Operations
//
// Each operation of the API is a method of [Client] with the operation's name. It takes a context, the ids, the body,
// the operation's options where it has optional parameters, and any number of [CallOption]. Options that are nil, and
// members of them that are not set, stand for the API's own defaults; a default of true is a *bool, set with
// new(false).
//
// [Call] and [List] reach endpoints that have no method here.
//
// # Models
//
// Bodies and answers are the models of the contract, generated from it: go doc shows their members and methods under
// package gen, as in gen.User. Members that the API only reads are never sent, so a user that GetUser returned can be
// changed and passed to UpdateUser as it is. An [Attribute] of a profile is absent (its zero value), set ([Set]), or
// null ([Clear]). PartialUpdateUser changes what is set or null and leaves the rest alone; UpdateUser replaces the
// profile, and clears what is absent. Custom attributes are kept as the JSON that came, in AdditionalProperties;
// [UserProfile] has Get and Set for any attribute by name. A user is a value: changing a copy leaves the other as it
// was. Package [github.com/okta-userapi/userapi-go/wrapper/schema] checks a profile against the org's schema. Statuses
// and types that are newer than this package are kept as they are.
//
// # Lists
//
// Paged operations return an iterator, and have a twin, such as ListUsersPages, that yields whole pages with a cursor
// to resume from. From the second page on, the next page is fetched and decoded while the loop works on the current
// one; [WithoutReadAhead] turns that off. An iterator keeps no state between ranges: ranging again starts again. It
// ends after the last item or after an error. Requests go to the org's own URL, whatever a page's link says. What can't
// be read of a page is left out, and named in its Response.
//
// [Client.WalkUsers] takes in a whole org by several pages at once. What is left of it has a text form, to go on from in
// another process or on other machines.
//
// # Errors
//
// What Okta refuses, and a request without a usable answer, is an [*Error] with the operation, the HTTP status, Okta's
// code, summary and causes (those of OAuth 2.0 in a header included), and the request id. [errors.Is] works with any
// [ErrorCode], with sentinels such as [ErrNotFound], and with the errors of contexts. What can't be sent is an
// [*ArgumentError], and no request is made. No error's text holds a token, a query or a body.
//
// # Retries, rate limits and timeouts
//
// Without options a client sends a request again:
//
//   - 429, the rate limit is used up: every operation; after the server's wait, else back-off
//   - 429, too many requests at once (limit 0): every operation; after back-off
//   - 500, 502, 503, 504: GET, PUT, DELETE, but not deactivateOrDeleteUser; after the server's wait, else back-off
//   - no whole answer: connection broken, attempt timed out: GET, PUT, DELETE, but not deactivateOrDeleteUser; after
//     back-off
//   - no connection: refused, name server down: every operation; after back-off
//   - 401 with a token of ClientCredentials: every operation, once; after no wait, with a new token
//   - anything else: never
//
// And it keeps to these:
//
//   - attempts, the first included: 4 (WithRetry, WithoutRetry; WithRetryUnsafe for POST and deactivateOrDeleteUser)
//   - back-off: random, up to 500 ms before the 2nd attempt, doubled for each one after (WithRetry)
//   - longest wait; a longer one, or one past the context's deadline, is not begun: 90 s (WithRetry)
//   - time for one attempt: 2 min (WithRequestTimeout)
//   - time to connect: 30 s (WithConnectionTimeout)
//   - use of the org's rate limits: what other clients leave (WithRateLimitShare, WithoutRateLimitGate)
//   - renewal of OAuth tokens: when a tenth of their life is left, at most 5 min before their end
//   - size of an answer: up to 16 MiB
//
// deactivateOrDeleteUser is not safe to repeat, although it is a DELETE: the first deactivates, and a second deletes
// for good. See [RetryPolicy], [WithRateLimitShare] and [WithRequestTimeout].
//
// # Credentials and configuration
//
// An [APIToken], a [BearerToken] or any other [Authorizer] says who is calling. Access tokens that renew themselves are
// in package wrapper/oauth, and clients that the environment or a file configures in package wrapper/config.
//
// # Safety
//
// Ids are escaped as one segment of the path; those that would reach another resource ("", ".", "..") are refused, and
// those with a character that orgs cut or refuse however it is escaped ("/", "\", ";", control characters). Redirects
// are not followed, cookies not kept, nothing is cached, and credentials go to the org's own origin only. Nothing is
// logged unless asked for.
package wrapper
