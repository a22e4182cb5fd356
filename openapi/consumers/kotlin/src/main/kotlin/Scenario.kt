// One user's life, with the client that openapi-generator makes of the contract.
package org.example

import java.net.URI
import org.example.okta.apis.GroupApi
import org.example.okta.apis.UserApi
import org.example.okta.apis.UserFactorApi
import org.example.okta.infrastructure.ApiClient
import org.example.okta.infrastructure.ClientError
import org.example.okta.infrastructure.ClientException
import org.example.okta.infrastructure.RequestConfig
import org.example.okta.infrastructure.RequestMethod
import org.example.okta.infrastructure.Success
import org.example.okta.models.ActivateFactorRequest
import org.example.okta.models.ChangePasswordRequest
import org.example.okta.models.CreateUserRequest
import org.example.okta.models.Group
import org.example.okta.models.GroupProfile
import org.example.okta.models.PasswordCredential
import org.example.okta.models.Role
import org.example.okta.models.User
import org.example.okta.models.UserCredentials
import org.example.okta.models.UserFactor
import org.example.okta.models.UserFactorProfile
import org.example.okta.models.UserProfile
import org.example.okta.models.VerifyFactorRequest

private const val LOGIN = "ada+grüße@example.com"
private val NEXT = Regex("<([^>]*)>; *rel=\"?next\"?")
private val ADA = UserProfile(firstName = "Ada", lastName = "Lovelace", email = "ada@example.com", login = LOGIN)

/** The generated client, with the profile as a map beside its model, which has no custom attributes. */
private class Users(url: String) : UserApi(url) {
    fun custom(id: String): Map<*, *> {
        val answer = request<Unit, Map<String, Any?>>(getUserRequestConfig(id, null))
        return (answer as Success<Map<String, Any?>?>).data?.get("profile") as Map<*, *>
    }

    fun setCustom(id: String, profile: Map<String, Any>) {
        val body: Map<String, Any> = mapOf("profile" to profile)
        val config = RequestConfig(RequestMethod.POST, "/api/v1/users/$id", requiresAuthentication = true, body = body)
        check(request<Map<String, Any>, User>(config) is Success<User?>)
    }
}

private class Scenario(url: String, private val groupId: String) {
    private val users = Users(url)
    private val groups = GroupApi(url)
    private val factors = UserFactorApi(url)
    private var userId = ""

    fun run() {
        step("create", ::create)
        step("activate", ::activate)
        step("get", ::get)
        step("update", ::update)
        step("partial update", ::partialUpdate)
        step("list", ::list)
        step("group", ::group)
        step("role", ::role)
        step("factor", ::factor)
        step("expire", ::expire)
        step("suspend", ::suspend)
        step("not found", ::notFound)
        step("bad request", ::badRequest)
        step("unknown status", ::unknownStatus)
        step("delete", ::delete)
    }

    private fun create() {
        val credentials = UserCredentials(password = PasswordCredential(value = "Analytical-Engine-1843"))
        val request = CreateUserRequest(profile = ADA.copy(nickName = "Countess"), credentials = credentials)
        val user = users.createUser(request, activate = false)
        equal("STAGED", user.status)
        userId = checkNotNull(user.id)
        users.setCustom(userId, mapOf("badgeNumber" to 1815))
        equal(1815.0, badgeNumber())
    }

    private fun activate() {
        checkNotNull(users.activateUser(userId, sendEmail = false).activationToken)
    }

    private fun get() {
        val user = users.getUser(LOGIN)
        equal(userId, user.id)
        equal("ACTIVE", user.status)
    }

    private fun update() {
        // The model has lost the custom attribute since it was read, and an update replaces the whole profile.
        users.updateUser(userId, User(profile = profile().copy(nickName = null)))
        equal(null, profile().nickName)
        equal(null, badgeNumber())
        users.setCustom(userId, mapOf("badgeNumber" to 1815))

        // The cure: a partial update leaves alone what the model doesn't know.
        users.partialUpdateUser(userId, User(profile = UserProfile(lastName = "King")))
        equal("King", profile().lastName)
        equal(1815.0, badgeNumber())
    }

    private fun partialUpdate() {
        // The client leaves a null out of the body; the nearest it can send is the empty text, which the org keeps as such.
        for (nickName in listOf("Enchantress", "")) {
            users.partialUpdateUser(userId, User(profile = UserProfile(nickName = nickName)))
            equal(nickName, profile().nickName.orEmpty())
            equal("King", profile().lastName)
            equal(1815.0, badgeNumber())
        }
    }

    private fun list() {
        val ids = mutableListOf<String?>()
        var pages = 0
        var after: String? = null
        do {
            val answer = users.listUsersWithHttpInfo(null, after, 2, null, null, null, null, null, null, null)
            check(answer is Success)
            ids += answer.data.orEmpty().map { it.id }
            pages++
            after = nextCursor(answer.headers["link"].orEmpty())
        } while (after != null)
        check(pages >= 3) { "$pages pages" }
        equal(ids.size, ids.toSet().size)
        check(userId in ids) { "not listed" }
    }

