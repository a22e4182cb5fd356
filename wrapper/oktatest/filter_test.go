package oktatest

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
)

func ada() *user {
	at := func(day int) stamp { return stamp(time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC).Unix()) }
	return &user{
		id: "00uAda", status: active, created: at(1), activated: at(2), statusChanged: at(2), lastUpdated: at(3), typeID: defaultType,
		provider: gen.AuthenticationProvider{Type: "OKTA", Name: "OKTA"},
		profile: profile{
			"firstName": json.RawMessage(`"Ada"`), "lastName": json.RawMessage(`"Lovelace"`), "login": json.RawMessage(`"ada@example.com"`),
			"mobilePhone": null, "secondEmail": null, "empty": json.RawMessage(`""`),
			"quoted": json.RawMessage(`"a\"b\\c"`), "umlaut": json.RawMessage(`"Ünal"`), "escaped": json.RawMessage(`"\u00fcber"`),
			"badge": json.RawMessage(`9007199254740993`), "ratio": json.RawMessage(`1.50`), "remote": json.RawMessage(`true`),
			"tags": json.RawMessage(`["red","Green"]`), "none": json.RawMessage(`[]`), "x-y_z.1": json.RawMessage(`"odd"`), "big": json.RawMessage(`1e999999999`),
		},
	}
}

func TestExpressionsMatch(t *testing.T) {
	t.Parallel()
	for expression, want := range map[string]bool{
		`id eq "00uAda"`:                   true,
		`status eq "ACTIVE"`:               true,
		`status EQ "active"`:               true,
		`status eq "STAGED"`:               false,
		`type.id eq "` + defaultType + `"`: true,

		`profile.firstName eq "ada"`:     true,
		`profile.firstName eq "Ad"`:      false,
		`profile.firstName co "D"`:       true,
		`profile.firstName sw "ad"`:      true,
		`profile.firstName sw "da"`:      false,
		`profile.firstName gt "Abe"`:     true,
		`profile.firstName lt "Abe"`:     false,
		`profile.firstName ge "ada"`:     true,
		`profile.firstName le "ada"`:     true,
		`profile.x-y_z.1 eq "odd"`:       true,
		`profile.quoted eq "a\"b\\c"`:    true,
		`profile.umlaut sw "ü"`:          true,
		`profile.umlaut eq "\u00dcnal"`:  true,
		`profile.escaped eq "über"`:      true,
		`profile.firstName eq "not ( )"`: false,

		`profile.firstName pr`:        true,
		`profile.mobilePhone pr`:      false,
		`profile.empty pr`:            false,
		`profile.none pr`:             false,
		`profile.missing pr`:          false,
		`profile.mobilePhone eq null`: true,
		`profile.missing eq null`:     true,
		`profile.firstName eq null`:   false,
		`profile.missing eq "x"`:      false,

		`profile.badge eq 9007199254740993`:   true,
		`profile.badge eq 9007199254740992`:   false,
		`profile.badge gt 9007199254740992`:   true,
		`profile.badge lt 9007199254740994`:   true,
		`profile.badge eq "9007199254740993"`: false,
		`profile.ratio eq 1.5`:                true,
		`profile.ratio le -1.5e3`:             false,
		`profile.remote eq true`:              true,
		`profile.remote eq false`:             false,
		`profile.tags eq "green"`:             true,
		`profile.tags eq "blue"`:              false,
		`profile.big gt 1`:                    false,

		`created eq "2026-01-01T00:00:00.000Z"`:     true,
		`created eq "2026-01-01T01:00:00+01:00"`:    true,
		`created lt "2026-01-01T00:00:01Z"`:         true,
		`lastUpdated gt "2026-01-02T23:59:59.000Z"`: true,
		`lastUpdated ge "2026-01-03T00:00:00.000Z"`: true,
		`lastUpdated gt "2026-01-03T00:00:00.000Z"`: false,

		`status eq "ACTIVE" and profile.firstName eq "Bo"`: false,
		`status eq "STAGED" or profile.firstName eq "Ada"`: true,
		`status eq "STAGED" or id pr and id eq "x"`:        false,
		`(status eq "ACTIVE" or id pr) and id eq "x"`:      false,
		`status eq "ACTIVE" or id pr and id eq "x"`:        true,
		`  id   pr  `: true,
	} {
		compiled, refused := compile(expression, searchable)
		require.Nil(t, refused, expression)
		require.Equal(t, want, compiled.matches(ada()), expression)
	}
}

