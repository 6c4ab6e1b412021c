import { ImportedFile, Instant, LocaleEnum, Needs } from '@oblys/database';
import { assertAreaCode, InvalidInputError, isRecordId, readReason, type Locale } from '@oblys/domain';
import { getImportKind, undoImport, type ImportKind } from '@oblys/ingest';
import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { GatewayContext } from '../context.js';
import { graph } from '../graph/index.js';
import { decodeIdOf } from '../graph/node-id.js';
import { rootReads } from '../graph/root-reads.js';
import { confinesOf, has, NotAllowedError, type Viewer } from '@oblys/access';

@InputType({ description: 'A file of records that is to be uploaded.' })
export class ImportUploadInput {
  @Field(() => String, { description: 'What its rows are, such as "appeal" or "roadmap-item".' })
  kind!: string;

  @Field(() => String, { description: 'The name that the import is told by.' })
  fileName!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is only told what the file would do.' })
  dryRun!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether sound rows are taken where others are at fault or conflict; else one of those keeps the whole file out.',
  })
  partial!: boolean;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether records that somebody changed since their import are written over.',
  })
  overwrite!: boolean;

  @Field(() => ID, { nullable: true, description: 'The area that names of areas are looked for in, by its KATO code.' })
  within!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why records of locked months are written; without it they keep the file out.',
  })
  reason!: string | null;

  @Field(() => LocaleEnum, { defaultValue: 'KK', description: 'The language of its faults.' })
  locale!: Locale;
}

@ObjectType({ description: 'Where a file may be sent.', simpleResolvers: true })
export class ImportUpload {
  @Field(() => String, {
    description:
      'The address on this gateway, from its root on: POST the file there as the body. It answers with a report in JSON, with status 422 where faults or conflicts keep the file out.',
  })
  path!: string;

  @Field(() => Instant, { description: 'Until when.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'An import that was taken back.', simpleResolvers: true })
export class UndoImportPayload {
  @Field(() => Int, { description: 'Records that it had created, and that are gone.' })
  removed!: number;

  @Field(() => Int, { description: 'Records that it had changed, and that are as before.' })
  restored!: number;
}

@Resolver(() => ImportedFile)
export class ImportedFileResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who took it in; null for who may not see the whole tree.',
  })
  @Needs('importer')
  importedBy(@Root() { importer }: ImportedFile, @Ctx() { viewer }: GatewayContext): string | null {
    return confinesOf(viewer) === null ? importer : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who took it back; null where nobody did, and for who may not see the whole tree.',
  })
  @Needs('undoer')
  undoneBy(@Root() { undoer }: ImportedFile, @Ctx() { viewer }: GatewayContext): string | null {
    return confinesOf(viewer) === null ? undoer : null;
  }
}

@Resolver()
export class ImportsResolver {
  @Query(() => ImportedFile, {
    nullable: true,
    description: 'The file that was taken in with a global id; null when there is none that may be seen.',
  })
  importedFile(
    @Arg('id', () => ID, { description: 'Global id, as `imports` gave it.' }) id: string,
    @Info() info: GraphQLResolveInfo,
    @Ctx() { readPath }: GatewayContext,
  ): Promise<unknown> {
    return readPath.read(rootReads['importedFile']!({ id }), info);
  }

  @Mutation(() => ImportUpload, {
    nullable: true,
    description:
      'Gives an address to send one file of records to, with the right to do so. Null where it was refused; the error says why.',
  })
  createImportUpload(
    @Arg('input', () => ImportUploadInput, { description: 'Which file, and how it is to be taken.' })
    input: ImportUploadInput,
    @Ctx() { uploads, viewer, cameAt }: GatewayContext,
  ): ImportUpload {
    assertSeesTree(viewer);
    const { kind, fileName, dryRun, partial, overwrite, within, locale, reason } = input;
    assertMayImport(viewer, getImportKind(kind));
    if (within !== null && within !== undefined) assertAreaCode(within);
    if (fileName.trim() === '' || fileName.length > 200) {
      throw new InvalidInputError('"fileName" has from 1 to 200 letters.');
    }
    return uploads.sign(
      {
        ...{ kind, fileName, locale, viewer, within: within ?? null },
        ...{ reason: readReasonOf(reason), mayWritePersons: has(viewer.role, 'READ_PERSONS') },
        ...{ isDryRun: dryRun, isPartial: partial, overwrites: overwrite },
      },
      cameAt,
    );
  }

  @Mutation(() => UndoImportPayload, {
    nullable: true,
    description:
      'Takes an import back whole: what it created goes, what it changed is as before. Null where it was refused, as where later changes stand on it; the error says why.',
  })
  async undoImport(
    @Arg('id', () => ID, { description: 'The import, by its global id or as its report names it.' }) id: string,
    @Arg('reason', () => String, {
      nullable: true,
      description: 'Why records of locked months are changed; without it those stand, and the import with them.',
    })
    reason: string | null,
    @Ctx() { longWork, viewer, keepErasures }: GatewayContext,
  ): Promise<UndoImportPayload> {
    const undoneBy = assertSeesTree(viewer);
    const importId = isRecordId(id) ? id : decodeIdOf(graph.kindOf(ImportedFile), id);
    const undone = await undoImport(longWork, {
      ...{ importId, undoneBy, reason: reason ?? undefined },
      assertMayUndo: (kind) => assertMayImport(viewer, kind),
    });
    await keepErasures();
    return undone;
  }
}

function readReasonOf(reason: string | null | undefined): string | null {
  return reason === null || reason === undefined ? null : readReason(reason);
}

/** Those who write appeals and cases alone may bring no other records either. */
function assertMayImport({ role }: Viewer, { code, personal }: ImportKind): void {
  if (has(role, 'IMPORT_FILES') || personal.length > 0) return;
  throw new NotAllowedError(`The role ${role} may take no files of ${code} in.`);
}

/** The name of a viewer who may write whatever a file holds. */
function assertSeesTree(viewer: Viewer): string {
  if (confinesOf(viewer) !== null) throw new NotAllowedError('Only who may see the whole tree may take files in.');
  return viewer.name;
}
