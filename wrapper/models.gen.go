// Code generated from openapi/okta-users.yaml by openapi/internal/tool. DO NOT EDIT.

package wrapper

import "github.com/okta-userapi/userapi-go/gen"

// The models of the contract, which package gen holds.
type (
	// AppLink is a link to an app on the user's dashboard.
	AppLink = gen.AppLink
	// AuthenticationProvider is who checks the user's password.
	AuthenticationProvider = gen.AuthenticationProvider
	// AuthenticationProviderType is the kind of an authentication provider: `OKTA`; a directory, `ACTIVE_DIRECTORY` or
	// `LDAP`; another identity provider, `FEDERATION` or `SOCIAL`; `IMPORT` for a password that came as a hash. Okta may
	// add values.
	AuthenticationProviderType = gen.AuthenticationProviderType
	// CatalogApplication is an app that a role is limited to. An app of the catalog, which stands for all its instances,
	// has every member but `id`. One instance has `id`, `status` and its label as `name`.
	CatalogApplication = gen.CatalogApplication
	// CatalogApplicationStatus is whether the app can be used: `ACTIVE` or `INACTIVE`. Okta may add values.
	CatalogApplicationStatus = gen.CatalogApplicationStatus
	// ChangePasswordRequest is the current password and the one to replace it. Both are required.
	ChangePasswordRequest = gen.ChangePasswordRequest
	// CreateUserRequest is the user to create. `profile` is required, and in it what the org's schema requires.
	CreateUserRequest = gen.CreateUserRequest
	// DigestAlgorithm is the function that a PBKDF2 hash applied: `SHA256_HMAC` or `SHA512_HMAC`. Okta may add values.
	DigestAlgorithm = gen.DigestAlgorithm
	// EmailAddress is an address in the user's credentials.
	EmailAddress = gen.EmailAddress
	// ErrorCause is one part of the request that is at fault. Further members can stand beside these.
	ErrorCause = gen.ErrorCause
	// ExpirePasswordResult is the user, or the temporary password alone, by what was asked.
	ExpirePasswordResult = gen.ExpirePasswordResult
	// ForgotPasswordResponse is the reset link when it was not mailed, or the user's credentials when a password was set.
	ForgotPasswordResponse = gen.ForgotPasswordResponse
	// Group is a group of users.
	Group = gen.Group
	// GroupProfile is the group's attributes; those of the org's own schema stand beside the ones named here.
	GroupProfile = gen.GroupProfile
	// GroupType is where the group comes from: made in Okta (`OKTA_GROUP`), there from the start (`BUILT_IN`), or an app's
	// (`APP_GROUP`). Okta may add values.
	GroupType = gen.GroupType
	// Link is a link to a related resource, or to an operation that is possible now.
	Link = gen.Link
	// LogoLink is a logo in one size.
	LogoLink = gen.LogoLink
	// PasswordCredential is a password: in requests one of `value`, `hash` and `hook`, never two (400 and `E0000001`,
	// assumed); in answers an empty object where a password exists.
	PasswordCredential = gen.PasswordCredential
	// PasswordCredentialHash is a password that was hashed elsewhere, to set it without knowing it, in createUser,
	// updateUser and partialUpdateUser. `algorithm` and `value` are required, and the members that are named for the
	// algorithm.
	PasswordCredentialHash = gen.PasswordCredentialHash
	// PasswordCredentialHashAlgorithm is the algorithm of a password hash: `BCRYPT`, `SHA-512`, `SHA-256`, `SHA-1`, `MD5`,
	// `PBKDF2`. Okta may add values.
	PasswordCredentialHashAlgorithm = gen.PasswordCredentialHashAlgorithm
	// PasswordCredentialHook is the org's password import hook, which checks the password at the first sign-in. Only when a
	// user is created.
	PasswordCredentialHook = gen.PasswordCredentialHook
	// RecoveryQuestionCredential is the question that a user answers to recover an account.
	RecoveryQuestionCredential = gen.RecoveryQuestionCredential
	// ResetPasswordToken is the reset link, when it was not mailed.
	ResetPasswordToken = gen.ResetPasswordToken
	// Role is an administrator role that is assigned to a user. To assign one, `type` is required.
	Role = gen.Role
	// RoleAssignmentType is whether the role was assigned to the user (`USER`), comes from a group (`GROUP`), or belongs to
	// an app (`CLIENT`). Okta may add values.
	RoleAssignmentType = gen.RoleAssignmentType
	// RoleStatus is whether the role is in force: `ACTIVE` or `INACTIVE`. Okta may add values.
	RoleStatus = gen.RoleStatus
	// RoleType is the kind of an administrator role: `SUPER_ADMIN`, `ORG_ADMIN`, `API_ACCESS_MANAGEMENT_ADMIN`,
	// `APP_ADMIN`, `USER_ADMIN`, `GROUP_MEMBERSHIP_ADMIN`, `HELP_DESK_ADMIN`, `READ_ONLY_ADMIN`, `REPORT_ADMIN`,
	// `MOBILE_ADMIN`, `ACCESS_CERTIFICATIONS_ADMIN`, `ACCESS_REQUESTS_ADMIN`, `WORKFLOWS_ADMIN`, or `CUSTOM` for one that
	// the org made. Okta may add values.
	RoleType = gen.RoleType
	// TempPassword is a temporary password.
	TempPassword = gen.TempPassword
	// User is a user of the org.
	User = gen.User
	// UserActivationToken is the activation link, when it was not mailed.
	UserActivationToken = gen.UserActivationToken
	// UserBlock is a reason why a user can't sign in.
	UserBlock = gen.UserBlock
	// UserBlockScope is the devices that the user can't sign in from: all (`ANY_DEVICES`), or those that the user has not
	// signed in from before (`UNKNOWN_DEVICES`). Okta may add values.
	UserBlockScope = gen.UserBlockScope
	// UserBlockType is the kind of block: `DEVICE_BASED`, by the devices that sign-ins failed from. Okta may add values.
	UserBlockType = gen.UserBlockType
	// UserCredentials is how the user proves who they are.
	UserCredentials = gen.UserCredentials
	// UserNextLogin is what the user has to do at the next sign-in.
	UserNextLogin = gen.UserNextLogin
	// UserProfile is the user's attributes. Those of the org's own schema stand beside the ones named here: texts,
	// integers, numbers, booleans, and arrays of texts. Integers can be larger than 2^53. An attribute that is not set is
	// absent or null.
	UserProfile = gen.UserProfile
	// UserStatus is the status of a user in its lifecycle: `STAGED`, `PROVISIONED`, `ACTIVE`, `RECOVERY`,
	// `PASSWORD_EXPIRED`, `LOCKED_OUT`, `SUSPENDED`, `DEPROVISIONED`. Okta may add values.
	UserStatus = gen.UserStatus
	// UserType is the user type, which decides the schema of the profile. Chosen at creation, the default type when left
	// out; updateUser changes it.
	UserType = gen.UserType
)

