// Code generated from openapi/okta-users.yaml by openapi/internal/tool. DO NOT EDIT.

package wrapper

import "github.com/okta-userapi/userapi-go/gen"

// The models of the contract, which package gen holds.
type (
	// ActivateFactorRequest is what shows that the user has the factor that is to be activated. Which members it needs
	// depends on the type.
	ActivateFactorRequest = gen.ActivateFactorRequest
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
	// Device is a device that the org knows.
	Device = gen.Device
	// DeviceDisplayName is the name of a device.
	DeviceDisplayName = gen.DeviceDisplayName
	// DevicePlatform is the operating system of a device: `ANDROID`, `IOS`, `MACOS`, `WINDOWS`. Okta may add values.
	DevicePlatform = gen.DevicePlatform
	// DeviceProfile is what a device told of itself; what it didn't is absent.
	DeviceProfile = gen.DeviceProfile
	// DeviceStatus is whether a device may be used: `ACTIVE`, `DEACTIVATED`, `SUSPENDED`, `UNSUSPENDED`. Okta may add
	// values.
	DeviceStatus = gen.DeviceStatus
	// DigestAlgorithm is the function that a PBKDF2 hash applied: `SHA256_HMAC` or `SHA512_HMAC`. Okta may add values.
	DigestAlgorithm = gen.DigestAlgorithm
	// EmailAddress is an address in the user's credentials.
	EmailAddress = gen.EmailAddress
	// ErrorCause is one part of the request that is at fault. Further members can stand beside these.
	ErrorCause = gen.ErrorCause
	// ExpirePasswordResult is the user, or the temporary password alone, by what was asked.
	ExpirePasswordResult = gen.ExpirePasswordResult
	// FactorEnrollment is whether the user has to enroll the factor, `REQUIRED`, or may, `OPTIONAL`. Okta may add values.
	FactorEnrollment = gen.FactorEnrollment
	// FactorProvider is who provides a factor: `CUSTOM`, `DUO`, `FIDO`, `GOOGLE`, `OKTA`, `RSA`, `SYMANTEC`, `YUBICO`. Okta
	// may add values.
	FactorProvider = gen.FactorProvider
	// FactorResultType is the result of a verification: `SUCCESS`; `CHALLENGE` and `WAITING` while it goes on; or why it
	// has failed: `FAILED`, `REJECTED` by the user, `TIMEOUT` without an answer, `TIME_WINDOW_EXCEEDED` or `EXPIRED` when
	// the code came too late, `PASSCODE_REPLAYED` when it was used already, `ERROR`. Okta may add values.
	FactorResultType = gen.FactorResultType
	// FactorStatus is the status of a factor: `NOT_SETUP`, `PENDING_ACTIVATION` until activateFactor has succeeded,
	// `ENROLLED`, `ACTIVE` when it can be used, `INACTIVE`, `EXPIRED`, `DISABLED`. Okta may add values.
	FactorStatus = gen.FactorStatus
	// FactorType is the kind of a factor: `call`, `email` and `sms` get a code; `push` and `signed_nonce` ask on a device
	// with Okta Verify; `question` asks a question; `token`, `token:hardware`, `token:hotp` and `token:software:totp` make
	// codes of their own; `u2f` and `webauthn` are security keys; `web` asks on another site. Okta may add values.
	FactorType = gen.FactorType
	// ForgotPasswordResponse is the reset link when it was not mailed, or the user's credentials when a password was set.
	ForgotPasswordResponse = gen.ForgotPasswordResponse
	// GrantOrTokenStatus is whether a grant or refresh token holds: `ACTIVE` or `REVOKED`. Okta may add values.
	GrantOrTokenStatus = gen.GrantOrTokenStatus
	// Group is a group of users.
	Group = gen.Group
	// GroupProfile is the group's attributes; those of the org's own schema stand beside the ones named here. A client that
	// doesn't keep the attributes that it has no member for clears them with updateGroup, and nothing changes a group in
	// part.
	GroupProfile = gen.GroupProfile
	// GroupType is where the group comes from: made in Okta (`OKTA_GROUP`), there from the start (`BUILT_IN`), or an app's
	// (`APP_GROUP`). Okta may add values.
	GroupType = gen.GroupType
	// IdentityProvider is an identity provider that a user can sign in with. What it is made of depends on `type`, and is
	// kept as it came.
	IdentityProvider = gen.IdentityProvider
	// Link is a link to a related resource, or to an operation that is possible now.
	Link = gen.Link
	// LinkHints is what can be done with a link.
	LinkHints = gen.LinkHints
	// LinkedObject is a kind of link between users. Its two ends are required.
	LinkedObject = gen.LinkedObject
	// LinkedObjectDetails is one end of a link between users. All but `description` is required.
	LinkedObjectDetails = gen.LinkedObjectDetails
	// LinkedObjectDetailsType is what stands at the end of a link: `USER`. Okta may add values.
	LinkedObjectDetailsType = gen.LinkedObjectDetailsType
	// LogoLink is a logo in one size.
	LogoLink = gen.LogoLink
	// NotificationType is a kind of notification to administrators: `AD_AGENT`, `AGENT_AUTO_UPDATE_NOTIFICATION`,
	// `AGENT_AUTO_UPDATE_NOTIFICATION_LDAP`, `APP_IMPORT`, `CONNECTOR_AGENT`, `IWA_AGENT`, `LDAP_AGENT`,
	// `OKTA_ANNOUNCEMENT`, `OKTA_UPDATE`, `RATELIMIT_NOTIFICATION`, `REPORT_SUSPICIOUS_ACTIVITY`, `USER_DEPROVISION`,
	// `USER_LOCKED_OUT`. Okta may add values.
	NotificationType = gen.NotificationType
	// OAuth2Actor is who granted a scope.
	OAuth2Actor = gen.OAuth2Actor
	// OAuth2Client is an OAuth 2.0 client of a user.
	OAuth2Client = gen.OAuth2Client
	// OAuth2RefreshToken is what there is to know of a refresh token that an OAuth 2.0 client holds for a user. Its value
	// is not.
	OAuth2RefreshToken = gen.OAuth2RefreshToken
	// OAuth2ScopeConsentGrant is a scope that a user, or an administrator for the user, has granted to an OAuth 2.0 client.
	OAuth2ScopeConsentGrant = gen.OAuth2ScopeConsentGrant
	// OAuth2ScopeConsentGrantSource is who granted a scope: `END_USER` or `ADMIN`. Okta may add values.
	OAuth2ScopeConsentGrantSource = gen.OAuth2ScopeConsentGrantSource
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
	// ResponseLinks is a user that another one is linked to, as a link only.
	ResponseLinks = gen.ResponseLinks
	// Role is an administrator role that is assigned to a user. To assign one, `type` is required.
	Role = gen.Role
	// RoleAssignedUser is a user who has an administrator role.
	RoleAssignedUser = gen.RoleAssignedUser
	// RoleAssignedUsers is a page of the users who have administrator roles.
	RoleAssignedUsers = gen.RoleAssignedUsers
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
	// SecurityQuestion is a question that a factor can be enrolled with.
	SecurityQuestion = gen.SecurityQuestion
	// Subscription is whether a user gets one kind of notification.
	Subscription = gen.Subscription
	// SubscriptionStatus is whether the user gets the notification: `subscribed` or `unsubscribed`. Okta may add values.
	SubscriptionStatus = gen.SubscriptionStatus
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
	// UserDevice is a device that a user has enrolled.
	UserDevice = gen.UserDevice
	// UserFactor is a way for a user to prove who they are, beside the password. What it needs to be enrolled with stands
	// at enrollFactor.
	UserFactor = gen.UserFactor
	// UserFactorProfile is what a factor's type needs to know: a phone number, an address, a question, a device. Others
	// than the members named here can stand beside them, with values of any type, such as the `keys` of a `signed_nonce`.
	UserFactorProfile = gen.UserFactorProfile
	// UserFactorSupported is a type of factor that the org offers the user.
	UserFactorSupported = gen.UserFactorSupported
	// UserNextLogin is what the user has to do at the next sign-in.
	UserNextLogin = gen.UserNextLogin
	// UserProfile is the user's attributes. Those of the org's own schema stand beside the ones named here: texts,
	// integers, numbers, booleans, and arrays of texts. Integers can be larger than 2^53. An attribute that is not set is
	// absent or null. A client that doesn't keep the attributes that it has no member for must not send a profile with
	// updateUser, which clears them: partialUpdateUser leaves them.
	UserProfile = gen.UserProfile
	// UserRisk is how likely a user's account is to be in wrong hands.
	UserRisk = gen.UserRisk
	// UserRiskLevel is a level of risk: `HIGH`, `MEDIUM`, `LOW`, and `NONE`, which only answers have. Okta may add values.
	UserRiskLevel = gen.UserRiskLevel
	// UserRiskRequest is the risk to set. `riskLevel` is required.
	UserRiskRequest = gen.UserRiskRequest
	// UserSchema is the schema of a user type: what a profile may hold. In a request only `definitions` counts.
	UserSchema = gen.UserSchema
	// UserSchemaAttribute is one attribute of a profile. To add one, `type` and `title` are required. Of one that is there,
	// a member that is not sent stays as it is (assumed).
	UserSchemaAttribute = gen.UserSchemaAttribute
	// UserSchemaAttributeChoice is one of the values that are allowed, with its name.
	UserSchemaAttributeChoice = gen.UserSchemaAttributeChoice
	// UserSchemaAttributeItems is what the items of an attribute of type `array` are.
	UserSchemaAttributeItems = gen.UserSchemaAttributeItems
	// UserSchemaAttributeMaster is where the value of an attribute comes from.
	UserSchemaAttributeMaster = gen.UserSchemaAttributeMaster
	// UserSchemaAttributePermission is what somebody may do with the value of an attribute.
	UserSchemaAttributePermission = gen.UserSchemaAttributePermission
	// UserSchemaAttributeSource is a source of profiles.
	UserSchemaAttributeSource = gen.UserSchemaAttributeSource
	// UserSchemaAttributeType is the JSON type of an attribute's value: `string`, `number`, `integer`, `boolean`, `array`.
	// Okta may add values.
	UserSchemaAttributeType = gen.UserSchemaAttributeType
	// UserSchemaDefinition is one half of a schema: the attributes that every org has (`#base`), or the org's own
	// (`#custom`).
	UserSchemaDefinition = gen.UserSchemaDefinition
	// UserSchemaDefinitions is the two halves of a schema.
	UserSchemaDefinitions = gen.UserSchemaDefinitions
	// UserStatus is the status of a user in its lifecycle: `STAGED`, `PROVISIONED`, `ACTIVE`, `RECOVERY`,
	// `PASSWORD_EXPIRED`, `LOCKED_OUT`, `SUSPENDED`, `DEPROVISIONED`. Okta may add values.
	UserStatus = gen.UserStatus
	// UserType is the user type, which decides the schema of the profile. Of a user it has the `id` alone: chosen at
	// creation, the default type when left out; updateUser changes it.
	UserType = gen.UserType
	// VerifyFactorRequest is what shows that the user has the factor. Which members it needs depends on the type.
	VerifyFactorRequest = gen.VerifyFactorRequest
	// VerifyUserFactorResponse is how far a verification is.
	VerifyUserFactorResponse = gen.VerifyUserFactorResponse
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

// The known values of DevicePlatform. Okta may send others, which are kept as they come.
const (
	DevicePlatformAndroid = gen.DevicePlatformAndroid
	DevicePlatformIOS     = gen.DevicePlatformIOS
	DevicePlatformMacOS   = gen.DevicePlatformMacOS
	DevicePlatformWindows = gen.DevicePlatformWindows
)

// The known values of DeviceStatus. Okta may send others, which are kept as they come.
const (
	DeviceStatusActive      = gen.DeviceStatusActive
	DeviceStatusDeactivated = gen.DeviceStatusDeactivated
	DeviceStatusSuspended   = gen.DeviceStatusSuspended
	DeviceStatusUnsuspended = gen.DeviceStatusUnsuspended
)

// The known values of DigestAlgorithm. Okta may send others, which are kept as they come.
const (
	DigestAlgorithmSHA256HMAC = gen.DigestAlgorithmSHA256HMAC
	DigestAlgorithmSHA512HMAC = gen.DigestAlgorithmSHA512HMAC
)

// The known values of FactorEnrollment. Okta may send others, which are kept as they come.
const (
	FactorEnrollmentOptional = gen.FactorEnrollmentOptional
	FactorEnrollmentRequired = gen.FactorEnrollmentRequired
)

// The known values of FactorProvider. Okta may send others, which are kept as they come.
const (
	FactorProviderCustom   = gen.FactorProviderCustom
	FactorProviderDuo      = gen.FactorProviderDuo
	FactorProviderFIDO     = gen.FactorProviderFIDO
	FactorProviderGoogle   = gen.FactorProviderGoogle
	FactorProviderOkta     = gen.FactorProviderOkta
	FactorProviderRSA      = gen.FactorProviderRSA
	FactorProviderSymantec = gen.FactorProviderSymantec
	FactorProviderYubico   = gen.FactorProviderYubico
)

// The known values of FactorResultType. Okta may send others, which are kept as they come.
const (
	FactorResultTypeChallenge          = gen.FactorResultTypeChallenge
	FactorResultTypeError              = gen.FactorResultTypeError
	FactorResultTypeExpired            = gen.FactorResultTypeExpired
	FactorResultTypeFailed             = gen.FactorResultTypeFailed
	FactorResultTypePasscodeReplayed   = gen.FactorResultTypePasscodeReplayed
	FactorResultTypeRejected           = gen.FactorResultTypeRejected
	FactorResultTypeSuccess            = gen.FactorResultTypeSuccess
	FactorResultTypeTimeWindowExceeded = gen.FactorResultTypeTimeWindowExceeded
	FactorResultTypeTimeout            = gen.FactorResultTypeTimeout
	FactorResultTypeWaiting            = gen.FactorResultTypeWaiting
)

// The known values of FactorStatus. Okta may send others, which are kept as they come.
const (
	FactorStatusActive            = gen.FactorStatusActive
	FactorStatusDisabled          = gen.FactorStatusDisabled
	FactorStatusEnrolled          = gen.FactorStatusEnrolled
	FactorStatusExpired           = gen.FactorStatusExpired
	FactorStatusInactive          = gen.FactorStatusInactive
	FactorStatusNotSetup          = gen.FactorStatusNotSetup
	FactorStatusPendingActivation = gen.FactorStatusPendingActivation
)

// The known values of FactorType. Okta may send others, which are kept as they come.
const (
	FactorTypeCall              = gen.FactorTypeCall
	FactorTypeEmail             = gen.FactorTypeEmail
	FactorTypePush              = gen.FactorTypePush
	FactorTypeQuestion          = gen.FactorTypeQuestion
	FactorTypeSMS               = gen.FactorTypeSMS
	FactorTypeSignedNonce       = gen.FactorTypeSignedNonce
	FactorTypeToken             = gen.FactorTypeToken
	FactorTypeTokenHOTP         = gen.FactorTypeTokenHOTP
	FactorTypeTokenHardware     = gen.FactorTypeTokenHardware
	FactorTypeTokenSoftwareTOTP = gen.FactorTypeTokenSoftwareTOTP
	FactorTypeU2F               = gen.FactorTypeU2F
	FactorTypeWeb               = gen.FactorTypeWeb
	FactorTypeWebAuthn          = gen.FactorTypeWebAuthn
)

// The known values of GrantOrTokenStatus. Okta may send others, which are kept as they come.
const (
	GrantOrTokenStatusActive  = gen.GrantOrTokenStatusActive
	GrantOrTokenStatusRevoked = gen.GrantOrTokenStatusRevoked
)

// The known values of GroupType. Okta may send others, which are kept as they come.
const (
	GroupTypeAppGroup  = gen.GroupTypeAppGroup
	GroupTypeBuiltIn   = gen.GroupTypeBuiltIn
	GroupTypeOktaGroup = gen.GroupTypeOktaGroup
)

// The known values of LinkedObjectDetailsType. Okta may send others, which are kept as they come.
const (
	LinkedObjectDetailsTypeUser = gen.LinkedObjectDetailsTypeUser
)

// The known values of NotificationType. Okta may send others, which are kept as they come.
const (
	NotificationTypeADAgent                         = gen.NotificationTypeADAgent
	NotificationTypeAgentAutoUpdateNotification     = gen.NotificationTypeAgentAutoUpdateNotification
	NotificationTypeAgentAutoUpdateNotificationLDAP = gen.NotificationTypeAgentAutoUpdateNotificationLDAP
	NotificationTypeAppImport                       = gen.NotificationTypeAppImport
	NotificationTypeConnectorAgent                  = gen.NotificationTypeConnectorAgent
	NotificationTypeIWAAgent                        = gen.NotificationTypeIWAAgent
	NotificationTypeLDAPAgent                       = gen.NotificationTypeLDAPAgent
	NotificationTypeOktaAnnouncement                = gen.NotificationTypeOktaAnnouncement
	NotificationTypeOktaUpdate                      = gen.NotificationTypeOktaUpdate
	NotificationTypeRateLimitNotification           = gen.NotificationTypeRateLimitNotification
	NotificationTypeReportSuspiciousActivity        = gen.NotificationTypeReportSuspiciousActivity
	NotificationTypeUserDeprovision                 = gen.NotificationTypeUserDeprovision
	NotificationTypeUserLockedOut                   = gen.NotificationTypeUserLockedOut
)

// The known values of OAuth2ScopeConsentGrantSource. Okta may send others, which are kept as they come.
const (
	OAuth2ScopeConsentGrantSourceAdmin   = gen.OAuth2ScopeConsentGrantSourceAdmin
	OAuth2ScopeConsentGrantSourceEndUser = gen.OAuth2ScopeConsentGrantSourceEndUser
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

// The known values of SubscriptionStatus. Okta may send others, which are kept as they come.
const (
	SubscriptionStatusSubscribed   = gen.SubscriptionStatusSubscribed
	SubscriptionStatusUnsubscribed = gen.SubscriptionStatusUnsubscribed
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

// The known values of UserRiskLevel. Okta may send others, which are kept as they come.
const (
	UserRiskLevelHigh   = gen.UserRiskLevelHigh
	UserRiskLevelLow    = gen.UserRiskLevelLow
	UserRiskLevelMedium = gen.UserRiskLevelMedium
	UserRiskLevelNone   = gen.UserRiskLevelNone
)

// The known values of UserSchemaAttributeType. Okta may send others, which are kept as they come.
const (
	UserSchemaAttributeTypeArray   = gen.UserSchemaAttributeTypeArray
	UserSchemaAttributeTypeBoolean = gen.UserSchemaAttributeTypeBoolean
	UserSchemaAttributeTypeInteger = gen.UserSchemaAttributeTypeInteger
	UserSchemaAttributeTypeNumber  = gen.UserSchemaAttributeTypeNumber
	UserSchemaAttributeTypeString  = gen.UserSchemaAttributeTypeString
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
