package oktatest_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// conformance holds the org to what real orgs were seen to do: requests, and the answers that they gave. A new fact
// goes here.
//
// An exchange is a request (a line with method and path, headers, a body) and its answer (a line with the status and
// the members that the body has, headers). A blank line ends it. In an answer "*" stands for any value but null, "-"
// for a member or header that is not there, and [...] for items in this order. A name that begins with $ stands for the
// value that an answer had at its place first; $ada and $grace are profiles.
var conformance = []struct {
	fact      string
	options   []oktatest.Option
	prepare   func(*testing.T, *oktatest.Org) names // what the Users API can't do, and what stands for it
	exchanges string
}{
	{fact: "credentials alone set a password and change neither profile nor status", exchanges: `
		POST /api/v1/users?activate=false
		{"profile": $ada}
		200 {"id": "$id", "status": "STAGED", "passwordChanged": null, "credentials": {"password": "-"}}

		PUT /api/v1/users/$id
		{"credentials": {"password": {"value": "Analytical-1843"}}}
		200 {"status": "STAGED", "passwordChanged": "*", "profile": {"login": "ada@example.com", "nickName": "Countess"}, "credentials": {"password": {}}}

		PUT /api/v1/users/$id
		{"profile": null, "credentials": {"recovery_question": {"question": "Who?", "answer": "Charles"}}}
		200 {"profile": {"nickName": "Countess"}, "credentials": {"password": {}, "recovery_question": {"question": "Who?", "answer": "-"}}}

		PUT /api/v1/users/$id
		{}
		400 {"errorCode": "E0000001"}
	`},
	{fact: "a hash makes an imported user, at creation and later", exchanges: `
		POST /api/v1/users?activate=false
		{"profile": $ada, "credentials": {"password": {"hash": {"algorithm": "SHA-256", "salt": "c2FsdA==", "saltOrder": "PREFIX", "value": "BTY+3LJZ3DRsP1AxQC6kjAXQxbaCG+Cv4QL+Qu0oJ8Y="}}}}
		200 {"status": "STAGED", "credentials": {"password": {"hash": "-"}, "provider": {"type": "IMPORT", "name": "IMPORT"}}}

		POST /api/v1/users?activate=false
		{"profile": $grace}
		200 {"id": "$other", "credentials": {"provider": {"type": "OKTA", "name": "OKTA"}}}

		PUT /api/v1/users/$other
		{"profile": $grace, "credentials": {"password": {"hash": {"algorithm": "SHA-1", "value": "x"}}}}
		200 {"status": "STAGED", "credentials": {"password": {}, "provider": {"type": "IMPORT", "name": "IMPORT"}}}

		PUT /api/v1/users/$other
		{"credentials": {"password": {"value": "x", "hash": {"algorithm": "SHA-1", "value": "x"}}}}
		400 {"errorCode": "E0000001"}
	`},
	{fact: "PUT changes the user's type to another of the org's", exchanges: `
		POST /api/v1/meta/types/user
		{"name": "contractor", "displayName": "Contractor"}
		200 {"id": "$contractor", "name": "contractor", "default": false}

		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id", "type": {"id": "$usual"}}

		PUT /api/v1/users/$id
		{"profile": $ada, "type": {"id": "$contractor"}}
		200 {"type": {"id": "$contractor"}}

		PUT /api/v1/users/$id
		{"profile": $ada, "type": {"id": "oty000"}}
		400 {"errorCode": "E0000001", "errorSummary": "Api validation failed: type"}

		PUT /api/v1/users/$id
		{"profile": $ada}
		200 {"type": {"id": "$contractor"}}

		POST /api/v1/users
		{"profile": $grace, "type": {"id": "oty000"}}
		400 {"errorCode": "E0000001"}
	`},
	{fact: "a deactivated user is there for getUser and not for its steps", exchanges: `
		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id", "status": "PROVISIONED"}

		POST /api/v1/users/$id/lifecycle/deactivate
		200 {}

		POST /api/v1/users/$id/lifecycle/deactivate
		404 {"errorCode": "E0000007", "errorCauses": []}

		PUT /api/v1/users/$id
		{"profile": $ada}
		404 {"errorCode": "E0000007"}

		GET /api/v1/users/$id
		200 {"status": "DEPROVISIONED", "_links": {"activate": "*", "delete": {"method": "DELETE"}, "deactivate": "-"}}

		DELETE /api/v1/users/$id
		204
		Content-Type: -

		GET /api/v1/users/$id
		404 {"errorCode": "E0000007", "errorSummary": "*", "errorLink": "E0000007", "errorId": "*", "errorCauses": []}
	`},
	{fact: "DELETE deactivates before it deletes", exchanges: `
		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id"}

		DELETE /api/v1/users/$id
		204

		GET /api/v1/users/$id
		200 {"status": "DEPROVISIONED"}
	`},
	{fact: "activateUser mails unless told otherwise", exchanges: `
		POST /api/v1/users?activate=false
		{"profile": $ada}
		200 {"id": "$id", "status": "STAGED", "_links": {"activate": {"method": "POST"}}}

		POST /api/v1/users/$id/lifecycle/activate
		200 {"activationUrl": "-", "activationToken": "-"}

		POST /api/v1/users/$id/lifecycle/activate
		403 {"errorCode": "E0000016"}

		POST /api/v1/users?activate=false
		{"profile": $grace}
		200 {"id": "$other"}

		POST /api/v1/users/$other/lifecycle/activate?sendEmail=false
		200 {"activationUrl": "*", "activationToken": "*"}
	`},
	{fact: "a user who has no recovery question can forget the password", exchanges: `
		POST /api/v1/users
		{"profile": $ada, "credentials": {"password": {"value": "Analytical-1843"}}}
		200 {"id": "$id", "status": "ACTIVE", "_links": {"forgotPassword": {"method": "POST"}}}

		POST /api/v1/users/$id/credentials/forgot_password?sendEmail=false
		200 {"resetPasswordUrl": "*"}

		GET /api/v1/users/$id
		200 {"status": "RECOVERY"}
	`},
	{fact: "factors are reset after the password was expired or reset, too", exchanges: `
		POST /api/v1/users
		{"profile": $ada, "credentials": {"password": {"value": "Analytical-1843"}}}
		200 {"id": "$id", "status": "ACTIVE", "_links": {"resetFactors": "*"}}

		POST /api/v1/users/$id/lifecycle/expire_password
		200 {"status": "PASSWORD_EXPIRED", "_links": {"resetFactors": "*", "forgotPassword": "*"}}

		POST /api/v1/users/$id/lifecycle/reset_factors
		200 {}

		POST /api/v1/users/$id/lifecycle/reset_password?sendEmail=true
		200 {}

		POST /api/v1/users/$id/lifecycle/reset_factors
		200 {}

		POST /api/v1/users
		{"profile": $grace}
		200 {"id": "$other", "status": "PROVISIONED", "_links": {"resetFactors": "*", "reactivate": "*", "suspend": "*"}}

		POST /api/v1/users/$other/lifecycle/reset_factors
		200 {}
	`},
	{fact: "a password at creation counts as a change of status", exchanges: `
		POST /api/v1/users?activate=false
		{"profile": $ada, "credentials": {"password": {"value": "Analytical-1843"}}}
		200 {"status": "STAGED", "statusChanged": "*", "activated": null, "passwordChanged": "*"}

		POST /api/v1/users?activate=false
		{"profile": $grace}
		200 {"status": "STAGED", "statusChanged": null, "activated": null, "passwordChanged": null}
	`},
	{fact: "a schema is changed attribute by attribute, and null removes one", exchanges: `
		POST /api/v1/meta/schemas/user/default
		{"definitions": {"custom": {"id": "#custom", "type": "object", "properties": {"badge": {"title": "Badge", "type": "integer", "unique": "UNIQUE_VALIDATED", "permissions": [{"principal": "SELF", "action": "READ_ONLY"}]}, "level": {"title": "Level", "type": "string"}}}}}
		200 {"id": "*", "name": "user", "type": "object", "definitions": {"base": {"id": "#base", "required": "*"}, "custom": {"id": "#custom", "type": "object", "properties": {"badge": {"title": "Badge", "type": "integer", "unique": "UNIQUE_VALIDATED", "mutability": "READ_WRITE", "scope": "NONE", "master": {"type": "PROFILE_MASTER"}}, "level": {"title": "Level", "type": "string"}}}}}

		POST /api/v1/users
		{"profile": {"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace", "shoeSize": 38}}
		400 {"errorCode": "E0000001", "errorCauses": [{"errorSummary": "shoeSize: Property name 'shoeSize' is not defined in profile"}]}

		POST /api/v1/meta/schemas/user/default
		{"definitions": {"custom": {"id": "#custom", "type": "object", "properties": {"badge": null}}}}
		200 {"definitions": {"custom": {"properties": {"badge": "-", "level": {"type": "string"}}}}}
	`},
	{fact: "a user type leads to its schema, and its name is fixed", exchanges: `
		POST /api/v1/meta/types/user
		{"name": "contractor", "displayName": "Contractor"}
		200 {"id": "$contractor", "name": "contractor", "default": false, "_links": {"schema": {"rel": "schema", "href": "*", "method": "GET"}, "self": {"rel": "self"}}}

		POST /api/v1/meta/types/user/$contractor
		{"name": "other", "displayName": "External", "description": "By contract"}
		200 {"id": "$contractor", "name": "contractor", "displayName": "External", "description": "By contract"}

		PUT /api/v1/meta/types/user/$contractor
		{"name": "contractor", "displayName": "Contractor", "description": "All three"}
		200 {"name": "contractor", "displayName": "Contractor", "description": "All three"}

		DELETE /api/v1/meta/types/user/$contractor
		204

		GET /api/v1/meta/types/user/$contractor
		404 {"errorCode": "E0000007"}
	`},
	{fact: "users with roles come in an object, with the link to the next page in it", exchanges: `
		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id"}

		GET /api/v1/iam/assignees/users
		200 {"value": []}

		POST /api/v1/users/$id/roles
		{"type": "READ_ONLY_ADMIN"}
		201 {"type": "READ_ONLY_ADMIN"}

		GET /api/v1/iam/assignees/users?limit=200
		200 {"value": [{"id": "$id", "orn": "*", "_links": {"self": "*", "roles": "*"}}], "_links": {"next": "-"}}
	`},
	{fact: "an attribute that the schema lacks is refused", options: []oktatest.Option{oktatest.WithSchema("badge")}, exchanges: `
		POST /api/v1/users
		{"profile": {"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace", "badge": 1815, "shoeSize": 38}}
		400 {"errorCode": "E0000001", "errorCauses": [{"errorSummary": "shoeSize: Property name 'shoeSize' is not defined in profile"}]}

		POST /api/v1/users
		{"profile": {"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace", "badge": 1815}}
		200 {"id": "$id", "profile": {"badge": 1815}}

		PUT /api/v1/users/$id
		{"profile": {"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace", "shoeSize": null}}
		200 {"profile": {"badge": "-", "shoeSize": "-"}}
	`},
	{fact: "a user begins in groups", prepare: func(_ *testing.T, org *oktatest.Org) names {
		return names{"$engineers": org.AddGroup("Engineers").ID}
	}, exchanges: `
		POST /api/v1/users
		{"profile": $ada, "groupIds": ["$engineers"]}
		200 {"id": "$id", "groupIds": "-"}

		GET /api/v1/users/$id/groups
		200 [{"id": "$everyone", "type": "BUILT_IN", "profile": {"name": "Everyone"}}, {"type": "OKTA_GROUP", "profile": {"name": "Engineers", "description": null}}]
		Link: *

		POST /api/v1/users
		{"profile": $grace, "groupIds": ["$engineers", "00g000"]}
		400 {"errorCode": "E0000001"}

		GET /api/v1/users/grace@example.com
		404 {"errorCode": "E0000007"}

		POST /api/v1/users
		{"profile": $grace, "groupIds": ["$everyone"]}
		200 {}

		GET /api/v1/users/grace@example.com/groups
		200 [{"id": "$everyone"}]
	`},
	{fact: "a group is made, changed and deleted, and its name is its own", exchanges: `
		POST /api/v1/groups
		{"id": "mine", "type": "APP_GROUP", "profile": {"name": "Engineers"}}
		200 {"id": "$id", "type": "OKTA_GROUP", "created": "*", "lastUpdated": "*", "lastMembershipUpdated": "*", "objectClass": ["okta:user_group"], "profile": {"name": "Engineers", "description": null}, "_links": {"logo": ["*", "*"], "users": "*", "apps": "*"}}

		POST /api/v1/groups
		{"profile": {"name": "Engineers"}}
		400 {"errorCode": "E0000001"}

		PUT /api/v1/groups/$id
		{"profile": {"name": "Engineers", "description": "Who builds the engines"}}
		200 {"id": "$id", "profile": {"name": "Engineers", "description": "Who builds the engines"}}

		PUT /api/v1/groups/$id
		{"profile": {"name": "Builders"}}
		200 {"profile": {"name": "Builders", "description": null}}

		DELETE /api/v1/groups/$id
		204
		Content-Type: -

		GET /api/v1/groups/$id
		404 {"errorCode": "E0000007"}
	`},
	{fact: "a membership is answered with 204 whether it changed anything or not", exchanges: `
		POST /api/v1/groups
		{"profile": {"name": "Engineers"}}
		200 {"id": "$group"}

		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id"}

		PUT /api/v1/groups/$group/users/$id
		204
		Content-Type: -

		PUT /api/v1/groups/$group/users/$id
		204

		GET /api/v1/groups/$group/users
		200 [{"id": "$id", "profile": {"login": "ada@example.com"}, "_links": {"self": "*", "activate": "-"}}]

		GET /api/v1/users/$id/groups
		200 [{"type": "BUILT_IN"}, {"id": "$group"}]

		DELETE /api/v1/groups/$group/users/$id
		204

		DELETE /api/v1/groups/$group/users/$id
		204

		GET /api/v1/groups/$group/users
		200 []
	`},
	{fact: "filter knows four properties of a group", exchanges: `
		POST /api/v1/groups
		{"profile": {"name": "Engineers"}}
		200 {"id": "$group"}

		GET /api/v1/groups?filter=type+eq+%22OKTA_GROUP%22+and+id+eq+%22$group%22
		200 [{"id": "$group"}]

		GET /api/v1/groups?filter=lastUpdated+gt+%222026-01-01T00:00:00.000Z%22+and+lastMembershipUpdated+lt+%222000-01-01T00:00:00.000Z%22
		200 []

		GET /api/v1/groups?filter=profile.name+eq+%22Engineers%22
		400 {"errorCode": "E0000031"}

		GET /api/v1/groups?search=profile.name+sw+%22Eng%22
		200 [{"id": "$group"}]
	`},
	{fact: "an attribute that is null is cleared", exchanges: `
		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id", "profile": {"nickName": "Countess", "mobilePhone": null, "secondEmail": null}}

		PUT /api/v1/users/$id
		{"profile": {"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada", "lastName": "King", "nickName": null, "mobilePhone": "+44"}}
		200 {"profile": {"nickName": "-", "lastName": "King", "mobilePhone": "+44", "secondEmail": null}}
	`},
	{fact: "q finds ten users and has no next page", prepare: seedUsers(12), exchanges: `
		GET /api/v1/users?q=user
		200 [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}]
		Link: *; rel="self"

		GET /api/v1/users?q=user&limit=11
		200 [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}]
		Link: *; rel="self"

		GET /api/v1/users?limit=11
		200 [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}]
		Link: *; rel="next"

		GET /api/v1/users?limit=-1
		400 {"errorCode": "E0000029"}
	`},
	{fact: "search and filter find deactivated users, the plain list and q don't", prepare: func(t *testing.T, org *oktatest.Org) names {
		require.NoError(t, org.SetStatus(org.SeedUsers(2)[0], gen.UserStatusDeprovisioned))
		return nil
	}, exchanges: `
		GET /api/v1/users
		200 [{"status": "ACTIVE", "_links": {"self": "*", "suspend": "-", "schema": "-"}}]

		GET /api/v1/users?q=user
		200 [{"status": "ACTIVE"}]

		GET /api/v1/users?search=id+pr
		200 [{"status": "DEPROVISIONED"}, {"status": "ACTIVE"}]

		GET /api/v1/users?filter=status%20eq%20%22DEPROVISIONED%22
		200 [{"status": "DEPROVISIONED"}]
	`},
	{fact: "a search is sorted, nothing else is", prepare: seedUsers(3), exchanges: `
		GET /api/v1/users?search=id+pr&sortBy=profile.login&sortOrder=desc
		200 [{"profile": {"login": "user3@example.com"}}, {"profile": {"login": "user2@example.com"}}, {"profile": {"login": "user1@example.com"}}]

		GET /api/v1/users?search=id+pr&sortBy=profile.firstName
		200 [{"profile": {"firstName": "Ada"}}, {"profile": {"firstName": "Alan"}}, {"profile": {"firstName": "Grace"}}]

		GET /api/v1/users?search=id+pr&sortBy=profile.firstName&sortOrder=0
		200 [{"profile": {"firstName": "Ada"}}, {"profile": {"firstName": "Alan"}}, {"profile": {"firstName": "Grace"}}]

		GET /api/v1/users?search=id+pr&sortOrder=desc
		200 [{"profile": {"login": "user1@example.com"}}, {"profile": {"login": "user2@example.com"}}, {"profile": {"login": "user3@example.com"}}]

		GET /api/v1/users?sortBy=profile.login&sortOrder=desc
		200 [{"profile": {"login": "user1@example.com"}}, {"profile": {"login": "user2@example.com"}}, {"profile": {"login": "user3@example.com"}}]
	`},
	{fact: "search has no ne, filter no created", exchanges: `
		GET /api/v1/users?search=status+ne+%22ACTIVE%22
		400 {"errorCode": "E0000031"}

		GET /api/v1/users?search=status+lt+%22ACTIVE%22+or+status+gt+%22ACTIVE%22
		200 []

		GET /api/v1/users?filter=created+gt+%222026-01-01T00:00:00.000Z%22
		400 {"errorCode": "E0000031"}

		GET /api/v1/users?search=created+gt+%222026-01-01T00:00:00.000Z%22
		200 []
	`},
	{fact: "an answer leaves out what it is asked to", exchanges: `
		POST /api/v1/users
		{"profile": $ada, "credentials": {"password": {"value": "Analytical-1843"}}}
		200 {"id": "$id", "credentials": "*", "_links": {"changePassword": "*", "suspend": "*"}}

		GET /api/v1/users/$id
		Content-Type: application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"
		200 {"credentials": "-", "_links": {"changePassword": "-", "resetPassword": "-", "suspend": "*", "self": "*"}}

		GET /api/v1/users/$id
		Content-Type: application/json; okta-response=omitCredentialsLinks
		200 {"credentials": "*", "_links": {"changePassword": "-"}}

		GET /api/v1/users
		Content-Type: application/json; okta-response=omitCredentials,omitTransitioningToStatus
		200 [{"id": "$id", "credentials": "-"}]
	`},
	{fact: "an answer leaves out the status that is to come when asked to", options: []oktatest.Option{oktatest.WithTransitionDelay(time.Hour)}, exchanges: `
		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id", "status": "STAGED", "transitioningToStatus": "PROVISIONED"}

		GET /api/v1/users/$id
		Content-Type: application/json; okta-response=omitCredentials
		200 {"transitioningToStatus": "PROVISIONED"}

		GET /api/v1/users/$id
		Content-Type: application/json; okta-response=omitTransitioningToStatus
		200 {"transitioningToStatus": "-", "credentials": "*"}
	`},
	{fact: "a user is only changed in the version that If-Match names", exchanges: `
		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id"}
		ETag: -

		GET /api/v1/users/$id
		200 {}
		ETag: $first

		PUT /api/v1/users/$id
		If-Match: $first
		{"profile": $ada}
		200 {}

		PUT /api/v1/users/$id
		If-Match: $first
		{"profile": $ada}
		412 {"errorCode": "E0000001"}

		PUT /api/v1/users/$id
		If-Match: "another", *
		{"profile": $ada}
		200 {}

		PUT /api/v1/users/$id
		If-Match:
		{"profile": $ada}
		200 {}
	`},
	{fact: "a partial update leaves what is not sent, and clears what is null", exchanges: `
		POST /api/v1/users
		{"profile": {"firstName": "Ada", "lastName": "Lovelace", "login": "ada@example.com", "email": "ada@example.com", "title": "Countess", "badge": 1815}}
		200 {"id": "$id"}

		POST /api/v1/users/$id
		{"profile": {"nickName": "Ada L.", "title": null}}
		200 {"profile": {"nickName": "Ada L.", "title": "-", "badge": 1815, "lastName": "Lovelace"}}

		POST /api/v1/users/$id
		{"profile": {"city": "London"}, "credentials": {"provider": {"type": "OKTA", "name": "OKTA"}}}
		200 {"profile": {"nickName": "Ada L.", "city": "London"}}

		POST /api/v1/users/$id
		{"profile": {"login": null}}
		400 {"errorCode": "E0000001"}

		POST /api/v1/users/$id
		{"type": {"id": "another"}, "profile": {"city": "Paris"}}
		400 {"errorCode": "E0000001"}

		POST /api/v1/users/$id
		If-Match: "another"
		{"profile": {"city": "Paris"}}
		412 {"errorCode": "E0000001"}

		GET /api/v1/users/$id
		200 {"profile": {"city": "London"}}
	`},
	{fact: "fields chooses members, and id is always among them", exchanges: `
		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id"}

		GET /api/v1/users?fields=status,profile:(firstName)
		200 [{"id": "$id", "status": "*", "created": "-", "credentials": "-", "profile": {"firstName": "Ada", "lastName": "-"}}]

		GET /api/v1/users?fields=profile
		200 [{"id": "$id", "status": "-", "profile": {"firstName": "Ada", "lastName": "*"}}]
	`},
	{fact: "a slash at a path's end doesn't count, nor does the case of a boolean", exchanges: `
		POST /api/v1/users/?activate=False
		{"profile": $ada}
		200 {"id": "$id", "status": "STAGED"}

		POST /api/v1/users/$id/lifecycle/activate/?sendEmail=FALSE
		200 {"activationUrl": "*"}

		POST /api/v1/users/?activate=True
		{"profile": $grace}
		200 {"status": "PROVISIONED"}

		GET /api/v1/users/
		200 [{}, {}]
	`},
	{fact: "the blank before a token may be missing", exchanges: `
		GET /api/v1/users
		Authorization: SSWSoktatest-token
		200 []

		GET /api/v1/users
		Authorization: SSWSoktatest-tokens
		401 {"errorCode": "E0000011", "errorSummary": "Invalid token provided"}
	`},
	{fact: "requests that accept anything, or say nothing of it, are answered", exchanges: `
		GET /api/v1/users
		Accept: */*
		200 []
		Content-Type: application/json

		GET /api/v1/users
		Accept: application/json; charset=utf-8
		200 []
	`},
	{fact: "a method that a path doesn't have", exchanges: `
		PATCH /api/v1/users/00u
		405 {"errorCode": "E0000022"}
		Allow: DELETE, GET, POST, PUT
	`},
	{fact: "every answer has the rate limit and an id", exchanges: `
		GET /api/v1/users
		200 []
		X-Rate-Limit-Limit: *
		X-Rate-Limit-Remaining: *
		X-Rate-Limit-Reset: *
		X-Okta-Request-Id: *
		Set-Cookie: *
		Date: *

		GET /nowhere
		404 {"errorCode": "E0000008"}
		X-Rate-Limit-Limit: *
		X-Okta-Request-Id: *
	`},
	{fact: "an id ends before an escaped semicolon, and has no slash or backslash", exchanges: `
		POST /api/v1/users
		{"profile": {"login": "prefix", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace"}}
		200 {"id": "$id"}

		GET /api/v1/users/prefix%3Bsuffix
		200 {"id": "$id"}

		GET /api/v1/users/pre%5Cfix
		400
		Content-Type: text/html

		GET /api/v1/users/pre%2Ffix
		400
	`},
	{fact: "a user that is not locked out can't be unlocked", exchanges: `
		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id"}

		POST /api/v1/users/$id/lifecycle/unlock
		403 {"errorCode": "E0000032", "errorSummary": "Unlock is not allowed for this user.", "errorCauses": [{"errorSummary": "The user is not locked out."}]}
	`},
	{fact: "credentials come back without what is secret", exchanges: `
		POST /api/v1/users
		{"profile": $ada, "credentials": {"password": {"value": "Analytical-1843"}, "recovery_question": {"question": "Who?", "answer": "Charles"}}}
		200 {"id": "$id", "credentials": {"password": {"value": "-"}, "recovery_question": {"question": "Who?", "answer": "-"}}}

		POST /api/v1/users/$id/credentials/change_password
		{"oldPassword": {"value": "Analytical-1843"}, "newPassword": {"value": "Difference-1822"}}
		200 {"password": {"value": "-"}, "recovery_question": {"question": "Who?"}, "provider": {"type": "OKTA", "name": "OKTA"}}

		POST /api/v1/users/$id/credentials/change_password
		{"oldPassword": {"value": "Analytical-1843"}, "newPassword": {"value": "Difference-1822"}}
		403 {"errorCode": "E0000014", "errorSummary": "Update of credentials failed"}

		POST /api/v1/users/$id/credentials/forgot_password
		{"password": {"value": "Analytical-1843"}, "recovery_question": {"answer": "Charles"}}
		200 {"password": {"value": "-"}, "provider": {"type": "OKTA"}, "resetPasswordUrl": "-"}

		POST /api/v1/users/$id/lifecycle/expire_password?tempPassword=true
		200 {"tempPassword": "*", "status": "-"}
	`},
	{fact: "a role is of its user, and its id of its type", exchanges: `
		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id"}

		POST /api/v1/users/$id/roles
		{"type": "HELP_DESK_ADMIN"}
		201 {"id": "JBCUYUC7IRCVGS27IFCE2SKO", "label": "Help Desk Administrator", "status": "ACTIVE", "assignmentType": "USER", "_links": {"assignee": "*"}}

		DELETE /api/v1/users/$id/roles/JBCUYUC7IRCVGS27IFCE2SKO
		204

		DELETE /api/v1/users/$id/roles/JBCUYUC7IRCVGS27IFCE2SKO
		404 {"errorCode": "E0000007", "errorSummary": "Not found: Resource not found: JBCUYUC7IRCVGS27IFCE2SKO (RoleAssignment)"}
	`},
	{fact: "a question is active at once, and goes", exchanges: `
		POST /api/v1/users
		{"profile": $ada, "credentials": {"password": {"value": "Analytical-1843"}}}
		200 {"id": "$id"}

		GET /api/v1/users/$id/factors
		200 []

		GET /api/v1/users/$id/factors/questions
		200 [{"question": "disliked_food", "questionText": "*"}, "*", "*", "*", "*", "*", "*", "*", "*", "*", "*", "*", "*", "*", "*", "*", "*", "*", "*", {"question": "favorite_sports_player"}]

		POST /api/v1/users/$id/factors
		{"factorType": "question", "provider": "OKTA", "profile": {"question": "disliked_food", "answer": "mayonnaise"}}
		200 {"id": "$factor", "factorType": "question", "vendorName": "OKTA", "status": "ACTIVE", "profile": {"question": "disliked_food", "questionText": "*", "answer": "-"}, "_links": {"questions": "*", "question": "-", "self": "*", "user": "*"}}

		GET /api/v1/users/$id/factors/$factor
		200 {"id": "$factor", "status": "ACTIVE"}

		DELETE /api/v1/users/$id/factors/$factor
		204

		GET /api/v1/users/$id/factors/$factor
		404 {"errorCode": "E0000007"}
	`},
	{fact: "a phone waits for its code, and its number is written plainly", exchanges: `
		POST /api/v1/users
		{"profile": $ada, "credentials": {"password": {"value": "Analytical-1843"}}}
		200 {"id": "$id"}

		POST /api/v1/users/$id/factors
		{"factorType": "sms", "provider": "OKTA", "profile": {"phoneNumber": "+1-613-456-1234"}}
		200 {"id": "$factor", "status": "PENDING_ACTIVATION", "profile": {"phoneNumber": "+16134561234"}, "_links": {"activate": "*", "resend": [{"name": "sms", "href": "*"}], "verify": "-"}}

		DELETE /api/v1/users/$id/factors/$factor
		204

		POST /api/v1/users/$id/factors?activate=true
		{"factorType": "sms", "provider": "OKTA", "profile": {"phoneNumber": "+1-613-456-1234"}}
		200 {"status": "ACTIVE", "profile": {"phoneNumber": "+16134561234"}, "_links": {"activate": "-", "resend": "-", "verify": "*"}}
	`},
	{fact: "one role is the same object as in the list", exchanges: `
		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id"}

		POST /api/v1/users/$id/roles
		{"type": "APP_ADMIN"}
		201 {"id": "$role", "type": "APP_ADMIN", "created": "$created"}

		GET /api/v1/users/$id/roles/$role
		200 {"id": "$role", "label": "Application Administrator", "type": "APP_ADMIN", "status": "ACTIVE", "created": "$created", "assignmentType": "USER", "_links": {"assignee": "*"}}

		GET /api/v1/users/$id/roles
		200 [{"id": "$role", "label": "Application Administrator", "type": "APP_ADMIN", "status": "ACTIVE", "created": "$created", "assignmentType": "USER", "_links": {"assignee": "*"}}]
	`},
	{fact: "a role is limited to apps and to instances of apps", prepare: func(_ *testing.T, org *oktatest.Org) names {
		return names{"$sales": org.AddApp("facebook", "Facebook of Sales").ID, "$payroll": org.AddApp("oidc_client", "Payroll").ID}
	}, exchanges: `
		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id"}

		POST /api/v1/users/$id/roles
		{"type": "APP_ADMIN"}
		201 {"id": "$role"}

		GET /api/v1/users/$id/roles/$role/targets/catalog/apps
		200 []
		Link: *; rel="self"

		PUT /api/v1/users/$id/roles/$role/targets/catalog/apps/facebook/$sales
		204
		Content-Type: -

		PUT /api/v1/users/$id/roles/$role/targets/catalog/apps/oidc_client/$payroll
		204

		GET /api/v1/users/$id/roles/$role/targets/catalog/apps?limit=200
		200 [{"id": "$sales", "name": "Facebook of Sales", "status": "ACTIVE", "displayName": "-", "lastUpdated": "-", "_links": {"self": "*", "logo": "-"}}, {"id": "$payroll", "name": "Payroll"}]
		Link: *; rel="self"

		PUT /api/v1/users/$id/roles/$role/targets/catalog/apps/facebook
		204
		Content-Type: -

		GET /api/v1/users/$id/roles/$role/targets/catalog/apps
		200 [{"id": "-", "name": "facebook", "displayName": "*", "status": "ACTIVE", "signOnModes": ["*"], "_links": {"self": "*", "logo": ["*"]}}, {"id": "$payroll"}]

		DELETE /api/v1/users/$id/roles/$role/targets/catalog/apps/oidc_client/$payroll
		204
		Content-Type: -

		DELETE /api/v1/users/$id/roles/$role/targets/catalog/apps/facebook
		400 {"errorCode": "E0000001"}

		PUT /api/v1/users/$id/roles/$role/targets/catalog/apps
		200
		Content-Type: -

		GET /api/v1/users/$id/roles/$role/targets/catalog/apps
		200 []
	`},
	{fact: "an org without the feature refuses to list blocks as if the token were wrong", options: []oktatest.Option{oktatest.WithoutUserBlocks()}, exchanges: `
		POST /api/v1/users
		{"profile": $ada}
		200 {"id": "$id"}

		GET /api/v1/users/$id/blocks
		401 {"errorCode": "E0000015", "errorCauses": []}

		GET /api/v1/users/$id
		200 {"id": "$id"}
	`},
	{fact: "a temporary password has to be changed", exchanges: `
		POST /api/v1/users
		{"profile": $ada, "credentials": {"password": {"value": "Analytical-1843"}}}
		200 {"id": "$id", "status": "ACTIVE"}

		POST /api/v1/users/$id/lifecycle/expire_password_with_temp_password
		200 {"tempPassword": "$temporary", "status": "-"}

		GET /api/v1/users/$id
		200 {"status": "PASSWORD_EXPIRED"}

		POST /api/v1/users/$id/credentials/change_password
		{"oldPassword": {"value": "$temporary"}, "newPassword": {"value": "Difference-1822"}}
		200 {"password": {"value": "-"}}

		GET /api/v1/users/$id
		200 {"status": "ACTIVE"}
	`},
	{fact: "the answer to the recovery question sets a password", exchanges: `
		POST /api/v1/users
		{"profile": $ada, "credentials": {"password": {"value": "Analytical-1843"}, "recovery_question": {"question": "Who?", "answer": "Charles"}}}
		200 {"id": "$id", "status": "ACTIVE"}

		POST /api/v1/users/$id/credentials/forgot_password_recovery_question
		{"password": {"value": "Difference-1822"}, "recovery_question": {"answer": "George"}}
		403 {"errorCode": "E0000014"}

		POST /api/v1/users/$id/credentials/forgot_password_recovery_question
		{"password": {"value": "Difference-1822"}, "recovery_question": {"answer": "Charles"}}
		200 {"password": {"value": "-"}, "recovery_question": {"question": "Who?", "answer": "-"}, "provider": {"type": "OKTA", "name": "OKTA"}}

		GET /api/v1/users/$id
		200 {"status": "ACTIVE"}
	`},
	{fact: "who has granted nothing has empty lists, and nothing to revoke", prepare: seedUsers(1), exchanges: `
		GET /api/v1/users/user1@example.com/grants
		200 []
		Link: <*>; rel="self"

		GET /api/v1/users/user1@example.com/clients
		200 []

		DELETE /api/v1/users/user1@example.com/grants
		204

		GET /api/v1/users/user1@example.com/idps
		200 []
	`},
	{fact: "linked objects are links alone", prepare: seedUsers(3), exchanges: `
		POST /api/v1/meta/schemas/user/linkedObjects
		{"primary": {"name": "manager", "title": "Manager", "description": "d", "type": "USER"}, "associated": {"name": "subordinate", "title": "Subordinate", "type": "USER"}}
		201 {"primary": {"name": "manager", "title": "Manager", "description": "d", "type": "USER"}, "associated": {"name": "subordinate"}, "_links": {"self": {"href": "*"}}}

		GET /api/v1/meta/schemas/user/linkedObjects
		200 [{"primary": {"name": "manager"}}]

		GET /api/v1/meta/schemas/user/linkedObjects/manager
		200 {"associated": {"name": "subordinate"}}

		GET /api/v1/meta/schemas/user/linkedObjects/subordinate
		200 {"primary": {"name": "manager"}}

		GET /api/v1/users/user1@example.com
		200 {"id": "$id", "_links": {"self": {"href": "$manager"}}}

		GET /api/v1/users/user2@example.com/linkedObjects/manager
		200 []

		PUT /api/v1/users/user2@example.com/linkedObjects/manager/$id
		204

		PUT /api/v1/users/user3@example.com/linkedObjects/manager/$id
		204

		GET /api/v1/users/user2@example.com/linkedObjects/manager
		200 [{"_links": {"self": {"href": "$manager"}}, "id": "-"}]
		Link: <*>; rel="self"

		GET /api/v1/users/$id/linkedObjects/subordinate
		200 [{"id": "-"}, {"id": "-"}]

		DELETE /api/v1/users/user2@example.com/linkedObjects/manager
		204

		GET /api/v1/users/$id/linkedObjects/subordinate
		200 [{"id": "-"}]

		DELETE /api/v1/meta/schemas/user/linkedObjects/manager
		204

		GET /api/v1/meta/schemas/user/linkedObjects/manager
		404 {"errorCode": "E0000007", "errorSummary": "Not found: Resource not found: manager (LinkedObjectProperty)"}
	`},
	{fact: "a risk is created, and then changed", prepare: seedUsers(1), exchanges: `
		PUT /api/v1/users/user1@example.com/risk
		{"riskLevel": "LOW"}
		201 {"riskLevel": "LOW", "reason": "Admin override risk", "_links": {"self": "*", "user": "*"}}

		PUT /api/v1/users/user1@example.com/risk
		{"riskLevel": "HIGH", "riskReason": "stolen"}
		200 {"riskLevel": "HIGH", "reason": "stolen"}

		GET /api/v1/users/user1@example.com/risk
		200 {"riskLevel": "HIGH", "_links": {"self": "*", "user": "*"}}
	`},
	{fact: "a subscription is answered without a body", prepare: tokenOwner, exchanges: `
		POST /api/v1/users/me/subscriptions/APP_IMPORT/subscribe
		200
		Content-Type: -
		Content-Length: 0

		GET /api/v1/users/me/subscriptions/APP_IMPORT
		200 {"notificationType": "APP_IMPORT", "channels": ["email"], "status": "subscribed", "_links": {"self": "*", "unsubscribe": "*", "subscribe": "-"}}

		POST /api/v1/users/me/subscriptions/APP_IMPORT/unsubscribe
		200
		Content-Type: -
		Content-Length: 0

		GET /api/v1/users/me/subscriptions/APP_IMPORT
		200 {"status": "unsubscribed", "_links": {"subscribe": "*", "unsubscribe": "-"}}
	`},
	{fact: "an access token is refused in a header alone", prepare: signIn, exchanges: `
		GET /api/v1/users
		Authorization: Bearer $token
		200

		POST /api/v1/users
		Authorization: Bearer $token
		{"profile": $ada}
		403
		WWW-Authenticate: Bearer authorization_uri="*", scope="okta.users.manage", error="insufficient_scope", error_description="The access token provided does not contain the required scopes.", resource="/api/v1/users"
		Content-Type: -

		GET /api/v1/users
		Authorization: Bearer another
		401
		WWW-Authenticate: Bearer authorization_uri="*, resource="/api/v1/users"
		Content-Type: -
	`},
	{fact: "a user is suspended and comes back", exchanges: `
		POST /api/v1/users
		{"profile": $ada, "credentials": {"password": {"value": "Analytical-1843"}}}
		200 {"id": "$id", "status": "ACTIVE", "created": "*", "lastLogin": null}

		POST /api/v1/users/$id/lifecycle/suspend
		200 {}

		GET /api/v1/users/ada@example.com
		200 {"status": "SUSPENDED", "_links": {"unsuspend": {"method": "POST"}, "deactivate": "*", "activate": "-"}}

		POST /api/v1/users/$id/lifecycle/unsuspend
		200 {}

		DELETE /api/v1/users/$id/sessions
		204
	`},
}

