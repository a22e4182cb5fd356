package wrapper

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// What [AttributeAs] says of an attribute that has no value.
var (
	// ErrAbsent is that a profile doesn't have the attribute: it was never set, or was not read.
	ErrAbsent = errors.New("the attribute is absent")

	// ErrNull is that the attribute is null.
	ErrNull = errors.New("the attribute is null")
)

// Profile is a profile of a user, a group or a factor: a *[UserProfile], a *[GroupProfile] or a *[UserFactorProfile].
type Profile interface {
	Get(name string) (json.RawMessage, bool)
	Set(name string, value any) error
}

// AttributeAs returns an attribute of a profile, built-in or custom, by its name, as a type that its JSON has: string,
// bool, int64, float64, []string, or any other. Integers are exact, however large, in an int64 or a json.Number.
//
//	badge, err := okta.AttributeAs[int64](&user.Profile, "badgeNumber")
//
// It is [ErrAbsent], [ErrNull], or an error that names the attribute where it is of another type.
func AttributeAs[T any](profile Profile, name string) (T, error) {
	var value T
	data, found := profile.Get(name)
	switch {
	case !found:
		return value, fmt.Errorf("okta: attribute %q: %w", name, ErrAbsent)
	case string(data) == "null":
		return value, fmt.Errorf("okta: attribute %q: %w", name, ErrNull)
	}
	if err := json.Unmarshal(data, &value); err != nil {
		return *new(T), fmt.Errorf("okta: attribute %q: it can't be read as %T", name, value) // err can hold the value
	}
	return value, nil
}

// ProfileTo reads the whole profile into a struct of one's own, by the names in its json tags, or into a
// map[string]json.RawMessage, in which every value is as it came. What the struct has no field for is left out.
func ProfileTo[T any](profile Profile) (T, error) {
	var value T
	data, err := json.Marshal(profile)
	if err != nil {
		return value, fmt.Errorf("okta: read the profile: %w", err)
	}
	if err := json.Unmarshal(data, &value); err != nil {
		where := "it"
		if mismatch, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && mismatch.Field != "" {
			where = "attribute " + strconv.Quote(mismatch.Field)
		}
		return *new(T), fmt.Errorf("okta: read the profile: %s can't be read as %T has it", where, value) // err can hold the value
	}
	return value, nil
}

// SetProfile sets each attribute that a struct or a map has, by the names in json tags; one that is null is cleared,
// and what is left out, as by omitempty, is left as it is.
func SetProfile(profile Profile, values any) error {
	data, err := json.Marshal(values)
	if err != nil {
		return fmt.Errorf("okta: set the profile: %w", err)
	}
	var attributes map[string]json.RawMessage
	if err := json.Unmarshal(data, &attributes); err != nil {
		return fmt.Errorf("okta: set the profile: a %T is no struct and no map", values)
	}
	for name, value := range attributes {
		if err := profile.Set(name, value); err != nil {
			return fmt.Errorf("okta: %w", err)
		}
	}
	return nil
}

// TimeOrNil returns a time of a model, or nil where it is zero because what it tells of has not happened, for a
// database that writes such a time as NULL.
func TimeOrNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