    private fun group() {
        val id = checkNotNull(groups.createGroup(Group(profile = GroupProfile(name = "Analysts"))).id)
        val profile = GroupProfile(name = "Analysts", description = "Who programs the engine")
        groups.updateGroup(id, Group(profile = profile))
        val found = groups.listGroups(search = "profile.name eq \"Analysts\"")
        equal(listOf(id to profile), found.map { it.id to it.profile })

        groups.addUserToGroup(id, userId)
        equal(listOf(userId), groups.listGroupUsers(id).map { it.id })
        groups.removeUserFromGroup(id, userId)
        equal(emptyList<User>(), groups.listGroupUsers(id))
        groups.deleteGroup(id)
    }

    private fun role() {
        val roleId = checkNotNull(users.addRoleToUser(userId, Role(type = "USER_ADMIN")).id)
        users.addGroupTargetToRole(userId, roleId, groupId)
        equal(listOf(groupId), users.listGroupTargetsForRole(userId, roleId).map { it.id })
    }

    private fun factor() {
        val key = factors.listSupportedSecurityQuestions(userId).first().question
        val answer = UserFactorProfile(question = key, answer = "difference engine")
        val question = factors.enrollFactor(userId, UserFactor(factorType = "question", provider = "OKTA", profile = answer))
        val id = checkNotNull(question.id)
        equal("ACTIVE", question.status)
        equal(key, question.profile?.question)
        check(factors.listFactors(userId).any { it.id == id }) { "not listed" }
        val wrong = refused { verify(id, "analytical engine") }
        equal(403, wrong.statusCode)
        check("E0000068" in body(wrong))
        equal("SUCCESS", verify(id, "difference engine"))
        factors.deleteFactor(userId, id)

        val app = factors.enrollFactor(userId, UserFactor(factorType = "token:software:totp", provider = "GOOGLE"))
        equal("PENDING_ACTIVATION", app.status)
        check("sharedSecret" in app.embedded?.get("activation").toString()) { "no secret" }
        val code = ActivateFactorRequest(passCode = "wrong")
        equal(403, refused { factors.activateFactor(userId, checkNotNull(app.id), code) }.statusCode)
    }

    private fun verify(factorId: String, answer: String): String? =
        factors.verifyFactor(userId, factorId, verifyFactorRequest = VerifyFactorRequest(answer = answer)).factorResult

    private fun expire() {
        val temporary = checkNotNull(users.expirePassword(userId, tempPassword = true).tempPassword)
        equal("PASSWORD_EXPIRED", users.getUser(userId).status)
        val change =
            ChangePasswordRequest(
                oldPassword = PasswordCredential(value = temporary),
                newPassword = PasswordCredential(value = "Difference-Engine-1822"),
            )
        users.changePassword(userId, change)
    }

    private fun suspend() {
        users.suspendUser(userId)
        equal("SUSPENDED", users.getUser(userId).status)
    }

    private fun notFound() {
        val refused = refused { users.getUser("nobody") }
        equal(404, refused.statusCode)
        check("E0000007" in body(refused))
    }

    private fun badRequest() {
        val refused = refused { users.createUser(CreateUserRequest(profile = ADA)) }
        equal(400, refused.statusCode)
        check(Regex("E0000001.*errorCauses.*login").containsMatchIn(body(refused))) { body(refused) }
    }

    private fun unknownStatus() {
        equal("FUTURE_STATUS", users.getUser("future@example.com").status)
    }

    private fun delete() {
        users.deactivateOrDeleteUser(userId)
        equal("DEPROVISIONED", users.getUser(userId).status)
        users.deactivateOrDeleteUser(userId)
        equal(404, refused { users.getUser(userId) }.statusCode)
    }

    private fun profile(): UserProfile = checkNotNull(users.getUser(userId).profile)

    private fun badgeNumber(): Any? = users.custom(userId)["badgeNumber"]
}

private fun nextCursor(links: List<String>): String? {
    val next = links.firstNotNullOfOrNull { NEXT.find(it) } ?: return null
    return URI(next.groupValues[1]).query.split("&").first { it.startsWith("after=") }.removePrefix("after=")
}

private fun refused(call: () -> Any?): ClientException {
    try {
        call()
    } catch (refused: ClientException) {
        return refused
    }
    error("not refused")
}

/** The error, as the text that the generated exception carries. */
private fun body(refused: ClientException): String = (refused.response as ClientError<*>).body.toString()

private fun step(name: String, run: () -> Unit) {
    run()
    println("ok $name")
}

private fun equal(want: Any?, got: Any?) = check(want == got) { "want $want, got $got" }

private fun environment(name: String): String = checkNotNull(System.getenv(name)) { "$name is not set" }

fun main() {
    ApiClient.apiKey["Authorization"] = environment("OKTA_CLIENT_TOKEN")
    ApiClient.apiKeyPrefix["Authorization"] = "SSWS"
    Scenario(environment("OKTA_CLIENT_ORGURL"), environment("GROUP_ID")).run()
}
