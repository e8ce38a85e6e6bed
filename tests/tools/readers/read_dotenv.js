// Reads `.env` as the dotenv of node does, and writes the variables as JSON.

const { readFileSync } = require("node:fs");
const dotenv = require("dotenv");

process.stdout.write(JSON.stringify(dotenv.parse(readFileSync(0))));
