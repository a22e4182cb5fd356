package org.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.example.okta.ApiClient;
import org.example.okta.ApiException;
import org.example.okta.api.GroupApi;
import org.example.okta.api.UserApi;
import org.example.okta.api.UserFactorApi;
import org.example.okta.model.ActivateFactorRequest;
import org.example.okta.model.ApiError;
import org.example.okta.model.ChangePasswordRequest;
import org.example.okta.model.CreateUserRequest;
import org.example.okta.model.Group;
import org.example.okta.model.GroupProfile;
import org.example.okta.model.PasswordCredential;
import org.example.okta.model.Role;
import org.example.okta.model.User;
import org.example.okta.model.UserCredentials;
import org.example.okta.model.UserFactor;
import org.example.okta.model.UserFactorProfile;
import org.example.okta.model.UserProfile;
import org.example.okta.model.VerifyFactorRequest;

/** One user's life, with the client that openapi-generator makes of the contract. */
public final class Scenario {
  private static final String LOGIN = "ada+grüße@example.com";
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>; *rel=\"?next\"?");

  private final ApiClient client = new ApiClient();
  private final UserApi users;
  private final GroupApi groups;
  private final UserFactorApi factors;
  private String userId;

  private Scenario(String url, String token) {
    client.updateBaseUri(url);
    client.setRequestInterceptor(request -> request.header("Authorization", "SSWS " + token));
    users = new UserApi(client);
    groups = new GroupApi(client);
    factors = new UserFactorApi(client);
  }

  public static void main(String[] args) throws Exception {
    Scenario scenario = new Scenario(System.getenv("OKTA_CLIENT_ORGURL"), System.getenv("OKTA_CLIENT_TOKEN"));
    step("create", scenario::create);
    step("activate", scenario::activate);
    step("get", scenario::get);
    step("update", scenario::update);
    step("partial update", scenario::partialUpdate);
    step("list", scenario::list);
    step("group", scenario::group);
    step("role", scenario::role);
    step("factor", scenario::factor);
    step("expire", scenario::expire);
    step("suspend", scenario::suspend);
    step("not found", scenario::notFound);
    step("bad request", scenario::badRequest);
    step("unknown status", scenario::unknownStatus);
    step("delete", scenario::delete);
  }

  private void create() throws ApiException {
    UserProfile profile = ada().nickName("Countess").putAdditionalProperty("badgeNumber", 1815);
    UserCredentials credentials = new UserCredentials().password(password("Analytical-Engine-1843"));
    User user = users.createUser(new CreateUserRequest().profile(profile).credentials(credentials), false, null, null);
    equal("STAGED", user.getStatus());
    equal(1815, user.getProfile().getAdditionalProperty("badgeNumber"));
    userId = user.getId();
  }

  private void activate() throws ApiException {
    check(users.activateUser(userId, false).getActivationToken() != null, "no token");
  }

  private void get() throws ApiException {
    User user = users.getUser(LOGIN, null);
    equal(userId, user.getId());
    equal("ACTIVE", user.getStatus());
  }

  private void update() throws ApiException {
    UserProfile profile = users.getUser(userId, null).getProfile().lastName("King").nickName(null);
    users.updateUser(userId, new User().profile(profile), null, null);
    UserProfile updated = users.getUser(userId, null).getProfile();
    equal("King", updated.getLastName());
    equal(null, updated.getNickName());
    equal(1815, updated.getAdditionalProperty("badgeNumber"));
  }

  private void partialUpdate() throws ApiException {
    for (String nickName : new String[] {"Enchantress", null}) {
      users.partialUpdateUser(userId, new User().profile(new UserProfile().nickName(nickName)), null, null);
      UserProfile updated = users.getUser(userId, null).getProfile();
      equal(nickName, updated.getNickName());
      equal("King", updated.getLastName());
      equal(1815, updated.getAdditionalProperty("badgeNumber"));
    }
  }

  private void list() throws ApiException {
    List<String> ids = new ArrayList<>();
    int pages = 0;
    String after = null;
    do {
      var answer = users.listUsersWithHttpInfo(null, after, 2, null, null, null, null, null, null, null);
      answer.getData().forEach(user -> ids.add(user.getId()));
      pages++;
      after = nextCursor(answer.getHeaders().getOrDefault("link", List.of()));
    } while (after != null);
    check(pages >= 3, pages + " pages");
    equal(ids.size(), new HashSet<>(ids).size());
    check(ids.contains(userId), "not listed");
  }

  private void group() throws ApiException {
    Group group = groups.createGroup(new Group().profile(new GroupProfile().name("Analysts")));
    GroupProfile profile = new GroupProfile().name("Analysts").description("Who programs the engine");
    groups.updateGroup(group.getId(), new Group().profile(profile));
    List<Group> found = groups.listGroups(null, "profile.name eq \"Analysts\"", null, null, null, null, null, null);
    equal(List.of(group.getId()), found.stream().map(Group::getId).toList());
    equal(List.of(profile), found.stream().map(Group::getProfile).toList());

    groups.addUserToGroup(group.getId(), userId);
    equal(List.of(userId), groups.listGroupUsers(group.getId(), null, null).stream().map(User::getId).toList());
    groups.removeUserFromGroup(group.getId(), userId);
    equal(List.of(), groups.listGroupUsers(group.getId(), null, null));
    groups.deleteGroup(group.getId());
  }

  private void role() throws ApiException {
    String groupId = System.getenv("GROUP_ID");
    Role role = users.addRoleToUser(userId, new Role().type("USER_ADMIN"), null);
    users.addGroupTargetToRole(userId, role.getId(), groupId);
    List<Group> targets = users.listGroupTargetsForRole(userId, role.getId(), null, null);
    equal(List.of(groupId), targets.stream().map(Group::getId).toList());
  }

  private void factor() throws ApiException, JsonProcessingException {
    String key = factors.listSupportedSecurityQuestions(userId).get(0).getQuestion();
    UserFactorProfile profile = new UserFactorProfile().question(key).answer("difference engine");
    UserFactor question = enroll(new UserFactor().factorType("question").provider("OKTA").profile(profile));
    equal("ACTIVE", question.getStatus());
    equal(key, question.getProfile().getQuestion());
    check(factors.listFactors(userId).stream().anyMatch(f -> f.getId().equals(question.getId())), "not listed");
    ApiException wrong = refused(() -> verify(question, "analytical engine"));
    equal(403, wrong.getCode());
    equal("E0000068", error(wrong).getErrorCode());
    equal("SUCCESS", verify(question, "difference engine"));
    factors.deleteFactor(userId, question.getId(), null);

    UserFactor app = enroll(new UserFactor().factorType("token:software:totp").provider("GOOGLE"));
    equal("PENDING_ACTIVATION", app.getStatus());
    check(app.getEmbedded().get("activation").toString().contains("sharedSecret"), "no secret");
    ActivateFactorRequest code = new ActivateFactorRequest().passCode("wrong");
    equal(403, refused(() -> factors.activateFactor(userId, app.getId(), code)).getCode());
  }

  private UserFactor enroll(UserFactor factor) throws ApiException {
    return factors.enrollFactor(userId, factor, null, null, null, null, null);
  }

  private String verify(UserFactor factor, String answer) throws ApiException {
    VerifyFactorRequest request = new VerifyFactorRequest().answer(answer);
    return factors.verifyFactor(userId, factor.getId(), null, null, null, null, null, request).getFactorResult();
  }

  private void expire() throws ApiException {
    String temporary = users.expirePassword(userId, true).getTempPassword();
    check(temporary != null, "no password");
    equal("PASSWORD_EXPIRED", users.getUser(userId, null).getStatus());
    users.changePassword(
        userId,
        new ChangePasswordRequest().oldPassword(password(temporary)).newPassword(password("Difference-Engine-1822")),
        null);
  }

  private void suspend() throws ApiException {
    users.suspendUser(userId);
    equal("SUSPENDED", users.getUser(userId, null).getStatus());
  }

  private void notFound() throws JsonProcessingException {
    ApiException refused = refused(() -> users.getUser("nobody", null));
    equal(404, refused.getCode());
    equal("E0000007", error(refused).getErrorCode());
  }

  private void badRequest() throws JsonProcessingException {
    ApiException refused = refused(() -> users.createUser(new CreateUserRequest().profile(ada()), null, null, null));
    equal(400, refused.getCode());
    ApiError error = error(refused);
    equal("E0000001", error.getErrorCode());
    check(error.getErrorCauses().get(0).getErrorSummary().contains("login"), error.toString());
  }

  private void unknownStatus() throws ApiException {
    equal("FUTURE_STATUS", users.getUser("future@example.com", null).getStatus());
  }

  private void delete() throws ApiException {
    users.deactivateOrDeleteUser(userId, null, null);
    equal("DEPROVISIONED", users.getUser(userId, null).getStatus());
    users.deactivateOrDeleteUser(userId, null, null);
    equal(404, refused(() -> users.getUser(userId, null)).getCode());
  }

  private static UserProfile ada() {
    return new UserProfile().firstName("Ada").lastName("Lovelace").email("ada@example.com").login(LOGIN);
  }

  private static PasswordCredential password(String value) {
    return new PasswordCredential().value(value);
  }

  private static String nextCursor(List<String> links) {
    return links.stream()
        .map(NEXT::matcher)
        .filter(matcher -> matcher.find())
        .map(matcher -> URI.create(matcher.group(1)).getQuery())
        .flatMap(query -> Pattern.compile("&").splitAsStream(query))
        .filter(parameter -> parameter.startsWith("after="))
        .map(parameter -> parameter.substring("after=".length()))
        .findFirst()
        .orElse(null);
  }

  /** The error's model; the generated exception carries its text. */
  private ApiError error(ApiException refused) throws JsonProcessingException {
    return client.getObjectMapper().readValue(refused.getResponseBody(), ApiError.class);
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void step(String name, Step step) throws Exception {
    step.run();
    System.out.println("ok " + name);
  }

  private static ApiException refused(Step call) {
    try {
      call.run();
    } catch (ApiException refused) {
      return refused;
    } catch (Exception other) {
      throw new AssertionError(other);
    }
    throw new AssertionError("not refused");
  }

  private static void equal(Object want, Object got) {
    check(Objects.equals(want, got), "want " + want + ", got " + got);
  }

  private static void check(boolean right, String message) {
    if (!right) {
      throw new AssertionError(message);
    }
  }
}
