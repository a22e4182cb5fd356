package wrapper

import "github.com/okta-userapi/userapi-go/gen"

// The models of the contract, which package gen holds.
type (
	// User is a user of the org.
	User = gen.User
	// UserStatus is the status of a user in its lifecycle; Okta may send values that have no constant.
	UserStatus = gen.UserStatus
	// UserType is the user type, which decides the schema of the profile.
	UserType = gen.UserType
	// UserProfile is a user's attributes: a field for each built-in one, the custom ones in AdditionalProperties; Get and Set reach both by name.
	UserProfile = gen.UserProfile
	// UserCredentials is how the user proves who they are.
	UserCredentials = gen.UserCredentials
	// PasswordCredential is a password: one of Value, Hash and Hook to set it; empty in answers, where a password exists.
	PasswordCredential = gen.PasswordCredential
	// PasswordCredentialHash is a password that was hashed elsewhere, for CreateUser.
	PasswordCredentialHash = gen.PasswordCredentialHash
	// PasswordCredentialHashAlgorithm is the algorithm of a password hash.
	PasswordCredentialHashAlgorithm = gen.PasswordCredentialHashAlgorithm
	// PasswordCredentialHook has the org's password import hook check the password at the first sign-in, for CreateUser.
	PasswordCredentialHook = gen.PasswordCredentialHook
	// RecoveryQuestionCredential is the question that a user answers to recover an account; its answer never comes back.
	RecoveryQuestionCredential = gen.RecoveryQuestionCredential
	// AuthenticationProvider is who checks the user's password.
	AuthenticationProvider = gen.AuthenticationProvider
	// AuthenticationProviderType is the kind of an authentication provider.
	AuthenticationProviderType = gen.AuthenticationProviderType
	// EmailAddress is an address in the user's credentials.
	EmailAddress = gen.EmailAddress
	// UserNextLogin is what the user has to do at the next sign-in.
	UserNextLogin = gen.UserNextLogin
	// ChangePasswordRequest is the current password and the one to replace it.
	ChangePasswordRequest = gen.ChangePasswordRequest
	// UserActivationToken is the activation link, when it was not mailed.
	UserActivationToken = gen.UserActivationToken
	// ResetPasswordToken is the reset link, when it was not mailed.
	ResetPasswordToken = gen.ResetPasswordToken
	// ForgotPasswordResponse is the reset link when it was not mailed, or the credentials when a password was set.
	ForgotPasswordResponse = gen.ForgotPasswordResponse
	// TempPassword is a temporary password.
	TempPassword = gen.TempPassword
	// ExpirePasswordResult is the user, or the temporary password alone.
	ExpirePasswordResult = gen.ExpirePasswordResult
	// AppLink is a link to an app on the user's dashboard.
	AppLink = gen.AppLink
	// Role is an administrator role that is assigned to a user.
	Role = gen.Role
	// RoleType is the kind of an administrator role; Okta may send values that have no constant.
	RoleType = gen.RoleType
	// RoleStatus is whether a role is in force.
	RoleStatus = gen.RoleStatus
	// RoleAssignmentType is whether a role was assigned to the user or comes from a group.
	RoleAssignmentType = gen.RoleAssignmentType
	// Group is a group of users.
	Group = gen.Group
	// GroupType is where a group comes from.
	GroupType = gen.GroupType
	// GroupProfile is a group's attributes, in the form of UserProfile.
	GroupProfile = gen.GroupProfile
	// Attribute is a text attribute of a profile, which is left alone (its zero value), set with [Set], or cleared with [Clear].
	Attribute = gen.Attribute
	// Link is a link to a related resource, or to an operation that is possible now.
	Link = gen.Link
	// Links is the links of a user, role or group, read by relation when asked for.
	Links = gen.Links
	// ErrorCause is one part of a request that is at fault.
	ErrorCause = gen.ErrorCause
)

