package main

import "context"

// A runner fetches a version of what has the tests of a suite, runs them, and returns what each did.
type runner interface {
	run(ctx context.Context, w workplace, version string) (map[string]result, error)
}

// What tests need that the contract doesn't have.
const (
	groupRolesAPI    = "the API of the roles of groups"
	subscriptionsAPI = "the API of subscriptions"
	grantsAPI        = "the API of grants"
	clientsAPI       = "the API of a user's clients"
	providersAPI     = "the API of identity providers"
)

var suites = []suite{
	{
		name:    "go-v2",
		version: "v2.20.0",
		tests: goModule{
			path:   "github.com/okta/okta-sdk-golang/v2",
			folder: "tests/integration",
			files:  []string{"user_test.go", "admin_roles_test.go", "user_type_test.go"},
		},
		lacks: []lack{
			{groupRolesAPI, []string{
				"Test_can_add_an_admin_role_to_group",
				"Test_can_remove_an_admin_role_to_group",
				"Test_can_list_roles_assigned_to_a_group",
				"Test_can_add_group_targets_for_the_group_administrator_role_given_to_a_group",
				"Test_can_list_group_targets_for_the_group_administrator_role_given_to_a_group",
			}},
			{subscriptionsAPI + ", and skip themselves", []string{"TestListUserSubscriptions", "TestGetUserSubscriptionByNotificationType"}},
		},
	},
	{
		name:    "go-v5",
		version: "v5.0.2",
		tests: goModule{
			path:      "github.com/okta/okta-sdk-golang/v5",
			folder:    "okta",
			files:     []string{"api_user_test.go", "api_user_schema_test.go"},
			dropsPort: true,
		},
		lacks: []lack{
			{subscriptionsAPI, []string{"Test_List_User_Subscriptions"}},
		},
	},
	{
		name:    "python-v2",
		version: "2.9.13",
		tests: pythonPackage{files: []string{
			"tests/integration/test_users_it.py", "tests/integration/test_user_types_it.py", "tests/integration/test_user_schema_it.py",
		}},
		lacks: []lack{
			{subscriptionsAPI, []string{"test_list_user_subscriptions"}},
		},
	},
	{
		name:    "python-v3",
		version: "3.4.6",
		tests: pythonPackage{files: []string{
			"tests/integration/test_users_it.py", "tests/integration/test_user_types_it.py", "tests/integration/test_user_schema_it.py",
		}},
		lacks: []lack{
			{grantsAPI, []string{"test_list_user_grants", "test_revoke_user_grants", "test_comprehensive_user_lifecycle"}},
			{clientsAPI, []string{"test_list_user_clients"}},
			{providersAPI, []string{"test_list_user_identity_providers"}},
			// The test sends no question: it gives it by a name that the SDK's model doesn't know.
			{"a recovery question in what it sends", []string{"test_change_recovery_question"}},
		},
	},
	{
		name:    "node-v8",
		version: "8.1.0",
		tests:   nodeScript{file: "users.test.js"},
	},
}
