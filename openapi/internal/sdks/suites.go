package main

import (
	"context"
	"slices"
)

// A runner fetches a version of what has the tests of a suite, runs them, and returns what each did.
type runner interface {
	run(ctx context.Context, w workplace, version string) (map[string]result, error)
}

// What tests lack more than once.
const (
	groupRolesAPI        = "the API of the roles of groups"
	groupRulesAPI        = "the API of group rules"
	groupAppsAPI         = "the API of the apps of groups"
	roleSubscriptionsAPI = "the API of the subscriptions of roles"
	leaveToRun           = "leave to run: it skips itself"
	decodedProof         = "a proof of the address as an org compares it: the SDK leaves the @ of a login escaped"
)

// The files of tests that both versions of the SDK for Python have, and what those of both lack.
var (
	pythonFiles = []string{
		"test_users_it.py", "test_groups_it.py", "test_linked_objects_it.py", "test_subscription_it.py", "test_user_schema_it.py",
		"test_user_types_it.py", "test_factors_it.py",
	}
	pythonLacks = []lack{
		{leaveToRun, []string{
			"test_factors_it.py::test_enroll_security_question_factor",
			"test_factors_it.py::test_list_supported_security_questions",
			"test_factors_it.py::test_reset_factors",
		}},
		{roleSubscriptionsAPI, []string{
			"test_subscription_it.py::test_list_role_subsription",
			"test_subscription_it.py::test_get_role_subscription_by_notification_type",
			"test_subscription_it.py::test_subscribe_unsubscribe_role_by_notification_type",
		}},
		{groupRolesAPI, []string{
			"test_groups_it.py::test_group_roles_operations",
			"test_groups_it.py::test_group_target_add",
			"test_groups_it.py::test_group_target_remove",
		}},
		{groupRulesAPI, []string{"test_groups_it.py::test_group_rule_operations"}},
		{groupAppsAPI, []string{"test_groups_it.py::test_group_assigned_applications"}},
		{"a custom attribute of groups, and skips itself", []string{"test_groups_it.py::test_group_profile_custom_attributes"}},
	}
)

var suites = []suite{
	{
		name:    "go-v2",
		version: "v2.20.0",
		tests: goModule{
			path:   "github.com/okta/okta-sdk-golang/v2",
			folder: "tests/integration",
			files:  []string{"user_test.go", "group_test.go", "admin_roles_test.go", "subscription_test.go", "user_type_test.go", "factor_test.go"},
			keyed:  []string{"request_test.go"},
			ours:   "v2_test.go",
		},
		lacks: []lack{
			{groupRolesAPI, []string{
				"Test_can_add_an_admin_role_to_group",
				"Test_can_remove_an_admin_role_to_group",
				"Test_can_list_roles_assigned_to_a_group",
				"Test_can_add_group_targets_for_the_group_administrator_role_given_to_a_group",
				"Test_can_list_group_targets_for_the_group_administrator_role_given_to_a_group",
			}},
			{groupRulesAPI, []string{"TestGroupRuleOperations"}},
			{groupAppsAPI, []string{"TestListAssignedApplicationsForGroup"}},
			{roleSubscriptionsAPI, []string{
				"TestListRoleSubscriptions",
				"TestGetRoleSubscriptionByNotificationType",
				"TestSubscribeRoleSubscriptionByNotificationType",
				"TestUnsubscribeRoleSubscriptionByNotificationType",
			}},
			{leaveToRun, []string{"TestListUserSubscriptions", "TestGetUserSubscriptionByNotificationType"}},
		},
	},
	{
		name:    "go-v5",
		version: "v5.0.2",
		tests: goModule{
			path:      "github.com/okta/okta-sdk-golang/v5",
			folder:    "okta",
			files:     []string{"api_user_test.go", "api_group_test.go", "api_user_schema_test.go"},
			keyed:     []string{"private_key_test.go"},
			ours:      "v5_test.go",
			dropsPort: true,
		},
		lacks: []lack{
			{groupRolesAPI, []string{"Test_Assigned_Role_To_Group_Operation"}},
			{groupRulesAPI, []string{"Test_Group_Rule_Operation"}},
			{groupAppsAPI, []string{"Test_List_Assigned_Applications_For_Group"}},
			{"a key: it gives the SDK an empty one", []string{"Test_JWK_Request_Can_Create_User"}},
		},
	},
	{
		name:    "python-v2",
		version: "2.9.13",
		tests:   pythonPackage{files: pythonFiles, keyed: []string{"test_keys.py"}},
		lacks: slices.Concat(pythonLacks, []lack{
			{"a model of AGENT_AUTO_UPDATE_NOTIFICATION, a type that is newer than the SDK", []string{"test_users_it.py::test_list_user_subscriptions"}},
			{"the notification type OKTA_ISSUE, which Okta doesn't document any more", []string{"test_subscription_it.py::test_subscribe_unsubscribe_user"}},
		}),
	},
	{
		name:    "python-v3",
		version: "3.4.6",
		tests:   pythonPackage{files: pythonFiles, keyed: []string{"test_keys.py", "test_keys.py with DPoP", "test_dpop_it.py"}},
		lacks: slices.Concat(pythonLacks, []lack{
			{leaveToRun, []string{
				"test_factors_it.py::test_enroll_sms_factor",
				"test_factors_it.py::test_get_factor",
				"test_factors_it.py::test_delete_factor",
			}},
			{decodedProof, []string{"test_keys.py with DPoP::test_a_user_is_read_by_its_login"}},
			{"leave to end: its set-up skips it after it has run", []string{"test_dpop_it.py::test_dpop_with_different_api_calls"}},
			{"the API of apps", []string{"test_dpop_it.py::test_dpop_application_verification"}},
			// The test sends no question: it gives it by a name that the SDK's model doesn't know.
			{"a recovery question in what it sends", []string{"test_users_it.py::test_change_recovery_question"}},
		}),
	},
	{
		name:    "node-v8",
		version: "8.1.0",
		tests:   nodeScript{file: "users.test.js", keyed: []string{"keys.test.js", "keys.test.js with DPoP"}},
		lacks: []lack{
			{decodedProof, []string{"with DPoP, a user is read by its login"}},
		},
	},
}
