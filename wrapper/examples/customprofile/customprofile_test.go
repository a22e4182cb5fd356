package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
	"github.com/okta-userapi/userapi-go/wrapper/schema"
)

func newClient(t require.TestingT, org *oktatest.Org) *okta.Client {
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	require.NoError(t, err)
	return client
}

// person is the profile of a user whose own attributes are given.
func person(t require.TestingT, login string, own Profile) okta.UserProfile {
	p := okta.UserProfile{Login: okta.Set(login), Email: okta.Set(login), FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace")}
	require.NoError(t, okta.SetProfile(&p, own))
	return p
}

func TestAContractIsExtendedAndNothingElseChanges(t *testing.T) {
	t.Parallel()
	org, err := newOrg()
	require.NoError(t, err)
	client := newClient(t, org)
	before := Profile{BadgeNumber: schema.Set[int64](9007199254740993), Contractor: schema.Set(true), Skills: schema.Set([]string{"go"})}
	user, err := client.CreateUser(t.Context(), okta.User{Profile: person(t, "ada@example.com", before)}, nil)
	require.NoError(t, err)

	got, err := Extend(t.Context(), client, user.ID, "2027-06-30")
	require.NoError(t, err)
	badge, _ := got.BadgeNumber.Get()
	assert.Equal(t, int64(9007199254740993), badge)
	assert.Equal(t, okta.Set("2027-06-30"), got.ContractEnd)
	skills, _ := got.Skills.Get()
	assert.Equal(t, []string{"go"}, skills)
	assert.True(t, got.Level.IsZero())
	assert.True(t, got.FullTime.IsZero())
}

func TestWhoHasNoContractIsLeftAlone(t *testing.T) {
	t.Parallel()
	org, err := newOrg()
	require.NoError(t, err)
	client := newClient(t, org)
	user, err := client.CreateUser(t.Context(), okta.User{Profile: person(t, "ada@example.com", Profile{BadgeNumber: schema.Set[int64](1)})}, nil)
	require.NoError(t, err)
	_, err = Extend(t.Context(), client, user.ID, "2027-06-30")
	require.ErrorContains(t, err, "has no contract to extend")
	assert.Zero(t, org.Count("partialUpdateUser"))
}

func TestAnAttributeThatTheSchemaHasNoMoreIsNotSent(t *testing.T) {
	t.Parallel()
	org, err := newOrg()
	require.NoError(t, err)
	client := newClient(t, org)
	own := Profile{BadgeNumber: schema.Set[int64](1), Contractor: schema.Set(true)}
	user, err := client.CreateUser(t.Context(), okta.User{Profile: person(t, "ada@example.com", own)}, nil)
	require.NoError(t, err)
	require.NoError(t, org.UpdateUserSchema("default", okta.UserSchema{Definitions: okta.UserSchemaDefinitions{
		Custom: okta.UserSchemaDefinition{Properties: map[string]*okta.UserSchemaAttribute{"contractEnd": nil}},
	}}))
	_, err = Extend(t.Context(), client, user.ID, "2027-06-30")
	problems, is := errors.AsType[*schema.Error](err)
	require.True(t, is, "%v", err)
	assert.Equal(t, []schema.Problem{{Attribute: "contractEnd", Kind: schema.Unknown, Reason: "is not in the schema"}}, problems.Problems)
	assert.Zero(t, org.Count("partialUpdateUser"))
}

// TestNothingIsLostOnTheWayThroughAnOrg sends struct after struct through an org, and takes it back.
func TestNothingIsLostOnTheWayThroughAnOrg(t *testing.T) {
	t.Parallel()
	org, err := newOrg()
	require.NoError(t, err)
	client := newClient(t, org)
	number := 0
	rapid.Check(t, func(t *rapid.T) {
		number++
		sent := Profile{
			BadgeNumber: schema.Set(rapid.Int64().Draw(t, "badgeNumber")),
			Contractor:  valueOf(t, "contractor", rapid.Bool()),
			FullTime:    valueOf(t, "fullTime", rapid.Float64()),
			Skills:      valueOf(t, "skills", rapid.SliceOfN(rapid.SampledFrom([]string{"go", "rust"}), 0, 3)),
			Level:       []okta.Attribute{{}, okta.Clear(), okta.Set("junior"), okta.Set("senior")}[rapid.IntRange(0, 3).Draw(t, "level")],
			ContractEnd: okta.Set(rapid.StringMatching(`[a-zäöü"\\<>&\x{1F600}]{1,9}`).Draw(t, "contractEnd")),
		}
		user, err := client.CreateUser(context.Background(), okta.User{Profile: person(t, fmt.Sprintf("user%d@example.com", number), sent)}, nil)
		require.NoError(t, err)
		got, err := okta.ProfileTo[Profile](&user.Profile)
		require.NoError(t, err)
		assert.Equal(t, shown(t, sent), shown(t, got))
	})
}

func TestWhatAnOrgSendsOfAnotherTypeIsKept(t *testing.T) {
	t.Parallel()
	const odd = `{"badgeNumber":"x-1","contractor":1,"fullTime":1.50,"level":7,"skills":"go","shoeSize":39}`
	var profile okta.UserProfile
	require.NoError(t, json.Unmarshal([]byte(odd), &profile))
	own, err := okta.ProfileTo[Profile](&profile)
	require.NoError(t, err)
	_, isNumber := own.BadgeNumber.Get()
	assert.False(t, isNumber)
	require.NoError(t, okta.SetProfile(&profile, own))
	back, err := json.Marshal(profile)
	require.NoError(t, err)
	assert.JSONEq(t, odd, string(back))
	assert.Contains(t, string(back), "1.50")
}

// shown is a struct as JSON without what is null: an org shows what is cleared as absent.
func shown(t require.TestingT, own Profile) map[string]json.RawMessage {
	data, err := json.Marshal(own)
	require.NoError(t, err)
	var values map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(data, &values))
	for name, value := range values {
		if string(value) == "null" {
			delete(values, name)
		}
	}
	return values
}

// valueOf is a value that is absent, null or set.
func valueOf[T any](t *rapid.T, name string, generator *rapid.Generator[T]) schema.Value[T] {
	switch rapid.IntRange(0, 2).Draw(t, name+" state") {
	case 0:
		return schema.Value[T]{}
	case 1:
		return schema.Clear[T]()
	}
	return schema.Set(generator.Draw(t, name))
}
