package oktatest

import (
	"slices"

	"github.com/okta-userapi/userapi-go/gen"
)

// app is an instance of an app of the catalog.
type app struct {
	id, name, label string // the name is the catalog's
	created         stamp
}

// addApp makes an app, and its id where that is empty. The catalog has the apps of which there was an instance.
func (d *directory) addApp(id, name, label string) *app {
	if id == "" {
		id = d.newID("0oa")
	}
	added := &app{id: id, name: name, label: label, created: d.stamp()}
	d.apps = append(d.apps, added)
	return added
}

func (d *directory) app(name, id string) (*app, *refusal) {
	for _, app := range d.apps {
		if app.name == name && app.id == id {
			return app, nil
		}
	}
	return nil, notFound(id, "AppInstance")
}

func (d *directory) inCatalog(name string) *refusal {
	if !slices.ContainsFunc(d.apps, func(app *app) bool { return app.name == name }) {
		return notFound(name, "App")
	}
	return nil
}

// wireApp is an app of the catalog, or an instance, which has the first three members alone.
type wireApp struct {
	ID           string                       `json:"id,omitempty"`
	Name         string                       `json:"name"`
	Status       gen.CatalogApplicationStatus `json:"status"`
	DisplayName  string                       `json:"displayName,omitempty"`
	Description  string                       `json:"description,omitempty"`
	LastUpdated  stamp                        `json:"lastUpdated,omitzero"`
	Category     string                       `json:"category,omitempty"`
	Verification string                       `json:"verificationStatus,omitempty"`
	Website      string                       `json:"website,omitempty"`
	SignOnModes  []string                     `json:"signOnModes,omitempty"`
	Features     []string                     `json:"features,omitempty"`
	Links        wireAppLinks                 `json:"_links"`
}

type wireAppLinks struct {
	Logo []wireLogo `json:"logo,omitempty"`
	Self wireLink   `json:"self"`
}

// wire is the instance, which goes by its label here.
func (a *app) wire(base string) wireApp {
	return wireApp{
		ID:     a.id,
		Name:   a.label,
		Status: gen.CatalogApplicationStatusActive,
		Links:  wireAppLinks{Self: wireLink{Href: base + "/api/v1/apps/" + a.id}},
	}
}

// catalogEntry is the app of the catalog with a name. It is shown with the label of its first instance.
func (d *directory) catalogEntry(name, base string) wireApp {
	first := d.apps[slices.IndexFunc(d.apps, func(app *app) bool { return app.name == name })]
	return wireApp{
		Name:         name,
		Status:       gen.CatalogApplicationStatusActive,
		DisplayName:  first.label,
		Description:  first.label + ", an app of the catalog",
		LastUpdated:  first.created,
		Category:     "COLLABORATION",
		Verification: "OKTA_VERIFIED",
		Website:      "https://" + name + ".example.com/",
		SignOnModes:  []string{"SAML_2_0"},
		Features:     []string{"PUSH_NEW_USERS"},
		Links: wireAppLinks{
			Logo: []wireLogo{{"medium", base + "/assets/img/logos/" + name + ".png", "image/png"}},
			Self: wireLink{Href: base + "/api/v1/catalog/apps/" + name},
		},
	}
}
