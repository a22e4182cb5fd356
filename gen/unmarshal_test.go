package gen

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// plainUser is a User for encoding/json alone: the same members, with the profile and the links as maps.
type plainUser struct {
	Embedded              map[string]json.RawMessage `json:"_embedded"`
	Links                 json.RawMessage            `json:"_links"`
	Activated             time.Time                  `json:"activated"`
	Created               time.Time                  `json:"created"`
	Credentials           UserCredentials            `json:"credentials"`
	ID                    string                     `json:"id"`
	LastLogin             time.Time                  `json:"lastLogin"`
	LastUpdated           time.Time                  `json:"lastUpdated"`
	PasswordChanged       time.Time                  `json:"passwordChanged"`
	Profile               map[string]json.RawMessage `json:"profile"`
	RealmID               string                     `json:"realmId"`
	Status                UserStatus                 `json:"status"`
	StatusChanged         time.Time                  `json:"statusChanged"`
	TransitioningToStatus UserStatus                 `json:"transitioningToStatus"`
	Type                  UserType                   `json:"type"`
}

func FuzzUnmarshalAgreesWithEncodingJSON(f *testing.F) {
	for _, seed := range []string{
		`{}`, `null`, `[]`, `"x"`, ``, `{`, `{"id":"a"} `, `{"id":"a"}x`, `{"id":null,"id":"b","ID":"c"}`,
		`{"id":"00u1","status":"ACTIVE","created":"2026-01-12T08:30:00.000Z","activated":null,"type":{"id":"t"},
			"profile":{"firstName":"Ada","mobilePhone":null,"secondEmail":"","badge":9007199254740993,"n":1.10,"t":["a","<b>"],"o":{"x":[{}]},"FirstName":"other"},
			"credentials":{"password":{},"recovery_question":{"question":"q"},"provider":{"type":"OKTA"},"emails":[{"value":"v"}]},
			"_embedded":{"a":[1, 2]},"_links":{"self":{"href":"h"},"logo":[{"href":"l"}]}}`,
		`{"profile":{"firstName":"a","firstName":"b","x":1,"x":2,"firstName":null}}`,
		`{"profile":null}`, `{"profile":[]}`, `{"profile":{"firstName":1}}`, `{"profile":{"login":"\u00e4\ud83d\ude00\ud800\n\"\\/"}}`,
		"{\"profile\":{\"login\":\"\xff\",\"\xfe\":\"\xfd\"}}", `{"profile":{"f\u0069rstName":"escaped","\u0078":1}}`, `{"created":"yesterday"}`, `{"id":1}`,
		`{"profile":{"x":1e400,"y":-0,"z":1E+2}}`, `{"credentials":null,"type":null,"_links":null,"_embedded":null}`,
		`{"errorCode":"E0000001","errorcode":"E2","errorSummary":"a\nb\ud800","errorCauses":[{"errorSummary":"c"},{},null],"errorCauses":[null]}`,
		`{"error":"invalid_client","error_description":null,"errorCauses":null}`, `{"errorCode":1}`, `{"errorCauses":{}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var wantError, gotError APIError
		wantFailed, gotFailed := json.Unmarshal(data, &wantError), Unmarshal(data, &gotError)
		require.Equal(t, wantFailed == nil, gotFailed == nil, "encoding/json: %v; Unmarshal: %v", wantFailed, gotFailed)
		if gotFailed == nil {
			require.Equal(t, wantError, gotError)
		}

		var want plainUser
		wantErr := json.Unmarshal(data, &want)
		body := bytes.Clone(data)
		var got User
		gotErr := Unmarshal(body, &got)
		require.Equal(t, wantErr == nil, gotErr == nil, "encoding/json: %v; Unmarshal: %v", wantErr, gotErr)
		if gotErr != nil {
			return
		}
		// What was decoded must not be the body's own memory, which is used again.
		for i := range body {
			body[i] = '!'
		}
		profile := got.Profile
		got.Profile = UserProfile{}
		links := got.Links
		got.Links = nil
		require.Equal(t, User{
			Embedded: want.Embedded, Activated: want.Activated, Created: want.Created, Credentials: want.Credentials, ID: want.ID,
			LastLogin: want.LastLogin, LastUpdated: want.LastUpdated, PasswordChanged: want.PasswordChanged, RealmID: want.RealmID,
			Status: want.Status, StatusChanged: want.StatusChanged, TransitioningToStatus: want.TransitioningToStatus, Type: want.Type,
		}, got)
		require.Equal(t, string(want.Links), string(links))
		for name, value := range want.Profile {
			field := profile.attribute([]byte(name))
			if field == nil {
				require.Equal(t, string(value), string(profile.AdditionalProperties[name]), name)
				continue
			}
			var text *string
			switch err := json.Unmarshal(value, &text); {
			case err != nil:
				require.Equal(t, Attribute{text: string(value), state: attributeOther}, *field, name)
			case text == nil:
				require.True(t, field.IsNull(), name)
			default:
				require.Equal(t, Set(*text), *field, name)
			}
		}
		custom := 0
		for name := range want.Profile {
			if profile.attribute([]byte(name)) == nil {
				custom++
			}
		}
		require.Len(t, profile.AdditionalProperties, custom)

		again, err := json.Marshal(profile)
		require.NoError(t, err)
		var reread UserProfile
		require.NoError(t, Unmarshal(again, &reread))
		rereadAgain, err := json.Marshal(reread)
		require.NoError(t, err)
		require.Equal(t, string(again), string(rereadAgain))
	})
}

func TestAProfileOfAnotherKindIsNamed(t *testing.T) {
	t.Parallel()
	require.EqualError(t, Unmarshal([]byte(`{"profile":5}`), &User{}), `at "/profile" a JSON number can't be read as gen.UserProfile`)
	require.EqualError(t, Unmarshal([]byte(`[]`), &UserProfile{}), `at "" a JSON array can't be read as gen.UserProfile`)
}

func TestUnmarshalErrorsHoldNoValue(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"id":"hunter2`, `{"id":5551234}`, `{"created":"hunter2"}`, `{"profile":"hunter2"}`,
		`{"_links":hunter2}`, `{"credentials":{"password":{"value":["hunter2"]}}}`,
	} {
		err := Unmarshal([]byte(body), &User{})
		require.Error(t, err, body)
		require.NotContains(t, err.Error(), "hunter2")
		require.NotContains(t, err.Error(), "5551234")
		require.NotContains(t, err.Error(), "\n")
	}
}
