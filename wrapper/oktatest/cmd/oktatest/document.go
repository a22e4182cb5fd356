package main

import (
	"context"
	"encoding/json"
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/okta-userapi/userapi-go/openapi"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// documents are the contract, for one org.
type documents struct{ yaml, json []byte }

// documentsFor makes the contract one to try on an org: the org is its only server, and what the page fills in works.
func documentsFor(org *oktatest.Org) (documents, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(openapi.Document, &root); err != nil {
		return documents{}, err
	}
	contract := root.Content[0]
	if err := member(contract, "servers").Encode([]map[string]string{{"url": "/", "description": "This org."}}); err != nil {
		return documents{}, err
	}
	ids, err := idsOf(org)
	if err != nil {
		return documents{}, fmt.Errorf("look at the org: %w", err)
	}
	fillIn(contract, ids)
	var both documents
	if both.yaml, err = yaml.Marshal(contract); err != nil {
		return documents{}, err
	}
	var value any
	if err := contract.Decode(&value); err != nil {
		return documents{}, err
	}
	both.json, err = json.Marshal(value)
	return both, err
}

// idsOf are ids that the org has, by the names of the parameters that take them.
func idsOf(org *oktatest.Org) (map[string]string, error) {
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		return nil, err
	}
	users, err := okta.FirstPage(client.ListUsersPages(context.Background(), &okta.ListUsersOptions{Limit: 1}))
	if err != nil {
		return nil, err
	}
	groups, err := okta.FirstPage(client.ListGroupsPages(context.Background(), &okta.ListGroupsOptions{Limit: 1}))
	if err != nil {
		return nil, err
	}
	ids := make(map[string]string)
	for _, user := range users.Items {
		ids["userId"], ids["primaryUserId"] = user.ID, user.ID
	}
	for _, group := range groups.Items {
		ids["groupId"] = group.ID
	}
	return ids, nil
}

// fillIn sets the examples that the page fills in. Of what is optional it would send all at once, so one search is left.
func fillIn(node *yaml.Node, ids map[string]string) {
	if in := member(node, "in"); in != nil && member(node, "schema") != nil {
		name := member(node, "name").Value
		if example := member(node, "example"); example != nil && ids[name] != "" {
			example.Value = ids[name]
		}
		if in.Value != "path" && name != "search" {
			remove(node, "example")
		}
	}
	for _, child := range node.Content {
		fillIn(child, ids)
	}
}

// member is the value of a member of an object; nil where there is none.
func member(object *yaml.Node, name string) *yaml.Node {
	if object.Kind == yaml.MappingNode {
		for i := 0; i < len(object.Content); i += 2 {
			if object.Content[i].Value == name {
				return object.Content[i+1]
			}
		}
	}
	return nil
}

func remove(object *yaml.Node, name string) {
	for i := 0; i < len(object.Content); i += 2 {
		if object.Content[i].Value == name {
			object.Content = append(object.Content[:i], object.Content[i+2:]...)
			return
		}
	}
}