func TestExpressionsThatDoNotParseAreRefused(t *testing.T) {
	t.Parallel()
	for _, expression := range []string{
		``, ` `, `x`, `id`, `id eq`, `id eq "x`, `id eq "x\"`, `id eq x`, `id eq "x" "y"`, `id is "x"`, `id eq "x" and`, `and id pr`, `id pr or`,
		`(id pr`, `id pr)`, `()`, `not (id pr)`, `not`, `id ne "x"`, `profile.x ew "x"`, `profile.x ne null`, `lastLogin pr`, `realmId pr`, `unknown eq "x"`, `profile. pr`, `profile.ä pr`, `profile.a"b" pr`, `"id" eq "x"`,
		`created eq "yesterday"`, `created co "2026"`, `created eq 5`, `created eq true`, `profile.x gt true`, `profile.x co 5`, `profile.x gt null`, `profile.x eq [1]`,
		`profile.x eq {"a":1}`, `profile.x eq 1e999999999`, `profile.x eq 01`, `profile.x eq "\q"`, `id eq "x"; drop`,
		strings.Repeat("(", 60) + "id pr" + strings.Repeat(")", 60),
	} {
		_, refused := compile(expression, searchable)
		require.NotNil(t, refused, expression)
		require.Equal(t, "E0000031", refused.code)
	}
}

func TestFilterKnowsFewAttributesOnly(t *testing.T) {
	t.Parallel()
	for expression, want := range map[string]bool{
		`status eq "ACTIVE"`: true, `id eq "x"`: true, `profile.login eq "x"`: true, `lastUpdated gt "2026-01-01T00:00:00.000Z"`: true,
		`profile.department eq "x"`: false, `created pr`: false,
	} {
		_, refused := compile(expression, filterable)
		require.Equal(t, want, refused == nil, expression)
	}
}

func TestTheTimeOfCreationNarrowsASearch(t *testing.T) {
	t.Parallel()
	at := func(text string) stamp {
		moment, err := time.Parse(time.DateOnly, text)
		require.NoError(t, err)
		return stamp(moment.Unix())
	}
	first, second := at("2026-01-01"), at("2026-02-01")
	for expression, want := range map[string]span{
		`id pr`:                                       always,
		`created eq "2026-01-01T00:00:00Z"`:           {first, first + 1},
		`created gt "2026-01-01T00:00:00Z"`:           {first + 1, always.end},
		`created le "2026-02-01T00:00:00Z" and id pr`: {always.start, second + 1},
		`created ge "2026-01-01T00:00:00Z" and created lt "2026-02-01T00:00:00Z"`:        {first, second},
		`created eq "2026-01-01T00:00:00Z" or created eq "2026-02-01T00:00:00Z"`:         {first, second + 1},
		`created ge "2026-02-01T00:00:00Z" and (created lt "2026-01-01T00:00:00Z")`:      {second, first},
		`created ge "2026-02-01T00:00:00Z" or id pr`:                                     always,
		`lastUpdated ge "2026-02-01T00:00:00Z" and profile.created eq "x" and status pr`: always,
	} {
		compiled, refused := compile(expression, searchable)
		require.Nil(t, refused, expression)
		require.Equal(t, want, compiled.created, expression)
	}
}

func FuzzExpressions(f *testing.F) {
	for _, seed := range []string{`id pr`, `(status eq "A\"B") and (profile.x gt 1.5e3 or created le "2026-01-01T00:00:00Z")`, `((`, `profile.x eq "\ud800"`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, expression string) {
		compiled, refused := compile(expression, searchable)
		if refused != nil {
			return
		}
		matches := compiled.matches(ada())
		if matches {
			require.True(t, compiled.created.start <= ada().created && ada().created < compiled.created.end, "the span has every user that matches")
		}
		for join, want := range map[string]bool{" and id pr": matches, " or id pr": true} {
			joined, refused := compile("("+expression+")"+join, searchable)
			if refused == nil { // otherwise one bracket too deep
				require.Equal(t, want, joined.matches(ada()))
			}
		}
	})
}
