// Writes packages/client and trusted-documents.json from the schema, the operations and the error codes; `--check` only
// says which files are stale.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addTypenameSelectionDocumentTransform, preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildASTSchema, parse, print } from 'graphql';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const settings = JSON.parse(read('schema/codegen.json'));
const isCheck = process.argv.includes('--check');

const wanted = await generate();
const left = readdirSync(join(root, settings.output))
  .map((name) => `${settings.output}${name}`)
  .filter((filename) => !wanted.some((file) => file.filename === filename));
const stale = [...wanted, ...left.map((filename) => ({ filename, content: null }))].filter(
  ({ filename, content }) => readIfThere(filename) !== content,
);
for (const { filename, content } of stale) {
  process.stdout.write(`${isCheck ? 'stale' : content === null ? 'removed' : 'written'}: ${filename}\n`);
  if (!isCheck) replaceFile(join(root, filename), content);
}
if (isCheck && stale.length > 0) process.exitCode = 1;

async function generate() {
  const schema = parse(read(settings.schema));
  const operations = readOperations();
  const trusted = {};
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: settings.output,
    schema,
    schemaAst: buildASTSchema(schema),
    documents: operations,
    config: settings.config,
    presetConfig: {
      ...settings.presetConfig,
      // Each document carries the hash by which a gateway trusts it.
      onExecutableDocumentNode: (document) => {
        const text = print(document);
        const hash = createHash('sha256').update(text).digest('hex');
        trusted[hash] = text;
        return { hash };
      },
    },
    plugins: [],
    pluginMap: {},
  });
  // Not the preset's `graphql()`, which finds a document by its exact text: the operations are here, not in a frontend's
  // own files, and it would put each of them into every bundle.
  const documents = sections.find(({ filename }) => filename.endsWith('/graphql.ts'));
  const types = await codegen(documents);
  return [
    { filename: documents.filename, content: `${describeDocuments(types, operations).trimEnd()}\n` },
    { filename: `${settings.output}error-codes.ts`, content: printErrorCodes() },
    { filename: settings.trustedDocuments, content: `${JSON.stringify(trusted, null, 2)}\n` },
  ];
}

/** Puts the comment above an operation over its document too, where an editor shows it. */
function describeDocuments(types, operations) {
  return operations.reduce((text, { rawSDL }) => {
    const [, comment, name] = /^((?:# .*\n)+)\w+ (\w+)/.exec(rawSDL) ?? [];
    if (comment === undefined) return text;
    const sentence = comment.replaceAll('# ', '').trim().replaceAll('\n', ' ');
    return text.replace(`export const ${name}Document =`, `/** ${sentence} */\n$&`);
  }, types);
}

function printErrorCodes() {
  const text = read(settings.errors);
  const codes = [...text.matchAll(/^\| `(\w+)` +\| (.*?) +\|$/gm)];
  const faults = [...text.matchAll(/^- `(\w+)`: (.*)$/gm)];
  return `/* eslint-disable */
/** What \`extensions.code\` of an error may be. */
export type ErrorCode =${printUnion(codes)}

/** What is wrong with one field of an input. */
export type FaultCode =${printUnion(faults)}
`;
}

function printUnion(rows) {
  return `${rows.map(([, code, meaning]) => `\n  /** ${meaning} */\n  | '${code}'`).join('')};`;
}

/** With the `__typename` that caches ask for, so that what they send is what is trusted. */
function readOperations() {
  const documents = readdirSync(join(root, settings.operations))
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => {
      const location = `${settings.operations}/${name}`;
      const rawSDL = read(location);
      return { location, rawSDL, document: parse(rawSDL) };
    });
  return addTypenameSelectionDocumentTransform.transform({ documents });
}

function replaceFile(file, content) {
  if (content === null) return rmSync(file);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function readIfThere(file) {
  try {
    return read(file);
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function read(file) {
  return readFileSync(join(root, file), 'utf8');
}
