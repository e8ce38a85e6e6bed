// Validates each of a list of documents by a schema of draft 2020-12, and
// writes what is wrong with each as JSON: paths, none for a valid document.

const { readFileSync } = require("node:fs");
const Ajv = require("ajv/dist/2020");
const formats = require("ajv-formats");

const { schema, documents } = JSON.parse(readFileSync(0));
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
formats(ajv);
const validate = ajv.compile(schema);
const wrong = documents.map((document) =>
  validate(document) ? [] : validate.errors.map((error) => `${error.instancePath}: ${error.message}`),
);
process.stdout.write(JSON.stringify(wrong));
