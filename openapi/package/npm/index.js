exports.document = require("./okta-users.json");
exports.jsonPath = require.resolve("./okta-users.json");
exports.yamlPath = require.resolve("./okta-users.yaml");
