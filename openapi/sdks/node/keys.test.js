// What Okta's SDK for Node.js does with users when it signs in with a key, against the org in OKTA_CLIENT_ORGURL, whose
// environment says all but the scopes: the SDK wants them apart by blanks.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import okta from "@okta/okta-sdk-nodejs";

const kind = process.env.DPOP ? "DPoP" : "a key";
const clientWith = (...scopes) => new okta.Client({ scopes });

const newUser = ({ userApi }) => {
  const login = `${randomUUID()}@example.com`;
  return userApi.createUser({ body: { profile: { login, email: login, firstName: "Ada", lastName: "Lovelace" } } });
};

test(`with ${kind}, users are created, read and listed`, async () => {
  const client = clientWith("okta.users.manage", "okta.users.read");
  const made = [await newUser(client), await newUser(client), await newUser(client)];
  for (const { id } of made) assert.equal((await client.userApi.getUser({ userId: id })).id, id);
  const listed = [];
  await (await client.userApi.listUsers({ limit: 2 })).each(({ id }) => void listed.push(id));
  for (const { id } of made) assert.ok(listed.includes(id));
});

test(`with ${kind}, a user is read by its login`, async () => {
  const client = clientWith("okta.users.manage", "okta.users.read");
  const { id, profile } = await newUser(client);
  assert.equal((await client.userApi.getUser({ userId: profile.login })).id, id);
});

test(`with ${kind}, a too narrow scope is refused`, async () => {
  const client = clientWith("okta.users.read");
  await (await client.userApi.listUsers()).each(() => false);
  await assert.rejects(newUser(client), { status: 403 });
});

test(`with ${kind}, a scope that was not granted is refused`, async () => {
  // The SDK passes over the refusal of the token, and sends the request without one.
  await assert.rejects(clientWith("okta.groups.read").userApi.getUser({ userId: "nobody" }), { status: 401 });
});
