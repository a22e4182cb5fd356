package oktatest

import (
	"bytes"
	"crypto/md5"  //nolint:gosec // a format of imported passwords
	"crypto/sha1" //nolint:gosec // a format of imported passwords
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// defaultType is the id of the user type that every org has.
const defaultType = "oty1defaultUserType5d7"

// user is one user of the org.
type user struct {
	id       string
	seq      uint64
	loginKey string
	profile  profile

	status, transitioning                                                 gen.UserStatus
	created, activated, statusChanged, lastLogin, lastUpdated, passwordAt stamp
	version                                                               uint32 // of what getUser shows

	typeID, realmID  string
	provider         gen.AuthenticationProvider
	password         password
	question, answer string
	failures         int // failed sign-ins in a row
	sessions         int
	links            tokens

	factors   []*factor            // in the order of their enrollment
	codesSent map[string]time.Time // when a phone or an address last got a code

	groups []*group // by seq, without Everyone
	roles  []*role
	apps   []gen.AppLink
	blocks []gen.UserBlock

	grants        []*grant        // by seq
	refreshTokens []*refreshToken // by seq
	primaries     map[*linkedObject]*user
	idps          []identityProvider
	devices       []device
	risk          risk
	subscribed    []gen.NotificationType
}

// tokens are in the links that are out for the user to open; "" where none is.
type tokens struct{ activation, reset string }

func (u *user) touch(now stamp) {
	u.lastUpdated = now
	u.version++
}

// needsPassword reports whether the user can't sign in before choosing a password. Users of another provider sign in
// there; those that were imported have their password here.
func (u *user) needsPassword() bool {
	here := u.provider.Type == gen.AuthenticationProviderTypeOkta || u.provider.Type == gen.AuthenticationProviderTypeImport
	return here && !u.password.works()
}

func (u *user) setPassword(value string, now stamp) {
	u.password = password{kind: clearText, value: value}
	u.passwordAt = now
	u.failures = 0
	u.links.reset = ""
}

// password is what a password is checked against.
type password struct {
	kind  passwordKind
	value string
	hash  *gen.PasswordCredentialHash
	void  bool // it exists, and no longer works
}

type passwordKind uint8

const (
	noPassword passwordKind = iota
	clearText
	hashed
	hooked
)

func (p password) exists() bool { return p.kind != noPassword }

func (p password) works() bool { return p.exists() && !p.void }

// is reports whether the text is the password. Hashes that cost time by design (BCRYPT, PBKDF2) and hooks are not
// computed here: no text is right for them.
func (p password) is(text string) bool {
	switch {
	case p.void:
		return false
	case p.kind == clearText:
		return text == p.value
	case p.kind == hashed:
		return hashIs(p.hash, text)
	}
	return false
}

func hashIs(hash *gen.PasswordCredentialHash, text string) bool {
	want, err := base64.StdEncoding.DecodeString(hash.Value)
	if err != nil {
		return false
	}
	salt, err := base64.StdEncoding.DecodeString(hash.Salt)
	if err != nil {
		return false
	}
	salted := append(bytes.Clone(salt), text...)
	if hash.SaltOrder == "POSTFIX" {
		salted = append([]byte(text), salt...)
	}
	switch hash.Algorithm {
	case gen.PasswordCredentialHashAlgorithmSHA512:
		got := sha512.Sum512(salted)
		return bytes.Equal(got[:], want)
	case gen.PasswordCredentialHashAlgorithmSHA256:
		got := sha256.Sum256(salted)
		return bytes.Equal(got[:], want)
	case gen.PasswordCredentialHashAlgorithmSHA1:
		got := sha1.Sum(salted) //nolint:gosec // a format of imported passwords
		return bytes.Equal(got[:], want)
	case gen.PasswordCredentialHashAlgorithmMD5:
		got := md5.Sum(salted) //nolint:gosec // a format of imported passwords
		return bytes.Equal(got[:], want)
	}
	return false
}

type wireUser struct {
	ID              string              `json:"id"`
	Status          gen.UserStatus      `json:"status"`
	Created         stamp               `json:"created"`
	Activated       stamp               `json:"activated"`
	StatusChanged   stamp               `json:"statusChanged"`
	LastLogin       stamp               `json:"lastLogin"`
	LastUpdated     stamp               `json:"lastUpdated"`
	PasswordChanged stamp               `json:"passwordChanged"`
	Transitioning   gen.UserStatus      `json:"transitioningToStatus,omitempty"`
	RealmID         string              `json:"realmId,omitempty"`
	Type            wireType            `json:"type"`
	Profile         profile             `json:"profile"`
	Credentials     *wireCredentials    `json:"credentials,omitempty"`
	Links           map[string]wireLink `json:"_links"`
}

type wireType struct {
	ID string `json:"id"`
}

type wireCredentials struct {
	Password *struct{}     `json:"password,omitempty"`
	Question *wireQuestion `json:"recovery_question,omitempty"`
	Provider wireProvider  `json:"provider"`
}

type wireQuestion struct {
	Question string `json:"question"`
}

type wireProvider struct {
	Type gen.AuthenticationProviderType `json:"type"`
	Name string                         `json:"name"`
}

type wireLink struct {
	Href   string `json:"href"`
	Method string `json:"method,omitempty"`
}

func (u *user) wire(base string) wireUser {
	w := u.listed(base)
	w.Links["schema"] = wireLink{Href: base + "/api/v1/meta/schemas/user/osc" + strings.TrimPrefix(u.typeID, "oty")}
	w.Links["type"] = wireLink{Href: base + "/api/v1/meta/types/user/" + u.typeID}
	if u.transitioning == "" {
		for _, relation := range statusLinks[u.status] {
			if u.offers(relation) {
				w.Links[relation] = u.link(base, relation)
			}
		}
	}
	return w
}

// listed is the user as an item of a list.
func (u *user) listed(base string) wireUser {
	return wireUser{
		ID:              u.id,
		Status:          u.status,
		Created:         u.created,
		Activated:       u.activated,
		StatusChanged:   u.statusChanged,
		LastLogin:       u.lastLogin,
		LastUpdated:     u.lastUpdated,
		PasswordChanged: u.passwordAt,
		Transitioning:   u.transitioning,
		RealmID:         u.realmID,
		Type:            wireType{u.typeID},
		Profile:         u.profile,
		Credentials:     new(u.credentials()),
		Links:           map[string]wireLink{"self": {Href: u.href(base)}},
	}
}

func (u *user) credentials() wireCredentials {
	w := wireCredentials{Provider: wireProvider{u.provider.Type, u.provider.Name}}
	if u.password.exists() {
		w.Password = &struct{}{}
	}
	if u.question != "" {
		w.Question = &wireQuestion{u.question}
	}
	return w
}

func (u *user) href(base string) string { return base + "/api/v1/users/" + url.PathEscape(u.id) }

// offers reports whether a relation of the user's status is among the links. Some need a password.
func (u *user) offers(relation string) bool {
	needsPassword := relation == "changePassword" || relation == "changeRecoveryQuestion" || relation == "expirePassword"
	return u.password.exists() || !needsPassword
}

// linkPaths are the paths under the user that relations point to.
var linkPaths = map[string]string{ //nolint:gosec // paths, which name credentials but hold none
	"activate":               "/lifecycle/activate",
	"changePassword":         "/credentials/change_password",
	"changeRecoveryQuestion": "/credentials/change_recovery_question",
	"deactivate":             "/lifecycle/deactivate",
	"expirePassword":         "/lifecycle/expire_password",
	"forgotPassword":         "/credentials/forgot_password",
	"reactivate":             "/lifecycle/reactivate",
	"resetFactors":           "/lifecycle/reset_factors",
	"resetPassword":          "/lifecycle/reset_password",
	"suspend":                "/lifecycle/suspend",
	"unlock":                 "/lifecycle/unlock",
	"unsuspend":              "/lifecycle/unsuspend",
}

func (u *user) link(base, relation string) wireLink {
	if relation == "delete" {
		return wireLink{u.href(base), http.MethodDelete}
	}
	return wireLink{u.href(base) + linkPaths[relation], http.MethodPost}
}

func (u *user) etag() string { return fmt.Sprintf(`W/"%s-%d"`, u.id, u.version) }

// isVersion reports whether the lines of an If-Match name the user's version, or there are none. Okta's versions are
// weak (W/), so they are compared without that mark.
func (u *user) isVersion(lines []string) bool {
	named := strings.Join(lines, ",")
	if named == "" {
		return true
	}
	for tag := range strings.SplitSeq(named, ",") {
		tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
		if tag == "*" || tag == strings.TrimPrefix(u.etag(), "W/") {
			return true
		}
	}
	return false
}
