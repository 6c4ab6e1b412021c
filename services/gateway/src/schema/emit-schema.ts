import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findWorkspaceRoot } from '@oblys/config';
import { printDataDictionary } from '@oblys/rollups';
import { printGatewaySchema, schemaFile } from './print-schema.js';

writeFileSync(schemaFile(), printGatewaySchema());
writeFileSync(join(findWorkspaceRoot(), 'schema', 'dictionary.md'), printDataDictionary());
