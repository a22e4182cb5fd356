/** The OpenAPI document. */
export const document: Record<string, unknown> & { openapi: string; info: { title: string; version: string } };

/** Where the document is installed, as JSON. */
export const jsonPath: string;

/** Where the document is installed, as YAML. */
export const yamlPath: string;
