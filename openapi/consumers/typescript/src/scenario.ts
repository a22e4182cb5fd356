// One user's life, with the client that openapi-typescript and openapi-fetch make of the contract.
import { strict as assert } from "node:assert";
import { env } from "node:process";

import createClient from "openapi-fetch";

import type { components, paths } from "./generated/okta-users.js";

type User = components["schemas"]["User"];

const login = "ada+grüße@example.com";
const password = "Analytical-Engine-1843";

const client = createClient<paths>({
  baseUrl: required("OKTA_CLIENT_ORGURL"),
  headers: { Authorization: `SSWS ${required("OKTA_CLIENT_TOKEN")}` },
});

let userId = "";

await step("create", async () => {
  const user = ok(
    await client.POST("/api/v1/users", {
      params: { query: { activate: false } },
      body: {
        profile: { firstName: "Ada", lastName: "Lovelace", email: "ada@example.com", login, nickName: "Countess", badgeNumber: 1815 },
        credentials: { password: { value: password } },
      },
    }),
  );
  assert.equal(user.status, "STAGED");
  assert.equal(user.profile?.["badgeNumber"], 1815);
  userId = user.id ?? assert.fail("no id");
});

await step("activate", async () => {
  const link = ok(
    await client.POST("/api/v1/users/{userId}/lifecycle/activate", { params: { path: { userId }, query: { sendEmail: false } } }),
  );
  assert.ok(link.activationToken);
});

await step("get", async () => {
  const user = await getUser(login);
  assert.equal(user.id, userId);
  assert.equal(user.status, "ACTIVE");
});

await step("update", async () => {
  const { profile } = await getUser(userId);
  ok(
    await client.PUT("/api/v1/users/{userId}", {
      params: { path: { userId } },
      body: { profile: { ...profile, lastName: "King", nickName: null } },
    }),
  );
  const updated = (await getUser(userId)).profile;
  assert.equal(updated?.lastName, "King");
  assert.equal(updated?.nickName ?? null, null);
  assert.equal(updated?.["badgeNumber"], 1815);
});

await step("partial update", async () => {
  for (const nickName of ["Enchantress", null]) {
    ok(await client.POST("/api/v1/users/{userId}", { params: { path: { userId } }, body: { profile: { nickName } } }));
    const updated = (await getUser(userId)).profile;
    assert.equal(updated?.nickName ?? null, nickName);
    assert.equal(updated?.lastName, "King");
    assert.equal(updated?.["badgeNumber"], 1815);
  }
});

await step("list", async () => {
  const pages: User[][] = [];
  for await (const page of listPages(2)) {
    pages.push(page);
  }
  const ids = pages.flat().map((user) => user.id);
  assert.ok(pages.length >= 3);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.includes(userId));
});

await step("group", async () => {
  const created = ok(await client.POST("/api/v1/groups", { body: { profile: { name: "Analysts" } } }));
  const groupId = created.id ?? assert.fail("no id");
  const profile = { name: "Analysts", description: "Who programs the engine" };
  ok(await client.PUT("/api/v1/groups/{groupId}", { params: { path: { groupId } }, body: { profile } }));
  const found = ok(await client.GET("/api/v1/groups", { params: { query: { search: 'profile.name eq "Analysts"' } } }));
  assert.deepEqual(found.map((group) => [group.id, group.profile]), [[groupId, profile]]);

  const listMembers = async () =>
    ok(await client.GET("/api/v1/groups/{groupId}/users", { params: { path: { groupId } } })).map((user) => user.id);
  const path = { groupId, userId };
  ok(await client.PUT("/api/v1/groups/{groupId}/users/{userId}", { params: { path } }));
  assert.deepEqual(await listMembers(), [userId]);
  ok(await client.DELETE("/api/v1/groups/{groupId}/users/{userId}", { params: { path } }));
  assert.deepEqual(await listMembers(), []);
  ok(await client.DELETE("/api/v1/groups/{groupId}", { params: { path } }));
});

await step("role", async () => {
  const role = ok(await client.POST("/api/v1/users/{userId}/roles", { params: { path: { userId } }, body: { type: "USER_ADMIN" } }));
  const target = { userId, roleId: role.id ?? "", groupId: required("GROUP_ID") };
  ok(await client.PUT("/api/v1/users/{userId}/roles/{roleId}/targets/groups/{groupId}", { params: { path: target } }));
  const groups = ok(await client.GET("/api/v1/users/{userId}/roles/{roleId}/targets/groups", { params: { path: target } }));
  assert.deepEqual(groups.map((group) => group.id), [target.groupId]);
});