// signIn gets an access token for reading users.
func signIn(t *testing.T, org *oktatest.Org) names {
	t.Helper()
	s := &service{t: t, org: org, clock: time.Now, app: addApp(t, org, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}, DPoP: new(false)})}
	return names{"$token": s.token("okta.users.read")}
}

func seedUsers(n int) func(*testing.T, *oktatest.Org) names {
	return func(_ *testing.T, org *oktatest.Org) names {
		org.SeedUsers(n)
		return nil
	}
}

// tokenOwner makes a user whom the token belongs to.
func tokenOwner(t *testing.T, org *oktatest.Org) names {
	t.Helper()
	require.NoError(t, org.SetTokenOwner(org.SeedUsers(1)[0]))
	return nil
}

func TestTheOrgDoesWhatOrgsWereSeenToDo(t *testing.T) {
	t.Parallel()
	for _, tt := range conformance {
		t.Run(tt.fact, func(t *testing.T) {
			t.Parallel()
			org := oktatest.NewOrg(tt.options...)
			server := oktatest.NewServer(org)
			t.Cleanup(server.Close)
			names := names{
				"$ada":   `{"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace", "nickName": "Countess"}`,
				"$grace": `{"login": "grace@example.com", "email": "grace@example.com", "firstName": "Grace", "lastName": "Hopper"}`,
			}
			if tt.prepare != nil {
				maps.Copy(names, tt.prepare(t, org))
			}
			for text := range strings.SplitSeq(tt.exchanges, "\n\n") {
				parseExchange(t, text).run(t, server.URL, names)
			}
		})
	}
}

