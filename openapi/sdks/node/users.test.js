// What Okta's SDK for Node.js does with users and their roles, against the org in OKTA_CLIENT_ORGURL, which was started
// with seed.json. GROUP_ID is the id of its group.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import okta from "@okta/okta-sdk-nodejs";

const { userApi, roleAssignmentApi, roleTargetApi } = new okta.Client();
const groupId = process.env.GROUP_ID;
const password = "Analytical-Engine-1843";

const newUser = (activate = true) => {
  const login = `${randomUUID()}@example.com`;
  return userApi.createUser({
    activate,
    body: { profile: { login, email: login, firstName: "Ada", lastName: "Lovelace", badge: 7 }, credentials: { password: { value: password } } },
  });
};

const statusOf = async (userId) => (await userApi.getUser({ userId })).status;

const all = async (collection) => {
  const items = [];
  await (await collection).each((item) => void items.push(item));
  return items;
};

test("create a user, and get it by id and by login", async () => {
  const user = await newUser();
  assert.equal(user.status, "ACTIVE");
  for (const userId of [user.id, user.profile.login]) {
    const got = await userApi.getUser({ userId });
    assert.equal(got.id, user.id);
    assert.equal(got.profile.badge, 7);
  }
});

test("a user that is not there is an error with Okta's code", async () => {
  await assert.rejects(userApi.getUser({ userId: "nobody" }), { status: 404, errorCode: "E0000007" });
});

test("a profile that is not valid is an error with its causes", async () => {
  await assert.rejects(userApi.createUser({ body: { profile: { login: "ada" } } }), (error) => {
    assert.equal(error.status, 400);
    assert.equal(error.errorCode, "E0000001");
    assert.ok(error.errorCauses.length > 0);
    return true;
  });
});

test("replace a profile", async () => {
  const { id: userId, profile } = await newUser();
  const replaced = await userApi.replaceUser({ userId, user: { profile: { ...profile, nickName: "Countess" } } });
  assert.equal(replaced.profile.nickName, "Countess");
  assert.equal((await userApi.getUser({ userId })).profile.nickName, "Countess");
});

test("list users over pages, and find one by filter and by search", async () => {
  const users = [await newUser(), await newUser(), await newUser()];
  const listed = (await all(userApi.listUsers({ limit: 2 }))).map(({ id }) => id);
  assert.equal(new Set(listed).size, listed.length);
  for (const { id, profile } of users) {
    assert.ok(listed.includes(id));
    const expression = `profile.login eq "${profile.login}"`;
    assert.deepEqual((await all(userApi.listUsers({ filter: expression }))).map((user) => user.id), [id]);
    assert.deepEqual((await all(userApi.listUsers({ search: expression }))).map((user) => user.id), [id]);
  }
});

test("activate a user and get the link that would be mailed", async () => {
  const { id: userId, status } = await newUser(false);
  assert.equal(status, "STAGED");
  const { activationUrl } = await userApi.activateUser({ userId, sendEmail: false });
  assert.match(activationUrl, /^https?:/);
  assert.notEqual(await statusOf(userId), "STAGED");
});

test("suspend and unsuspend a user", async () => {
  const { id: userId } = await newUser();
  await userApi.suspendUser({ userId });
  assert.equal(await statusOf(userId), "SUSPENDED");
  await userApi.unsuspendUser({ userId });
  assert.equal(await statusOf(userId), "ACTIVE");
});

test("unlock a user", async () => {
  const userId = "locked@example.com";
  assert.equal(await statusOf(userId), "LOCKED_OUT");
  await userApi.unlockUser({ userId });
  assert.equal(await statusOf(userId), "ACTIVE");
});

test("deactivate a user, then delete it", async () => {
  const { id: userId } = await newUser();
  await userApi.deactivateUser({ userId });
  assert.equal(await statusOf(userId), "DEPROVISIONED");
  await userApi.deleteUser({ userId });
  await assert.rejects(userApi.getUser({ userId }), { status: 404 });
});

test("change a password, and not with a wrong old one", async () => {
  const { id: userId } = await newUser();
  const newPassword = { value: "Difference-Engine-1822" };
  await assert.rejects(
    userApi.changePassword({ userId, changePasswordRequest: { oldPassword: { value: "wrong" }, newPassword } }),
    { status: 403, errorCode: "E0000014" },
  );
  await userApi.changePassword({ userId, changePasswordRequest: { oldPassword: { value: password }, newPassword } });
});

test("expire a password", async () => {
  const { id: userId } = await newUser();
  await userApi.expirePassword({ userId });
  assert.equal(await statusOf(userId), "PASSWORD_EXPIRED");
});

test("reset a password and get the link that would be mailed", async () => {
  const { id: userId } = await newUser();
  const { resetPasswordUrl } = await userApi.generateResetPasswordToken({ userId, sendEmail: false });
  assert.match(resetPasswordUrl, /^https?:/);
  assert.equal(await statusOf(userId), "RECOVERY");
});

test("change a recovery question, and forget the password", async () => {
  const { id: userId } = await newUser();
  const question = "Who wrote the notes?";
  const changed = await userApi.changeRecoveryQuestion({
    userId,
    userCredentials: { password: { value: password }, recovery_question: { question, answer: "the countess" } },
  });
  assert.equal(changed.recovery_question.question, question);
  const { resetPasswordUrl } = await userApi.forgotPassword({ userId, sendEmail: false });
  assert.match(resetPasswordUrl, /^https?:/);
});

test("reset factors, and revoke sessions", async () => {
  const { id: userId } = await newUser();
  await userApi.resetFactors({ userId });
  await userApi.revokeUserSessions({ userId, oauthTokens: true });
});

test("list a user's groups and app links", async () => {
  const userId = "member@example.com";
  assert.ok((await all(userApi.listUserGroups({ userId }))).some(({ id }) => id === groupId));
  assert.deepEqual(await all(userApi.listAppLinks({ userId })), []);
});

test("assign a role, give it a group as target, and take both away", async () => {
  const { id: userId } = await newUser();
  const { id: roleId } = await roleAssignmentApi.assignRoleToUser({ userId, assignRoleRequest: { type: "USER_ADMIN" } });
  const roles = async () => (await all(roleAssignmentApi.listAssignedRolesForUser({ userId }))).map(({ id }) => id);
  assert.deepEqual(await roles(), [roleId]);

  const { id: other } = await userApi.getUser({ userId: "member@example.com" });
  const [{ id: everyone }] = (await all(userApi.listUserGroups({ userId: other }))).filter(({ id }) => id !== groupId);
  const targets = async () => (await all(roleTargetApi.listGroupTargetsForRole({ userId, roleId }))).map(({ id }) => id);
  for (const target of [groupId, everyone]) await roleTargetApi.assignGroupTargetToUserRole({ userId, roleId, groupId: target });
  assert.deepEqual((await targets()).sort(), [groupId, everyone].sort());
  await roleTargetApi.unassignGroupTargetFromUserAdminRole({ userId, roleId, groupId: everyone });
  assert.deepEqual(await targets(), [groupId]);

  await roleAssignmentApi.unassignRoleFromUser({ userId, roleId });
  assert.deepEqual(await roles(), []);
});