await step("factor", async () => {
  const questions = ok(await client.GET("/api/v1/users/{userId}/factors/questions", { params: { path: { userId } } }));
  const question = questions[0]?.question ?? assert.fail("no question");
  const enrolled = ok(
    await client.POST("/api/v1/users/{userId}/factors", {
      params: { path: { userId } },
      body: { factorType: "question", provider: "OKTA", profile: { question, answer: "difference engine" } },
    }),
  );
  const path = { userId, factorId: enrolled.id ?? assert.fail("no id") };
  assert.equal(enrolled.status, "ACTIVE");
  assert.equal(enrolled.profile?.question, question);
  const factors = ok(await client.GET("/api/v1/users/{userId}/factors", { params: { path } }));
  assert.ok(factors.some((factor) => factor.id === path.factorId));
  const verify = (answer: string) =>
    client.POST("/api/v1/users/{userId}/factors/{factorId}/verify", { params: { path }, body: { answer } });
  const wrong = await verify("analytical engine");
  assert.equal(wrong.response.status, 403);
  assert.equal(wrong.error?.errorCode, "E0000068");
  assert.equal(ok(await verify("difference engine")).factorResult, "SUCCESS");
  ok(await client.DELETE("/api/v1/users/{userId}/factors/{factorId}", { params: { path } }));

  const app = ok(
    await client.POST("/api/v1/users/{userId}/factors", {
      params: { path: { userId } },
      body: { factorType: "token:software:totp", provider: "GOOGLE" },
    }),
  );
  assert.equal(app.status, "PENDING_ACTIVATION");
  assert.match(JSON.stringify(app._embedded?.["activation"]), /"sharedSecret"/);
  const refused = await client.POST("/api/v1/users/{userId}/factors/{factorId}/lifecycle/activate", {
    params: { path: { userId, factorId: app.id ?? "" } },
    body: { passCode: "wrong" },
  });
  assert.equal(refused.response.status, 403);
});

await step("expire", async () => {
  const { tempPassword } = ok(
    await client.POST("/api/v1/users/{userId}/lifecycle/expire_password", {
      params: { path: { userId }, query: { tempPassword: true } },
    }),
  );
  assert.ok(tempPassword);
  assert.equal((await getUser(userId)).status, "PASSWORD_EXPIRED");
  ok(
    await client.POST("/api/v1/users/{userId}/credentials/change_password", {
      params: { path: { userId } },
      body: { oldPassword: { value: tempPassword }, newPassword: { value: "Difference-Engine-1822" } },
    }),
  );
});

await step("suspend", async () => {
  ok(await client.POST("/api/v1/users/{userId}/lifecycle/suspend", { params: { path: { userId } } }));
  assert.equal((await getUser(userId)).status, "SUSPENDED");
});

await step("not found", async () => {
  const { error, response } = await client.GET("/api/v1/users/{userId}", { params: { path: { userId: "nobody" } } });
  assert.equal(response.status, 404);
  assert.equal(error?.errorCode, "E0000007");
});

await step("bad request", async () => {
  const { error, response } = await client.POST("/api/v1/users", {
    body: { profile: { firstName: "Ada", lastName: "Lovelace", email: "ada@example.com", login } },
  });
  assert.equal(response.status, 400);
  assert.equal(error?.errorCode, "E0000001");
  assert.match(error?.errorCauses?.[0]?.errorSummary ?? "", /login/);
});

await step("unknown status", async () => {
  assert.equal((await getUser("future@example.com")).status, "FUTURE_STATUS");
});

await step("delete", async () => {
  const path = { userId };
  ok(await client.DELETE("/api/v1/users/{userId}", { params: { path } }));
  assert.equal((await getUser(userId)).status, "DEPROVISIONED");
  ok(await client.DELETE("/api/v1/users/{userId}", { params: { path } }));
  const { response } = await client.GET("/api/v1/users/{userId}", { params: { path } });
  assert.equal(response.status, 404);
});

async function getUser(userId: string): Promise<User> {
  return ok(await client.GET("/api/v1/users/{userId}", { params: { path: { userId } } }));
}

/** Follows the `next` links; the query of each is taken as it stands. */
async function* listPages(limit: number): AsyncGenerator<User[]> {
  let query: string | undefined = `limit=${limit}`;
  while (query !== undefined) {
    const answer = await client.GET("/api/v1/users", { querySerializer: () => query ?? "" });
    yield ok(answer);
    const next = /<([^>]*)>; *rel="?next"?/.exec(answer.response.headers.get("link") ?? "")?.[1];
    query = next && new URL(next).search.slice(1);
  }
}

/** The data of an answer that has to be good. */
function ok<T>(answer: { data?: T; error?: unknown; response: Response }): NonNullable<T> {
  assert.ok(answer.response.ok, JSON.stringify(answer.error));
  return answer.data as NonNullable<T>;
}

async function step(name: string, run: () => Promise<void>): Promise<void> {
  await run();
  console.log(`ok ${name}`);
}

function required(name: string): string {
  return env[name] ?? assert.fail(`${name} is not set`);
}
