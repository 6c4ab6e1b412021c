import { fileTypeFromFile } from 'file-type';
import { EvidenceRefusedError } from './evidence-errors.js';

/** What may be kept, by media type, and how the names of such files end. Nothing that a browser would run is among it. */
const evidenceTypes: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'image/tiff': ['tif', 'tiff'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
};

const known = Object.values(evidenceTypes).flat();

/** @throws {EvidenceRefusedError} when no file that may be kept has such a name */
export function assertEvidenceName(fileName: string): void {
  if (!known.includes(endingOf(fileName))) {
    throw new EvidenceRefusedError(`The name of an evidence file ends with one of: ${known.join(', ')}.`);
  }
}

/**
 * The media type of a file, by its content.
 * @throws {EvidenceRefusedError} when it may not be kept, or its name claims that it is something else
 */
export async function typeOfEvidence(path: string, fileName: string): Promise<string> {
  const mediaType = (await fileTypeFromFile(path))?.mime;
  const endings = mediaType === undefined ? undefined : evidenceTypes[mediaType];
  if (mediaType === undefined || endings === undefined) {
    const found = mediaType === undefined ? 'of no kind that is known' : mediaType;
    throw new EvidenceRefusedError(
      `By its content the file is ${found}; kept are PDF, JPEG, PNG, WebP, HEIC, TIFF, DOCX and XLSX.`,
    );
  }
  if (!endings.includes(endingOf(fileName))) {
    throw new EvidenceRefusedError(
      `By its content the file is ${mediaType}, so its name is to end with .${endings[0]}.`,
    );
  }
  return mediaType;
}

function endingOf(fileName: string): string {
  return /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}
