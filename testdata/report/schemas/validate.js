// node validate.js FOLDER FORMAT FILE...: validates reports in a format that is JSON by its schema. FOLDER is
// where the packages of package.json are installed. Exit code 1, and what is wrong on stderr, if a report is not
// valid.
const fs = require('fs');
const path = require('path');
const [folder, format, ...files] = process.argv.slice(2);
const load = require('module').createRequire(path.join(path.resolve(folder), 'package.json'));

const sources = {
  // 2.1.0-rtm.5 is the schema of the standard as OASIS approved it
  sarif: () => [load('ajv-draft-04'), load('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')],
  rdjson: () => [load('ajv'), load('@umbrelladocs/rdformat-validator').rdformatSchema],
  gitlab: () => [load('ajv'), require('./gitlab.json')],
};

const [Ajv, schema] = sources[format]();
// a pattern of SARIF's schema is none by the strict rules of Unicode
const ajv = new (Ajv.default ?? Ajv)({ allErrors: true, strict: false, unicodeRegExp: false });
load('ajv-formats')(ajv);
const validate = ajv.compile(schema);
for (const file of files) {
  if (validate(JSON.parse(fs.readFileSync(file, 'utf8')))) continue;
  console.error(`${file}: ${ajv.errorsText(validate.errors, { separator: '\n  ' })}`);
  process.exitCode = 1;
}
