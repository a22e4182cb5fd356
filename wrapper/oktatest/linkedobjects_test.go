package oktatest_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

const linkedObjects = "/api/v1/meta/schemas/user/linkedObjects"

// managers defines the links from a subordinate to its manager.
var managers = object{
	"primary":    object{"name": "manager", "title": "Manager", "type": "USER"},
	"associated": object{"name": "subordinate", "title": "Subordinate", "type": "USER"},
}

// checkLinkedObjects calls the operations on linked objects, whose answers are held against the contract.
func checkLinkedObjects(c client, id, other string) {
	c.t.Helper()
	c.send("GET", linkedObjects, nil).is(200, "")
	c.send("POST", linkedObjects, managers).is(201, "")
	c.send("POST", linkedObjects, managers).is(409, "E0000001")
	c.send("POST", linkedObjects, object{}).is(400, "E0000001")
	c.send("GET", linkedObjects+"/subordinate", nil).is(200, "")
	c.send("GET", linkedObjects+"/mentor", nil).is(404, "E0000007")
	c.send("PUT", user(id, "linkedObjects", "manager", other), nil).is(204, "")
	c.send("PUT", user(id, "linkedObjects", "manager", "nobody"), nil).is(404, "E0000007")
	c.send("PUT", user(id, "linkedObjects", "subordinate", other), nil).is(404, "E0000007")
	c.send("GET", user(id, "linkedObjects", "manager"), nil).is(200, "")
	c.send("GET", user(id, "linkedObjects", "mentor"), nil).is(404, "E0000007")
	c.send("DELETE", user(id, "linkedObjects", "manager"), nil).is(204, "")
	c.send("DELETE", user(id, "linkedObjects", "subordinate"), nil).is(404, "E0000007")
	c.send("DELETE", linkedObjects+"/subordinate", nil).is(204, "")
	c.send("DELETE", linkedObjects+"/manager", nil).is(404, "E0000007")
}

// linked are the hrefs of whom a user is linked to.
func (c client) linked(id, name string) []string {
	c.t.Helper()
	var hrefs []string
	for _, link := range c.send("GET", user(id, "linkedObjects", name), nil).is(200, "").list() {
		require.Equal(c.t, []string{"_links"}, slices.Collect(maps.Keys(link)), "nothing but links")
		hrefs = append(hrefs, link["_links"].(object)["self"].(object)["href"].(string))
	}
	return hrefs
}

func TestADefinitionIsFoundByEitherName(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	made := c.send("POST", linkedObjects, managers).is(201, "").object()
	require.Equal(t, object{"self": object{"href": c.org.URL() + linkedObjects + "/manager"}}, made["_links"])
	require.Equal(t, made, c.send("GET", linkedObjects+"/manager", nil).object())
	require.Equal(t, made, c.send("GET", linkedObjects+"/subordinate", nil).object())
	require.Equal(t, []object{made}, c.send("GET", linkedObjects, nil).list())
}

func TestADefinitionNeedsTwoNewNames(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	c.send("POST", linkedObjects, managers).is(201, "")
	end := func(name, title, of string) object { return object{"name": name, "title": title, "type": of} }
	for cause, body := range map[string]object{
		"primary.name: The field cannot be left blank":  {"primary": end("", "A", "USER"), "associated": end("b", "B", "USER")},
		"primary.title: The field cannot be left blank": {"primary": end("a", "", "USER"), "associated": end("b", "B", "USER")},
		"associated.type: The value must be USER":       {"primary": end("a", "A", "USER"), "associated": end("b", "B", "GROUP")},
		"associated.name: The two names must differ":    {"primary": end("a", "A", "USER"), "associated": end("a", "B", "USER")},
	} {
		require.Contains(t, c.send("POST", linkedObjects, body).is(400, "E0000001").body, cause)
	}
	c.send("POST", linkedObjects, object{"primary": end("a", "A", "USER"), "associated": end("manager", "B", "USER")}).is(409, "E0000001")
	c.send("POST", linkedObjects, object{"primary": end("subordinate", "A", "USER"), "associated": end("b", "B", "USER")}).is(409, "E0000001")
	require.Len(t, c.send("GET", linkedObjects, nil).list(), 1)
}

func TestLinksOfAKindGoWithItsDefinition(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	users := org.SeedUsers(2)
	c.send("POST", linkedObjects, managers).is(201, "")
	c.send("PUT", user(users[0], "linkedObjects", "manager", users[1]), nil).is(204, "")
	c.send("DELETE", linkedObjects+"/manager", nil).is(204, "")
	c.send("GET", user(users[0], "linkedObjects", "manager"), nil).is(404, "E0000007")
	c.send("POST", linkedObjects, managers).is(201, "")
	require.Empty(t, c.linked(users[0], "manager"))
}

// TestLinksAreTheSameFromBothEnds links, unlinks and deletes users at random, and compares what each end tells with a map
// from each user to its manager.
func TestLinksAreTheSameFromBothEnds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		org := oktatest.NewOrg()
		c := newClient(t, org)
		c.http = org.HTTPClient() // checkLinkedObjects holds answers against the contract
		users := org.SeedUsers(3)
		c.send("POST", linkedObjects, managers).is(201, "")
		managerOf := map[string]string{}
		someone := func(label string) string { return rapid.SampledFrom(users).Draw(rt, label) }
		rt.Repeat(map[string]func(*rapid.T){
			"link": func(*rapid.T) {
				subordinate, manager := someone("subordinate"), someone("manager")
				c.send("PUT", user(subordinate, "linkedObjects", "manager", manager), nil).is(204, "")
				managerOf[subordinate] = manager
			},
			"unlink": func(*rapid.T) {
				subordinate := someone("subordinate")
				c.send("DELETE", user(subordinate, "linkedObjects", "manager"), nil).is(204, "")
				delete(managerOf, subordinate)
			},
			"delete": func(rt *rapid.T) {
				if len(users) == 1 {
					rt.Skip("somebody has to stay")
				}
				deleted := someone("deleted")
				c.send("DELETE", user(deleted), nil).is(204, "")
				c.send("DELETE", user(deleted), nil).is(204, "")
				users = slices.DeleteFunc(users, func(id string) bool { return id == deleted })
				maps.DeleteFunc(managerOf, func(subordinate, manager string) bool { return subordinate == deleted || manager == deleted })
			},
			"": func(rt *rapid.T) {
				for _, id := range users {
					var manager, subordinates []string
					for _, other := range users {
						if managerOf[id] == other {
							manager = append(manager, org.URL()+user(other))
						}
						if managerOf[other] == id {
							subordinates = append(subordinates, org.URL()+user(other))
						}
					}
					require.Equal(rt, manager, c.linked(id, "manager"))
					require.Equal(rt, subordinates, c.linked(id, "subordinate"))
				}
			},
		})
	})
}
