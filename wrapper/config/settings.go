package config

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// keyPrivateKey is the key of the setting that may be a path.
const keyPrivateKey = "okta.client.privateKey"

// setting is one thing that can be configured.
type setting struct {
	key    string // in a file
	secret bool
	url    bool                 // what stands before an @ in it is secret
	sends  bool                 // decides where or how secrets are sent
	get    func(*Config) string // "" where it isn't set
	set    func(*Config, string) error
}

// settings are in the order in which they are shown.
func settings() []setting {
	text := func(key string, field func(*Config) *string) setting {
		return setting{
			key: key,
			get: func(c *Config) string { return *field(c) },
			set: func(c *Config, value string) error { *field(c) = value; return nil },
		}
	}
	secret := func(key string, field func(*Config) *Secret) setting {
		return setting{
			key:    key,
			secret: true,
			get:    func(c *Config) string { return field(c).Reveal() },
			set:    func(c *Config, value string) error { *field(c) = NewSecret(value); return nil },
		}
	}
	address := func(key string, field func(*Config) *string) setting {
		s := text(key, field)
		s.url, s.sends = true, true
		return s
	}
	port := text("okta.client.proxy.port", func(c *Config) *string { return &c.ProxyPort })
	port.sends = true
	boolean := func(key string, field func(*Config) *bool) setting {
		return setting{
			key: key,
			get: func(c *Config) string { return shown(*field(c), true) },
			set: func(c *Config, value string) (err error) {
				if *field(c), err = strconv.ParseBool(value); err != nil {
					return errors.New("is not true or false")
				}
				return nil
			},
		}
	}
	withoutHTTPS := boolean("okta.testing.disableHttpsCheck", func(c *Config) *bool { return &c.DisableHTTPSCheck })
	withoutHTTPS.sends = true
	duration := func(key string, field func(*Config) *time.Duration) setting {
		return setting{
			key: key,
			get: func(c *Config) string { return shown(*field(c) != 0, *field(c)) },
			set: func(c *Config, value string) (err error) { *field(c), err = seconds(value); return err },
		}
	}
	return []setting{
		address("okta.client.orgUrl", func(c *Config) *string { return &c.OrgURL }),
		text("okta.client.authorizationMode", func(c *Config) *string { return &c.AuthorizationMode }),
		secret("okta.client.token", func(c *Config) *Secret { return &c.Token }),
		text("okta.client.clientId", func(c *Config) *string { return &c.ClientID }),
		{
			key: "okta.client.scopes",
			get: func(c *Config) string { return strings.Join(c.Scopes, " ") },
			set: func(c *Config, value string) error {
				c.Scopes = strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' })
				return nil
			},
		},
		secret(keyPrivateKey, func(c *Config) *Secret { return &c.PrivateKey }),
		text("okta.client.privateKeyId", func(c *Config) *string { return &c.PrivateKeyID }),
		boolean("okta.client.dpopEnabled", func(c *Config) *bool { return &c.DPoP }),
		text("okta.client.userAgent", func(c *Config) *string { return &c.UserAgent }),
		duration("okta.client.connectionTimeout", func(c *Config) *time.Duration { return &c.ConnectionTimeout }),
		{
			key: "okta.client.requestTimeout",
			get: func(c *Config) string {
				if c.RequestTimeout == nil {
					return ""
				}
				return c.RequestTimeout.String()
			},
			set: func(c *Config, value string) error {
				timeout, err := seconds(value)
				c.RequestTimeout = &timeout
				return err
			},
		},
		{
			key: "okta.client.rateLimit.maxRetries",
			get: func(c *Config) string {
				if c.MaxRetries == nil {
					return ""
				}
				return strconv.Itoa(*c.MaxRetries)
			},
			set: func(c *Config, value string) error {
				retries, err := strconv.ParseUint(value, 10, 16)
				if err != nil {
					return errors.New("is not a number of retries: use 0 or more")
				}
				c.MaxRetries = new(int(retries))
				return nil
			},
		},
		duration("okta.client.rateLimit.maxBackoff", func(c *Config) *time.Duration { return &c.MaxBackoff }),
		address("okta.client.proxy.host", func(c *Config) *string { return &c.ProxyHost }),
		port,
		text("okta.client.proxy.username", func(c *Config) *string { return &c.ProxyUsername }),
		secret("okta.client.proxy.password", func(c *Config) *Secret { return &c.ProxyPassword }),
		boolean("okta.client.logging.enabled", func(c *Config) *bool { return &c.Logging }),
		withoutHTTPS,
	}
}

// otherNames are names that one SDK or another has for a setting.
func otherNames() map[string]string {
	return map[string]string{
		"okta.client.kid":                       "okta.client.privateKeyId",       // Java, Python
		"okta.client.oktaDomain":                "okta.client.orgUrl",             // .NET
		"okta.testing.testingDisableHttpsCheck": "okta.testing.disableHttpsCheck", // Python
	}
}

// inert are the settings that a client does without: there is no cache, a token is renewed in time by itself, each
// client makes one key for its proofs, and a log's level is its handler's.
func inert() []string {
	return []string{
		"okta.client.cache.enabled", "okta.client.cache.defaultTtl", "okta.client.cache.defaultTti", "okta.client.cache.caches",
		"okta.client.oauthTokenRenewalOffset", "okta.client.dpopKeyRotationInterval", "okta.client.logging.logLevel",
	}
}

// refused are the settings of other SDKs that can't mean here what they mean there, with what to do instead.
func refused() map[string]string {
	return map[string]string{
		"okta.client.clientAssertion":      "is an assertion that can be used once: set okta.client.privateKey, and each is signed when it is needed",
		"okta.client.oauth2.accessToken":   "is another name of a token: set okta.client.token, and okta.client.authorizationMode to Bearer",
		"okta.client.authenticationScheme": "is an older name of the authorization mode: set okta.client.authorizationMode",
	}
}

func shown(isSet bool, value any) string {
	if !isSet {
		return ""
	}
	return fmt.Sprint(value)
}

func seconds(value string) (time.Duration, error) {
	n, err := strconv.ParseUint(value, 10, 31)
	if err != nil {
		return 0, errors.New("is not a time in whole seconds: use 0 or more")
	}
	return time.Duration(n) * time.Second, nil
}
