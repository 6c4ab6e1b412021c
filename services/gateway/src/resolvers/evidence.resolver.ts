import { EvidenceFile, Instant, Needs } from '@oblys/database';
import { InvalidInputError, NotFoundError } from '@oblys/domain';
import {
  EvidenceRefusedError,
  findEvidence,
  readEvidenceCaption,
  readEvidenceName,
  removeEvidence,
} from '@oblys/ingest';
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { rightToWrite } from '../access/field-rights.js';
import { assertMay } from '../access/operation-rights.js';
import type { GatewayContext } from '../context.js';
import { decodeRecordId, findEvidenced, recordKindOf } from '../evidence/evidence-records.js';
import { graph } from '../graph/index.js';
import { decodeIdOf, decodeNodeId } from '../graph/node-id.js';
import { isVisible } from '../read-path/is-visible.js';

@InputType({ description: 'A file that is to be added to a record.' })
export class EvidenceUploadInput {
  @Field(() => ID, { description: 'The record, by its global id.' })
  record!: string;

  @Field(() => String, {
    description: 'What the file is called. It ends as its content asks: pdf, jpg, png, webp, heic, tif, docx or xlsx.',
  })
  fileName!: string;

  @Field(() => String, { nullable: true, description: 'What it shows, in 500 letters at most.' })
  caption!: string | null;
}

@ObjectType({ description: 'Where an evidence file may be sent.', simpleResolvers: true })
export class EvidenceUpload {
  @Field(() => String, {
    description:
      'The address on this gateway, from its root on: POST the file there as the body. It answers in JSON with the file that was added, or with why it was not.',
  })
  path!: string;

  @Field(() => Instant, { description: 'Until when.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'An evidence file that was removed.', simpleResolvers: true })
export class RemoveEvidenceFilePayload {
  @Field(() => ID, { description: 'Its global id, which names nothing any more.' })
  id!: string;
}

@Resolver(() => EvidenceFile)
export class EvidenceFileResolver {
  @FieldResolver(() => String, {
    description:
      'The address of its bytes on this gateway, from its root on: made for who asks, and good for a quarter of an hour.',
  })
  @Needs('id', 'regionCode')
  url(@Root() { id, regionCode }: EvidenceFile, @Ctx() { evidence, viewer, cameAt }: GatewayContext): string {
    return evidence.links.sign({ id, regionCode, viewer }, cameAt);
  }
}

@Resolver()
export class EvidenceResolver {
  @Mutation(() => EvidenceUpload, {
    nullable: true,
    description:
      'Gives an address to send a file to that proves what a record says, such as the scan of a decision. Null where it was refused; the error says why.',
  })
  async createEvidenceUpload(
    @Arg('input', () => EvidenceUploadInput, { description: 'Which file, and of which record.' })
    input: EvidenceUploadInput,
    @Ctx() { database, evidence, viewer, today, cameAt }: GatewayContext,
  ): Promise<EvidenceUpload> {
    const { kind, ...key } = decodeRecordId(input.record);
    assertMay(viewer, rightToWrite(kind.name), 'createEvidenceUpload');
    const { fileName, caption } = readWords(input);
    const record = await findEvidenced({ database, viewer, today }, kind, key);
    const { regionCode, id: recordId } = record;
    return evidence.links.signUpload({ kind: kind.name, regionCode, recordId, fileName, caption, viewer }, cameAt);
  }

  @Mutation(() => RemoveEvidenceFilePayload, {
    nullable: true,
    description:
      'Takes a file away from its record: its bytes go, who removed it is kept. Null where it was refused; the error says why.',
  })
  async removeEvidenceFile(
    @Arg('id', () => ID, { description: 'The file, by its global id.' }) id: string,
    @Arg('reason', () => String, { nullable: true, description: 'Why, in 500 letters at most; it is kept.' })
    reason: string | null,
    @Ctx() { database, longWork, evidence, viewer, today }: GatewayContext,
  ): Promise<RemoveEvidenceFilePayload> {
    const kind = graph.kindOf(EvidenceFile);
    const key = { id: decodeIdOf(kind, id), regionCode: decodeNodeId(id).regionCode };
    const because = (reason ?? '').trim();
    if (because.length > 500) throw new InvalidInputError('"reason" has at most 500 letters.');
    if (!(await isVisible({ database, viewer, today }, kind, key))) {
      throw new NotFoundError('There is no such evidence file, or it may not be seen.');
    }
    const file = await findEvidence(database, key.id);
    if (file !== null) assertMay(viewer, rightToWrite(recordKindOf(file.recordTable).name), 'removeEvidenceFile');
    const removal = { removedBy: viewer.name, reason: because === '' ? null : because };
    await removeEvidence(longWork, evidence.store, key, removal);
    return { id };
  }
}

/** @throws {InvalidInputError} what is wrong with the name or the caption */
function readWords({ fileName, caption }: EvidenceUploadInput): { fileName: string; caption: string | null } {
  try {
    return { fileName: readEvidenceName(fileName), caption: readEvidenceCaption(caption) };
  } catch (error) {
    throw error instanceof EvidenceRefusedError ? new InvalidInputError(error.message) : error;
  }
}
