// Writes packages/client and trusted-documents.json from the schema and the operations; `--check` only says which files
// are stale.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildASTSchema, concatAST, parse, print, separateOperations } from 'graphql';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const settings = JSON.parse(read('schema/codegen.json'));
const isCheck = process.argv.includes('--check');

const stale = (await generate()).filter(({ filename, content }) => readIfThere(filename) !== content);
for (const { filename, content } of stale) {
  process.stdout.write(`${isCheck ? 'stale' : 'written'}: ${filename}\n`);
  if (!isCheck) {
    mkdirSync(dirname(join(root, filename)), { recursive: true });
    writeFileSync(join(root, filename), content);
  }
}
if (isCheck && stale.length > 0) process.exitCode = 1;

async function generate() {
  const schema = parse(read(settings.schema));
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: settings.output,
    schema,
    schemaAst: buildASTSchema(schema),
    documents: readOperations(),
    config: settings.config,
    presetConfig: settings.presetConfig,
    plugins: [],
    pluginMap: {},
  });
  const files = await Promise.all(
    sections.map(async (section) => ({
      filename: section.filename,
      content: `${(await codegen(section)).trimEnd()}\n`,
    })),
  );
  return [...files, { filename: settings.trustedDocuments, content: printManifest() }];
}

/** Each operation with the fragments it needs, as GraphQL prints it, by the SHA-256 of that text. */
function printManifest() {
  const whole = concatAST(readOperations().map(({ document }) => document));
  const documents = Object.values(separateOperations(whole)).map(print);
  const byHash = documents.map((text) => [createHash('sha256').update(text).digest('hex'), text]);
  return `${JSON.stringify(Object.fromEntries(byHash), null, 2)}\n`;
}

function readOperations() {
  return readdirSync(join(root, settings.operations))
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => {
      const location = `${settings.operations}/${name}`;
      const rawSDL = read(location);
      return { location, rawSDL, document: parse(rawSDL) };
    });
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
