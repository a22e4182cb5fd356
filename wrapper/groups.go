package wrapper

import (
	"context"
	"iter"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListUserGroupsOptions are the optional parameters of [Client.ListUserGroups].
type ListUserGroupsOptions struct {
	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of groups in a page; 0 leaves it to the server.
	Limit int32
}

// ListUserGroups returns the groups that the user is a member of, the org's "Everyone" included, page by page as
// [Client.ListUsers] does.
//
// It implements listUserGroups: GET /api/v1/users/{userId}/groups.
func (c *Client) ListUserGroups(ctx context.Context, userID string, options *ListUserGroupsOptions, callOptions ...CallOption) iter.Seq2[Group, error] {
	return items(c.ListUserGroupsPages(ctx, userID, options, callOptions...))
}

// ListUserGroupsPages is ListUserGroups a page at a time, for a cursor to resume from.
func (c *Client) ListUserGroupsPages(ctx context.Context, userID string, options *ListUserGroupsOptions, callOptions ...CallOption) iter.Seq2[Page[Group], error] {
	o := valueOf(options)
	request, err := client.NewListUserGroupsRequest(c.server, userID, &gen.ListUserGroupsParams{After: optional(o.After), Limit: optional(o.Limit)})
	return listPages[Group](ctx, c, "listUserGroups", request, err, callOptions)
}

// ListGroupsOptions are the optional parameters of [Client.ListGroups]. Use one of Search, Filter and Q.
type ListGroupsOptions struct {
	// Q finds groups whose name starts with it. Okta doesn't page these: without Limit it finds 300, and doesn't say
	// that there are more.
	Q string

	// Search is an expression over id, type, created, lastUpdated, lastMembershipUpdated and each attribute of the
	// profile, such as `profile.name sw "Eng" and type eq "OKTA_GROUP"`. Its index may be a few seconds behind a
	// change.
	Search string

	// Filter is an expression over id, type, lastUpdated and lastMembershipUpdated, such as `lastMembershipUpdated gt
	// "2026-01-31T00:00:00.000Z"`. It finds what is true now.
	Filter string

	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of groups in a page, 1 to 10,000; 0 leaves it to the server, which uses 10,000. Okta
	// advises to set a smaller one, such as 200.
	Limit int32

	// Expand names what to add to each group under Embedded: "stats", with the number of its users, or "app".
	Expand string

	// SortBy is the property to sort by, such as "profile.name". It works with Search only.
	SortBy string

	// SortOrder is the order with SortBy, "asc" or "desc"; "asc" by default.
	SortOrder string
}

// ListGroups returns the org's groups of every type, one by one, page after page as [Client.ListUsers] does.
//
// An expression that doesn't parse is [CodeInvalidSearch].
//
// It implements listGroups: GET /api/v1/groups.
func (c *Client) ListGroups(ctx context.Context, options *ListGroupsOptions, callOptions ...CallOption) iter.Seq2[Group, error] {
	return items(c.ListGroupsPages(ctx, options, callOptions...))
}

// ListGroupsPages is ListGroups a page at a time, for a cursor to resume from.
func (c *Client) ListGroupsPages(ctx context.Context, options *ListGroupsOptions, callOptions ...CallOption) iter.Seq2[Page[Group], error] {
	o := valueOf(options)
	request, err := client.NewListGroupsRequest(c.server, &gen.ListGroupsParams{
		Q:         optional(o.Q),
		Search:    optional(o.Search),
		Filter:    optional(o.Filter),
		After:     optional(o.After),
		Limit:     optional(o.Limit),
		Expand:    optional(o.Expand),
		SortBy:    optional(o.SortBy),
		SortOrder: optional(o.SortOrder),
	})
	return listPages[Group](ctx, c, "listGroups", request, err, callOptions)
}

// CreateGroup creates a group of type OKTA_GROUP without members, and returns it. Only Profile is sent, whose Name is
// required.
//
//	group, err := client.CreateGroup(ctx, okta.Group{Profile: okta.GroupProfile{Name: okta.Set("Engineers")}})
//
// A name that another group has is [ErrNameTaken]. The call is not safe to repeat: when an answer was lost, look for
// the name before you try again.
//
// It implements createGroup: POST /api/v1/groups.
func (c *Client) CreateGroup(ctx context.Context, group Group, callOptions ...CallOption) (Group, error) {
	request, err := client.NewCreateGroupRequest(c.server, writableGroup(group))
	return exec[Group](ctx, c, "createGroup", request, err, callOptions)
}

// GetGroup reads the group with an id. Where there is none, it is [CodeNotFound].
//
// It implements getGroup: GET /api/v1/groups/{groupId}.
func (c *Client) GetGroup(ctx context.Context, groupID string, callOptions ...CallOption) (Group, error) {
	request, err := client.NewGetGroupRequest(c.server, groupID)
	return exec[Group](ctx, c, "getGroup", request, err, callOptions)
}

// UpdateGroup replaces the group's profile, and returns the group. Its members stay.
//
// Okta clears every attribute that is not in the profile. So read the group, change it, and pass it on as it is: only
// Profile is sent.
//
//	group, err := client.GetGroup(ctx, id)
//	…
//	group.Profile.Description = okta.Set("Who builds the engines")
//	group, err = client.UpdateGroup(ctx, id, group)
//
// A name that another group has is [ErrNameTaken]. Only a group of type OKTA_GROUP can be changed; another is
// [ErrForbidden].
//
// It implements updateGroup: PUT /api/v1/groups/{groupId}.
func (c *Client) UpdateGroup(ctx context.Context, groupID string, group Group, callOptions ...CallOption) (Group, error) {
	request, err := client.NewUpdateGroupRequest(c.server, groupID, writableGroup(group))
	return exec[Group](ctx, c, "updateGroup", request, err, callOptions)
}

// DeleteGroup deletes a group of type OKTA_GROUP for good; another is [ErrForbidden]. Its members stay as users, and
// lose the roles and apps that they have from it.
//
// It implements deleteGroup: DELETE /api/v1/groups/{groupId}.
func (c *Client) DeleteGroup(ctx context.Context, groupID string, callOptions ...CallOption) error {
	request, err := client.NewDeleteGroupRequest(c.server, groupID)
	return execNone(ctx, c, "deleteGroup", request, err, callOptions)
}

// ListGroupUsersOptions are the optional parameters of [Client.ListGroupUsers].
type ListGroupUsersOptions struct {
	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of users in a page, 1 to 1000; 0 leaves it to the server, which uses 1000.
	Limit int32
}

// ListGroupUsers returns the members of a group, page by page as [Client.ListUsers] does. Users that are DEPROVISIONED
// are in no group.
//
// It implements listGroupUsers: GET /api/v1/groups/{groupId}/users.
func (c *Client) ListGroupUsers(ctx context.Context, groupID string, options *ListGroupUsersOptions, callOptions ...CallOption) iter.Seq2[User, error] {
	return items(c.ListGroupUsersPages(ctx, groupID, options, callOptions...))
}

// ListGroupUsersPages is ListGroupUsers a page at a time, for a cursor to resume from.
func (c *Client) ListGroupUsersPages(ctx context.Context, groupID string, options *ListGroupUsersOptions, callOptions ...CallOption) iter.Seq2[Page[User], error] {
	o := valueOf(options)
	request, err := client.NewListGroupUsersRequest(c.server, groupID, &gen.ListGroupUsersParams{After: optional(o.After), Limit: optional(o.Limit)})
	return listPages[User](ctx, c, "listGroupUsers", request, err, callOptions)
}

// AddUserToGroup makes a user a member of a group, and is content where it is one already. Pass the user's id, not its
// login.
//
// ListUserGroups and ListGroupUsers show it at once, a search of groups a little later. Only the members of a group of
// type OKTA_GROUP can be changed; another is [ErrForbidden].
//
// It implements addUserToGroup: PUT /api/v1/groups/{groupId}/users/{userId}.
func (c *Client) AddUserToGroup(ctx context.Context, groupID, userID string, callOptions ...CallOption) error {
	request, err := client.NewAddUserToGroupRequest(c.server, groupID, userID)
	return execNone(ctx, c, "addUserToGroup", request, err, callOptions)
}

// RemoveUserFromGroup ends a user's membership of a group, and is content where there is none. It is refused as
// [Client.AddUserToGroup] is.
//
// It implements removeUserFromGroup: DELETE /api/v1/groups/{groupId}/users/{userId}.
func (c *Client) RemoveUserFromGroup(ctx context.Context, groupID, userID string, callOptions ...CallOption) error {
	request, err := client.NewRemoveUserFromGroupRequest(c.server, groupID, userID)
	return execNone(ctx, c, "removeUserFromGroup", request, err, callOptions)
}

// writableGroup keeps of a group what a client can write.
func writableGroup(group Group) Group { return Group{Profile: group.Profile} }