// The known values of AuthenticationProviderType. Okta may send others, which are kept as they come.
const (
	AuthenticationProviderTypeActiveDirectory = gen.AuthenticationProviderTypeActiveDirectory
	AuthenticationProviderTypeFederation      = gen.AuthenticationProviderTypeFederation
	AuthenticationProviderTypeImport          = gen.AuthenticationProviderTypeImport
	AuthenticationProviderTypeLDAP            = gen.AuthenticationProviderTypeLDAP
	AuthenticationProviderTypeOkta            = gen.AuthenticationProviderTypeOkta
	AuthenticationProviderTypeSocial          = gen.AuthenticationProviderTypeSocial
)

// The known values of CatalogApplicationStatus. Okta may send others, which are kept as they come.
const (
	CatalogApplicationStatusActive   = gen.CatalogApplicationStatusActive
	CatalogApplicationStatusInactive = gen.CatalogApplicationStatusInactive
)

// The known values of DigestAlgorithm. Okta may send others, which are kept as they come.
const (
	DigestAlgorithmSHA256HMAC = gen.DigestAlgorithmSHA256HMAC
	DigestAlgorithmSHA512HMAC = gen.DigestAlgorithmSHA512HMAC
)

// The known values of GroupType. Okta may send others, which are kept as they come.
const (
	GroupTypeAppGroup  = gen.GroupTypeAppGroup
	GroupTypeBuiltIn   = gen.GroupTypeBuiltIn
	GroupTypeOktaGroup = gen.GroupTypeOktaGroup
)