// names are the values that names stand for.
type names map[string]string

// exchange is a request and what its answer has.
type exchange struct {
	text                 string
	method, path         string
	header, answerHeader []string // lines
	body                 string
	status               string
	answer               string // JSON
}

func parseExchange(t *testing.T, text string) exchange {
	t.Helper()
	e := exchange{text: text}
	for lines := bufio.NewScanner(strings.NewReader(text)); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		switch {
		case line == "":
		case e.method == "":
			e.method, e.path, _ = strings.Cut(line, " ")
		case e.status != "":
			e.answerHeader = append(e.answerHeader, line)
		case line[0] == '{':
			e.body = line
		case line[0] >= '0' && line[0] <= '9':
			e.status, e.answer, _ = strings.Cut(line, " ")
		default:
			e.header = append(e.header, line)
		}
	}
	require.NotEmpty(t, e.status, "an exchange without an answer: %s", text)
	return e
}

func (e exchange) run(t *testing.T, base string, names names) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), e.method, base+names.replace(e.path), strings.NewReader(names.replace(e.body)))
	require.NoError(t, err, e.text)
	r.Header.Set("Authorization", "SSWS oktatest-token")
	if e.body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, line := range e.header {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		r.Header.Set(name, names.replace(value))
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	require.NoError(t, err, e.text)
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err, e.text)
	require.NoError(t, answer.Body.Close())
	e.text += fmt.Sprintf("\nanswered: %d %s", answer.StatusCode, body)
	require.Equal(t, e.status, fmt.Sprint(answer.StatusCode), e.text)
	for _, line := range e.answerHeader {
		name, want, _ := strings.Cut(line, ": ")
		values := answer.Header.Values(name)
		if want == "-" {
			require.Empty(t, values, e.text)
			continue
		}
		require.NotEmpty(t, values, e.text)
		got := values[len(values)-1]
		if start, end, isPattern := strings.Cut(want, "*"); isPattern {
			require.True(t, strings.HasPrefix(got, start) && strings.HasSuffix(got, end), "%s: %s\n%s", name, got, e.text)
			continue
		}
		names.match(t, want, got, e.text)
	}
	if e.answer == "" {
		return
	}
	var want, got any
	require.NoError(t, json.Unmarshal([]byte(e.answer), &want), e.text)
	require.NoError(t, json.Unmarshal(body, &got), e.text)
	names.match(t, want, got, e.text)
}

// replace puts values in the place of their names.
func (n names) replace(text string) string {
	for name, value := range n {
		text = strings.ReplaceAll(text, name, value)
	}
	return text
}

// match checks that an answer's value has what is wanted.
func (n names) match(t *testing.T, want, got any, text string) {
	t.Helper()
	switch want := want.(type) {
	case map[string]any:
		have, isObject := got.(map[string]any)
		require.True(t, isObject, text)
		for member, value := range want {
			if value == "-" {
				require.NotContains(t, have, member, text)
				continue
			}
			require.Contains(t, have, member, text)
			n.match(t, value, have[member], text)
		}
	case []any:
		have, isList := got.([]any)
		require.True(t, isList, text)
		require.Len(t, have, len(want), text)
		for i, value := range want {
			n.match(t, value, have[i], text)
		}
	case string:
		switch {
		case want == "*":
			require.NotNil(t, got, text)
		case strings.HasPrefix(want, "$") && n[want] == "":
			n[want] = fmt.Sprint(got)
		case strings.HasPrefix(want, "$"):
			require.Equal(t, n[want], got, text)
		default:
			require.Equal(t, want, got, text)
		}
	default:
		require.Equal(t, want, got, text)
	}
}
