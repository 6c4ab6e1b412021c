import type { Random } from '../random.js';

/** Names that are common in the region, put together at random: no one in particular. */
const kazakhSurnames = (
  'Ахметов Оспанов Сүлейменов Жұмабаев Қасымов Ибраев Нұрғалиев Смағұлов Омаров Әбдіров Бекенов Тілеубаев Мұқанов ' +
  'Сейітов Рахымов Қожахметов Айтбаев Есенов Жақсыбеков Төлегенов Байжанов Алпысбаев Досмағамбетов Ермеков Искаков ' +
  'Кәрімов Мәжитов Нығметов Сапаров Темірханов Үсенов Шаймерденов Жүнісов Қабдолов Қалиев Мырзабеков Серғалиев ' +
  'Тоқтаров Балтабаев Кенжебаев Дүйсенов Сәдуақасов Әлжанов Қонысбаев Хамитов Абылқасымов'
).split(' ');
const kazakhMen = (
  'Нұрлан Серік Ерлан Бауыржан Асқар Марат Қайрат Талғат Дәурен Ержан Болат Жанат Мұрат Азамат Руслан Арман Данияр ' +
  'Самат Ғалым Қуаныш Берік Аслан Олжас Думан Рүстем Жандос Сәкен Төлеген Амангелді Еркін'
).split(' ');
const kazakhWomen = (
  'Айгүл Гүлнар Сәуле Жанар Динара Әсел Мадина Бақыт Алма Зәуре Ләззат Күлтай Айжан Салтанат Назгүл Гүлмира Роза ' +
  'Шолпан Анар Жұлдыз Қарлығаш Майра Раушан Ботагөз Әйгерім Меруерт Сандуғаш Толқын Перизат Ақмарал'
).split(' ');
const kazakhFathers = (
  'Серік Болат Мұрат Қайрат Амангелді Төлеген Жұмабай Сағындық Ержан Марат Қабдеш Зейнолла Бекболат Оразбай ' +
  'Тілеген Сәбит Нұрғали Ермек Тұрсын Кеңес'
).split(' ');
const russianSurnames = (
  'Иванов Петров Кузнецов Соколов Попов Лебедев Козлов Новиков Морозов Волков Зайцев Павлов Семенов Голубев ' +
  'Виноградов Богданов Воробьев Федоров Михайлов Беляев Тарасов Белов Комаров Орлов Киселев Макаров Андреев Ковалев ' +
  'Ильин Гусев Титов Кузьмин'
).split(' ');
const russianMen =
  'Александр Сергей Владимир Андрей Алексей Николай Виктор Юрий Дмитрий Игорь Евгений Олег Анатолий Павел Михаил Иван'.split(
    ' ',
  );
const russianWomen =
  'Елена Наталья Ольга Татьяна Ирина Светлана Людмила Галина Марина Надежда Любовь Валентина Анна Оксана Юлия Вера'.split(
    ' ',
  );
const patronymicStems = (
  'Александров Сергеев Владимиров Андреев Алексеев Николаев Викторов Юрьев Дмитриев Анатольев Павлов Михайлов Иванов ' +
  'Петров Васильев Геннадьев'
).split(' ');

const streets = {
  kk: 'Абай Бейбітшілік Тәуелсіздік Достық Қаныш_Сәтбаев Біржан_сал Мектеп Жаңа Орталық Кенесары Ыбырай_Алтынсарин'.split(
    ' ',
  ),
  ru: 'Ленина Мира Школьная Целинная Советская Степная Гагарина Новая Набережная Садовая Рабочая'.split(' '),
};

/** Surname, name and patronymic. */
export function drawFullName(random: Random): string {
  const isWoman = random.chance(0.54);
  if (random.chance(0.68)) {
    const surname = random.pick(kazakhSurnames) + (isWoman ? 'а' : '');
    const name = random.pick(isWoman ? kazakhWomen : kazakhMen);
    return `${surname} ${name} ${random.pick(kazakhFathers)}${isWoman ? 'қызы' : 'ұлы'}`;
  }
  const surname = random.pick(russianSurnames) + (isWoman ? 'а' : '');
  const name = random.pick(isWoman ? russianWomen : russianMen);
  return `${surname} ${name} ${random.pick(patronymicStems)}${isWoman ? 'на' : 'ич'}`;
}

/** A street and a house, as people of either language write them. */
export function drawStreet(random: Random): string {
  const house = random.int(1, 98);
  return random.chance(0.5)
    ? `${random.pick(streets.kk).replaceAll('_', ' ')} көшесі, ${house}`
    : `ул. ${random.pick(streets.ru)}, ${house}`;
}

/** A number of the form used in the country, in a block that is not given out. */
export function drawPhone(random: Random): string {
  const digits = String(random.int(0, 99_999)).padStart(5, '0');
  return `+7 700 00${digits[0]} ${digits.slice(1, 3)} ${digits.slice(3)}`;
}
