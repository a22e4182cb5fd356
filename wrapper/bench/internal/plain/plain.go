// Package plain is the floor of the benchmarks: net/http and encoding/json into a plain struct that holds the same
// content as the library's, by hand, for this one org, with no retry, no limit, no error of its own.
package plain

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// User is a user of the org that the fixture is of. Its links are either a map of Link, as one would write it, or a
// json.RawMessage.
type User[Links any] struct {
	ID                    string      `json:"id,omitempty"`
	Status                string      `json:"status,omitempty"`
	Created               time.Time   `json:"created,omitzero"`
	Activated             *time.Time  `json:"activated,omitempty"`
	StatusChanged         *time.Time  `json:"statusChanged,omitempty"`
	LastLogin             *time.Time  `json:"lastLogin,omitempty"`
	LastUpdated           time.Time   `json:"lastUpdated,omitzero"`
	PasswordChanged       *time.Time  `json:"passwordChanged,omitempty"`
	TransitioningToStatus string      `json:"transitioningToStatus,omitempty"`
	RealmID               string      `json:"realmId,omitempty"`
	Type                  Type        `json:"type,omitzero"`
	Profile               Profile     `json:"profile"`
	Credentials           Credentials `json:"credentials,omitzero"`
	Links                 Links       `json:"_links,omitzero"`
}

// Type is a user type.
type Type struct {
	ID string `json:"id,omitempty"`
}

// Profile has the built-in attributes and, as typed fields, the six of the org's own schema.
type Profile struct {
	FirstName         string  `json:"firstName,omitempty"`
	LastName          string  `json:"lastName,omitempty"`
	MobilePhone       *string `json:"mobilePhone,omitempty"`
	SecondEmail       *string `json:"secondEmail,omitempty"`
	Login             string  `json:"login,omitempty"`
	Email             string  `json:"email,omitempty"`
	NickName          string  `json:"nickName,omitempty"`
	DisplayName       string  `json:"displayName,omitempty"`
	MiddleName        string  `json:"middleName,omitempty"`
	HonorificPrefix   string  `json:"honorificPrefix,omitempty"`
	HonorificSuffix   string  `json:"honorificSuffix,omitempty"`
	Title             string  `json:"title,omitempty"`
	Division          string  `json:"division,omitempty"`
	Department        string  `json:"department,omitempty"`
	CostCenter        string  `json:"costCenter,omitempty"`
	EmployeeNumber    string  `json:"employeeNumber,omitempty"`
	Organization      string  `json:"organization,omitempty"`
	Manager           string  `json:"manager,omitempty"`
	ManagerID         string  `json:"managerId,omitempty"`
	City              string  `json:"city,omitempty"`
	State             string  `json:"state,omitempty"`
	StreetAddress     string  `json:"streetAddress,omitempty"`
	ZipCode           string  `json:"zipCode,omitempty"`
	CountryCode       string  `json:"countryCode,omitempty"`
	PostalAddress     string  `json:"postalAddress,omitempty"`
	PreferredLanguage string  `json:"preferredLanguage,omitempty"`
	Locale            string  `json:"locale,omitempty"`
	Timezone          string  `json:"timezone,omitempty"`
	UserType          string  `json:"userType,omitempty"`
	ProfileURL        string  `json:"profileUrl,omitempty"`
	PrimaryPhone      string  `json:"primaryPhone,omitempty"`

	BadgeNumber int64    `json:"badgeNumber,omitempty"`
	Remote      bool     `json:"remote,omitempty"`
	Workload    float64  `json:"workload,omitempty"`
	Teams       []string `json:"teams,omitempty"`
	CostObject  string   `json:"costObject,omitempty"`
	StartDate   string   `json:"startDate,omitempty"`
}

// Credentials are how a user proves who they are.
type Credentials struct {
	Password         *Password `json:"password,omitempty"`
	RecoveryQuestion *Question `json:"recovery_question,omitempty"`
	Emails           []Email   `json:"emails,omitempty"`
	Provider         Provider  `json:"provider,omitzero"`
}

// Password is a password, empty in answers.
type Password struct {
	Value string `json:"value,omitempty"`
}

// Question is a recovery question.
type Question struct {
	Question string `json:"question,omitempty"`
	Answer   string `json:"answer,omitempty"`
}

// Email is an address of a user.
type Email struct {
	Value  string `json:"value,omitempty"`
	Status string `json:"status,omitempty"`
	Type   string `json:"type,omitempty"`
}

// Provider is who checks a password.
type Provider struct {
	Type string `json:"type,omitempty"`
	Name string `json:"name,omitempty"`
}

// Link is a link to what can be done with a user.
type Link struct {
	Href   string `json:"href,omitempty"`
	Method string `json:"method,omitempty"`
}

// Do sends one request and hands the answer, which is 2xx, to read.
func Do(ctx context.Context, client *http.Client, method, url string, body io.Reader, read func(*http.Response) error) error {
	request, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "SSWS token")
	request.Header.Set("Accept", "application/json")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode/100 != 2 {
		_, _ = io.Copy(io.Discard, response.Body) // so that the connection is used again
		return fmt.Errorf("%s %s: %s", method, url, response.Status)
	}
	return read(response)
}

// JSON reads an answer into v.
func JSON(v any) func(*http.Response) error {
	return func(response *http.Response) error {
		data, err := io.ReadAll(response.Body)
		if err != nil {
			return err
		}
		return json.Unmarshal(data, v)
	}
}

// Discard reads an answer and drops it.
func Discard(response *http.Response) error {
	_, err := io.Copy(io.Discard, response.Body)
	return err
}

// Next returns the address in the link to the next page, "" on the last one.
func Next(header http.Header) string {
	for _, link := range header.Values("Link") {
		if target, ok := strings.CutSuffix(link, `>; rel="next"`); ok {
			return strings.TrimPrefix(target, "<")
		}
	}
	return ""
}
