package wrapper

import "github.com/okta-userapi/userapi-go/gen"

// The models, as package gen holds them.
type (
	User                            = gen.User
	UserStatus                      = gen.UserStatus
	UserType                        = gen.UserType
	UserProfile                     = gen.UserProfile
	UserCredentials                 = gen.UserCredentials
	PasswordCredential              = gen.PasswordCredential
	PasswordCredentialHash          = gen.PasswordCredentialHash
	PasswordCredentialHashAlgorithm = gen.PasswordCredentialHashAlgorithm
	PasswordCredentialHook          = gen.PasswordCredentialHook
	RecoveryQuestionCredential      = gen.RecoveryQuestionCredential
	AuthenticationProvider          = gen.AuthenticationProvider
	AuthenticationProviderType      = gen.AuthenticationProviderType
	EmailAddress                    = gen.EmailAddress
	UserNextLogin                   = gen.UserNextLogin
	ChangePasswordRequest           = gen.ChangePasswordRequest
	UserActivationToken             = gen.UserActivationToken
	ResetPasswordToken              = gen.ResetPasswordToken
	ForgotPasswordResponse          = gen.ForgotPasswordResponse
	TempPassword                    = gen.TempPassword
	ExpirePasswordResult            = gen.ExpirePasswordResult
	AppLink                         = gen.AppLink
	Role                            = gen.Role
	RoleType                        = gen.RoleType
	RoleStatus                      = gen.RoleStatus
	RoleAssignmentType              = gen.RoleAssignmentType
	Group                           = gen.Group
	GroupType                       = gen.GroupType
	GroupProfile                    = gen.GroupProfile
	Attribute                       = gen.Attribute
	Link                            = gen.Link
	Links                           = gen.Links
	ErrorCause                      = gen.ErrorCause
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
