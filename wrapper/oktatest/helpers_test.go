package oktatest_test

import (
	"encoding/json"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
)

func appLink(label string, hidden bool) gen.AppLink {
	return gen.AppLink{Label: label, LinkURL: "https://mail.example", LogoURL: "https://mail.example/logo.png", AppName: "mail", Hidden: hidden}
}

func genProfile(login string) gen.UserProfile {
	return gen.UserProfile{Login: gen.Set(login), Email: gen.Set("mail@example.com"), FirstName: gen.Set("Ada"), LastName: gen.Set("Lovelace")}
}

func lastSegment(address string) string { return address[strings.LastIndex(address, "/")+1:] }

type jsonRaw = json.RawMessage