// The known statuses of a user. Okta may send others: they are kept as they come.
const (
	UserStatusStaged          = gen.UserStatusStaged
	UserStatusProvisioned     = gen.UserStatusProvisioned
	UserStatusActive          = gen.UserStatusActive
	UserStatusRecovery        = gen.UserStatusRecovery
	UserStatusPasswordExpired = gen.UserStatusPasswordExpired
	UserStatusLockedOut       = gen.UserStatusLockedOut
	UserStatusSuspended       = gen.UserStatusSuspended
	UserStatusDeprovisioned   = gen.UserStatusDeprovisioned
)

// UserNextLoginChangePassword makes the user choose a new password at the next sign-in.
const UserNextLoginChangePassword = gen.UserNextLoginChangePassword

// The known kinds of authentication providers.
const (
	AuthenticationProviderTypeActiveDirectory = gen.AuthenticationProviderTypeActiveDirectory
	AuthenticationProviderTypeFederation      = gen.AuthenticationProviderTypeFederation
	AuthenticationProviderTypeImport          = gen.AuthenticationProviderTypeImport
	AuthenticationProviderTypeLDAP            = gen.AuthenticationProviderTypeLDAP
	AuthenticationProviderTypeOkta            = gen.AuthenticationProviderTypeOkta
	AuthenticationProviderTypeSocial          = gen.AuthenticationProviderTypeSocial
)

// The known algorithms of a password hash.
const (
	PasswordCredentialHashAlgorithmBCRYPT = gen.PasswordCredentialHashAlgorithmBCRYPT
	PasswordCredentialHashAlgorithmSHA512 = gen.PasswordCredentialHashAlgorithmSHA512
	PasswordCredentialHashAlgorithmSHA256 = gen.PasswordCredentialHashAlgorithmSHA256
	PasswordCredentialHashAlgorithmSHA1   = gen.PasswordCredentialHashAlgorithmSHA1
	PasswordCredentialHashAlgorithmMD5    = gen.PasswordCredentialHashAlgorithmMD5
	PasswordCredentialHashAlgorithmPBKDF2 = gen.PasswordCredentialHashAlgorithmPBKDF2
)

// The known kinds of administrator roles.
const (
	RoleTypeSuperAdmin               = gen.RoleTypeSuperAdmin
	RoleTypeOrgAdmin                 = gen.RoleTypeOrgAdmin
	RoleTypeAPIAccessManagementAdmin = gen.RoleTypeAPIAccessManagementAdmin
	RoleTypeAppAdmin                 = gen.RoleTypeAppAdmin
	RoleTypeUserAdmin                = gen.RoleTypeUserAdmin
	RoleTypeGroupMembershipAdmin     = gen.RoleTypeGroupMembershipAdmin
	RoleTypeHelpDeskAdmin            = gen.RoleTypeHelpDeskAdmin
	RoleTypeReadOnlyAdmin            = gen.RoleTypeReadOnlyAdmin
	RoleTypeReportAdmin              = gen.RoleTypeReportAdmin
	RoleTypeMobileAdmin              = gen.RoleTypeMobileAdmin
	RoleTypeCustom                   = gen.RoleTypeCustom
)

// The known statuses of a role.
const (
	RoleStatusActive   = gen.RoleStatusActive
	RoleStatusInactive = gen.RoleStatusInactive
)

// The known ways a role comes to its user.
const (
	RoleAssignmentTypeUser   = gen.RoleAssignmentTypeUser
	RoleAssignmentTypeGroup  = gen.RoleAssignmentTypeGroup
	RoleAssignmentTypeClient = gen.RoleAssignmentTypeClient
)

// The known kinds of groups.
const (
	GroupTypeOktaGroup = gen.GroupTypeOktaGroup
	GroupTypeBuiltIn   = gen.GroupTypeBuiltIn
	GroupTypeAppGroup  = gen.GroupTypeAppGroup
)

// Set returns a profile attribute that is set to text; the empty text is a value too.
func Set(text string) Attribute { return gen.Set(text) }

// Clear returns a profile attribute that is null: sent, it clears the user's.
func Clear() Attribute { return gen.Clear() }
