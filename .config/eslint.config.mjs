import graphql from '@graphql-eslint/eslint-plugin';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom (DESIGN, section 1): packages run towards domain, services and jobs stand on packages,
 * only the cli composes services and jobs. A room that is missing from a list is closed.
 */
const arrows = {
  'packages/domain': [],
  'packages/exports': ['domain'],
  'packages/config': ['domain'],
  'packages/database': ['domain', 'config'],
  'packages/access': ['domain', 'database'],
  'packages/persons': ['domain', 'database'],
  'packages/rollups': ['domain', 'database'],
  'packages/analytics': ['domain', 'exports', 'database', 'access', 'rollups'],
  'packages/ingest': ['domain', 'exports', 'database', 'persons', 'rollups'],
  'packages/client': [],
  'services/gateway': [
    'domain',
    'exports',
    'config',
    'database',
    'access',
    'persons',
    'rollups',
    'analytics',
    'ingest',
  ],
  'services/dashboard': ['client'],
  'services/cli': [
    ...['domain', 'exports', 'config', 'database', 'access', 'persons', 'rollups', 'analytics', 'ingest', 'gateway'],
    'jobs',
  ],
  jobs: ['domain', 'exports', 'config', 'database', 'persons', 'rollups', 'analytics', 'ingest'],
};

const rooms = Object.keys(arrows).map((folder) => folder.split('/').at(-1));

function arrowRule(folder, allowed) {
  const own = folder.split('/').at(-1);
  const closed = rooms.filter((room) => room !== own && !allowed.includes(room)).map((room) => `@oblys/${room}`);
  const message = `${folder} may import ${allowed.length ? allowed.map((room) => `@oblys/${room}`).join(', ') : 'no other room'} and nothing else of ours (see .config/eslint.config.mjs).`;
  const patterns = [
    { group: ['@oblys/*/*'], message: 'A package is entered through its index.ts only.' },
    { regex: '^\\.\\.?/.*\\b(src|dist)/', message: 'A relative import stays inside its own room.' },
  ];
  return {
    files: [`${folder}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': ['error', { paths: closed.map((name) => ({ name, message })), patterns }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportExpression > Literal[value=/^@oblys\\u002F/]',
          message: 'Import our own rooms statically, so that the arrow rule sees them.',
        },
      ],
    },
  };
}

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.oblys/**',
      'packages/client/src/generated/**',
      'test/bench/peers/**',
    ],
  },
  { files: ['**/*.{js,mjs,ts,tsx}'], extends: [js.configs.recommended, ...tseslint.configs.recommended] },
  {
    // The Relay cursor specification, and a description of everything, in the contract as it is emitted.
    files: ['schema/schema.graphql'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: 'schema/schema.graphql' } } },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/relay-arguments': 'error',
      '@graphql-eslint/relay-connection-types': 'error',
      // Lists that are no connections are in the contract: `measures`, the figures of a report.
      // That what lies on edges is a Node, but for one kind, is held by a test of the schema.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false }],
      '@graphql-eslint/relay-page-info': 'error',
      '@graphql-eslint/require-description': [
        'error',
        { types: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs,ts,tsx}'],
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
    rules: {
      // Decorator metadata needs entity classes as values, which this rule would turn into types.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // Programs to be read: each prints what it was given.
    files: ['packages/client/examples/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['packages/**/*.ts', 'services/**/*.{ts,tsx}', 'jobs/**/*.ts'],
    ignores: ['packages/config/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only packages/config reads the environment.' },
      ],
    },
  },
  ...Object.entries(arrows).map(([folder, allowed]) => arrowRule(folder, allowed)),
  {
    files: ['**/*.{mjs,js}'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
  prettier,
);