// The known values of PasswordCredentialHashAlgorithm. Okta may send others, which are kept as they come.
const (
	PasswordCredentialHashAlgorithmBCRYPT = gen.PasswordCredentialHashAlgorithmBCRYPT
	PasswordCredentialHashAlgorithmMD5    = gen.PasswordCredentialHashAlgorithmMD5
	PasswordCredentialHashAlgorithmPBKDF2 = gen.PasswordCredentialHashAlgorithmPBKDF2
	PasswordCredentialHashAlgorithmSHA1   = gen.PasswordCredentialHashAlgorithmSHA1
	PasswordCredentialHashAlgorithmSHA256 = gen.PasswordCredentialHashAlgorithmSHA256
	PasswordCredentialHashAlgorithmSHA512 = gen.PasswordCredentialHashAlgorithmSHA512
)

// The known values of RoleAssignmentType. Okta may send others, which are kept as they come.
const (
	RoleAssignmentTypeClient = gen.RoleAssignmentTypeClient
	RoleAssignmentTypeGroup  = gen.RoleAssignmentTypeGroup
	RoleAssignmentTypeUser   = gen.RoleAssignmentTypeUser
)

// The known values of RoleStatus. Okta may send others, which are kept as they come.
const (
	RoleStatusActive   = gen.RoleStatusActive
	RoleStatusInactive = gen.RoleStatusInactive
)

// The known values of RoleType. Okta may send others, which are kept as they come.
const (
	RoleTypeAPIAccessManagementAdmin  = gen.RoleTypeAPIAccessManagementAdmin
	RoleTypeAccessCertificationsAdmin = gen.RoleTypeAccessCertificationsAdmin
	RoleTypeAccessRequestsAdmin       = gen.RoleTypeAccessRequestsAdmin
	RoleTypeAppAdmin                  = gen.RoleTypeAppAdmin
	RoleTypeCustom                    = gen.RoleTypeCustom
	RoleTypeGroupMembershipAdmin      = gen.RoleTypeGroupMembershipAdmin
	RoleTypeHelpDeskAdmin             = gen.RoleTypeHelpDeskAdmin
	RoleTypeMobileAdmin               = gen.RoleTypeMobileAdmin
	RoleTypeOrgAdmin                  = gen.RoleTypeOrgAdmin
	RoleTypeReadOnlyAdmin             = gen.RoleTypeReadOnlyAdmin
	RoleTypeReportAdmin               = gen.RoleTypeReportAdmin
	RoleTypeSuperAdmin                = gen.RoleTypeSuperAdmin
	RoleTypeUserAdmin                 = gen.RoleTypeUserAdmin
	RoleTypeWorkflowsAdmin            = gen.RoleTypeWorkflowsAdmin
)

// The known values of UserBlockScope. Okta may send others, which are kept as they come.
const (
	UserBlockScopeAnyDevices     = gen.UserBlockScopeAnyDevices
	UserBlockScopeUnknownDevices = gen.UserBlockScopeUnknownDevices
)

// The known values of UserBlockType. Okta may send others, which are kept as they come.
const (
	UserBlockTypeDeviceBased = gen.UserBlockTypeDeviceBased
)

// The known values of UserNextLogin. Okta may send others, which are kept as they come.
const (
	UserNextLoginChangePassword = gen.UserNextLoginChangePassword
)

// The known values of UserStatus. Okta may send others, which are kept as they come.
const (
	UserStatusActive          = gen.UserStatusActive
	UserStatusDeprovisioned   = gen.UserStatusDeprovisioned
	UserStatusLockedOut       = gen.UserStatusLockedOut
	UserStatusPasswordExpired = gen.UserStatusPasswordExpired
	UserStatusProvisioned     = gen.UserStatusProvisioned
	UserStatusRecovery        = gen.UserStatusRecovery
	UserStatusStaged          = gen.UserStatusStaged
	UserStatusSuspended       = gen.UserStatusSuspended
)
