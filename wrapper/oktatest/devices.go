package oktatest

import (
	"cmp"
	"errors"
	"net/http"

	"github.com/okta-userapi/userapi-go/gen"
)

// device is a device that a user has enrolled.
type device struct {
	id, deviceUserID          string
	status                    gen.DeviceStatus
	profile                   gen.DeviceProfile
	created, changed, enrolls stamp
}

// AddDevice enrolls a device for a user. It wants the Profile with its DisplayName and Platform, and takes the ID, the
// Status, ACTIVE unless set, and the times.
func (o *Org) AddDevice(userID string, added gen.Device) (gen.UserDevice, error) {
	var out gen.UserDevice
	err := o.with("add device", userID, func(d *directory, u *user) (err error) {
		if added.Profile.DisplayName == "" || added.Profile.Platform == "" {
			return errors.New("the Profile needs DisplayName and Platform")
		}
		now := d.stamp()
		enrolled := device{
			id: cmp.Or(added.ID, d.newID("guo")), deviceUserID: d.newID("duo"), status: cmp.Or(added.Status, gen.DeviceStatusActive),
			profile: added.Profile, created: now, changed: now, enrolls: now,
		}
		if !added.Created.IsZero() {
			enrolled.created = stamp(added.Created.Unix())
		}
		if !added.LastUpdated.IsZero() {
			enrolled.changed = stamp(added.LastUpdated.Unix())
		}
		u.devices = append(u.devices, enrolled)
		out, err = model[gen.UserDevice](enrolled.wire(o.URL()))
		return err
	})
	return out, err
}

type wireUserDevice struct {
	Created      stamp      `json:"created"`
	DeviceUserID string     `json:"deviceUserId"`
	Device       wireDevice `json:"device"`
}

type wireDevice struct {
	ID          string              `json:"id"`
	Status      gen.DeviceStatus    `json:"status"`
	Created     stamp               `json:"created"`
	LastUpdated stamp               `json:"lastUpdated"`
	Profile     gen.DeviceProfile   `json:"profile"`
	ResourceID  string              `json:"resourceId"`
	Type        string              `json:"resourceType"`
	DisplayName wireDisplayName     `json:"resourceDisplayName"`
	AlternateID *string             `json:"resourceAlternateId"` // always null
	Links       map[string]wireLink `json:"_links"`
}

type wireDisplayName struct {
	Value     string `json:"value"`
	Sensitive bool   `json:"sensitive"`
}

func (d device) wire(base string) wireUserDevice {
	here := base + "/api/v1/devices/" + d.id
	return wireUserDevice{d.enrolls, d.deviceUserID, wireDevice{
		ID:          d.id,
		Status:      d.status,
		Created:     d.created,
		LastUpdated: d.changed,
		Profile:     d.profile,
		ResourceID:  d.id,
		Type:        "UDDevice",
		DisplayName: wireDisplayName{d.profile.DisplayName, false},
		Links:       map[string]wireLink{"self": {Href: here}, "users": {Href: here + "/users"}},
	}}
}

func (h handlers) ListUserDevices(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		items := make([]wireUserDevice, 0, len(u.devices))
		for _, enrolled := range u.devices {
			items = append(items, enrolled.wire(c.base))
		}
		return ok(items)
	})
}
