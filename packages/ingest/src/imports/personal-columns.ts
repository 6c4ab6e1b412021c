import { inLocale, OblysError, type Locale } from '@oblys/domain';
import { MasterKeyError, type MasterKeys } from '@oblys/persons';
import type { PersonalField } from '../kinds/import-kind.js';

/** A file has columns of persons, and who brings it may not. */
export class PersonalColumnsError extends OblysError {
  readonly code = 'NOT_ALLOWED';
}

/** What lets an import take what is of persons. */
export interface PersonsAccess {
  /** Gives the keys that wrap those of persons; a file with columns of persons is refused without, and none else asks. */
  readonly openMasterKeys?: (() => Promise<MasterKeys | null>) | undefined;
  /** Whether who imports may write of persons; not unless given. */
  readonly mayWritePersons?: boolean | undefined;
}

/**
 * The keys to seal by; null where a file tells nothing of persons.
 * @throws {PersonalColumnsError} when it does, and who imports may not write of them
 * @throws {MasterKeyError} when it does, and there is no master key
 */
export async function keysFor(
  personal: readonly PersonalField[],
  { openMasterKeys, mayWritePersons = false }: PersonsAccess,
  locale: Locale,
): Promise<MasterKeys | null> {
  if (personal.length === 0) return null;
  const columns = personal.map(({ headings }) => `"${inLocale(headings, locale)}"`).join(', ');
  if (!mayWritePersons) throw new PersonalColumnsError(words[locale].notAllowed(columns));
  const masterKeys = (await openMasterKeys?.()) ?? null;
  if (masterKeys === null) throw new MasterKeyError(words[locale].noKey(columns));
  return masterKeys;
}

const words: Readonly<Record<Locale, Record<'notAllowed' | 'noKey', (columns: string) => string>>> = {
  EN: {
    notAllowed: (columns) =>
      `Of persons are the columns ${columns}: only caseworkers and administrators bring them. Take them out, or have one of those send the file.`,
    noKey: (columns) =>
      `Of persons are the columns ${columns}, and there is no master key to seal them by: set OBLYS_MASTER_KEYS or OBLYS_MASTER_KEYS_FILE, or take them out.`,
  },
  RU: {
    notAllowed: (columns) =>
      `Столбцы ${columns} — о людях, их передают только те, кто ведёт дела людей, и администраторы. Уберите эти столбцы или попросите их отправить файл.`,
    noKey: (columns) =>
      `Столбцы ${columns} — о людях, а главного ключа, которым их данные шифруются, нет: задайте OBLYS_MASTER_KEYS или OBLYS_MASTER_KEYS_FILE либо уберите эти столбцы.`,
  },
  KK: {
    notAllowed: (columns) =>
      `${columns} бағандары адамдар туралы, оларды тек іс жүргізушілер мен әкімшілер жібереді. Бұл бағандарды алып тастаңыз немесе файлды солардың бірі жіберсін.`,
    noKey: (columns) =>
      `${columns} бағандары адамдар туралы, ал оларды шифрлайтын бас кілт жоқ: OBLYS_MASTER_KEYS немесе OBLYS_MASTER_KEYS_FILE беріңіз, әйтпесе бұл бағандарды алып тастаңыз.`,
  },
};
