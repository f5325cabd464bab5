// What can have happened to a record, as the service says it.
const HAPPENED = {
  'It was proposed': '提案',
  'It was adopted': '採択',
  'It was rejected': '不採択',
  'It was contracted': '契約',
  'It was started': '開始',
  'It was accepted': '受入れ',
  'It arrived': '到着',
  'It starts': '開始',
  'It was completed': '修了・終了',
  'It was withdrawn': '取下げ・途中終了',
  'It was cancelled': '取消し・中止',
  'It ended': '終了',
  'Its person did not come, noted': '不参加',
  'It was signed': '締結',
  'It was renewed': '更新',
  'It was amended': '変更',
  'It was terminated': '解約',
  'It expired': '満了',
};

const WHAT = `(${Object.keys(HAPPENED).join('|')})`;
const DAY = '(\\d{4}-\\d{2}-\\d{2})';
const KINDS = { participations: '参加', programs: '案件', agreements: '協定' };
const KIND = `(${Object.keys(KINDS).join('|')})`;

// What the page says in the place of each; null where it does not know the words in it. The first that fits counts.
const SENTENCES = [
  [`${WHAT}, on ${DAY} at the latest`, (what, day) => `${HAPPENED[what]}が${day}までにあること`],
  [`${WHAT} on ${DAY}, which is outside (.+)`, (what, day, period) => `${HAPPENED[what]}:${day}(${span(period)}の外)`],
  [`${WHAT} on ${DAY}`, (what, day) => `${HAPPENED[what]}:${day}`],
  [`${WHAT} in (.+)`, (what, period) => `${HAPPENED[what]}が${span(period)}にあること`],
  [`${WHAT} before (.+)`, (what, period) => `${HAPPENED[what]}が${span(period)}より前にあること`],
  ['There is no such day', () => '該当する日の記録がありません'],
  ['Nothing of it is recorded', () => '該当する記録がありません'],
  ['It was not accepted', () => '受入れの記録がありません'],
  ['It was not cancelled', () => '取消し・中止の記録がないこと'],
  ['Its person did not stay away', () => '不参加の記録がないこと'],
  ['No arrival is recorded', () => '到着の記録がありません'],
  ['No end is recorded', () => '終了の記録がありません'],
  ['It has not started', () => '開始の記録がありません'],
  [`It had started by the end of (.+) and by ${DAY}`, (period, day) => `${span(period)}の末日までに、かつ${day}までに開始していること`],
  ['It was not completed before (.+)', period => `${span(period)}より前に終了していないこと`],
  ['It was not cancelled before (.+)', period => `${span(period)}より前に中止されていないこと`],
  ['It had not ended before (.+)', period => `${span(period)}より前に終了していないこと`],
  [`The period had begun on ${DAY}`, day => `${day}に期間が始まっていること`],
  [`The period begins on ${DAY}`, day => `期間の初日:${day}`],
  ['Days of it lie in (.+) while one of these offices led', period => `いずれかの機関が主管していた日が${span(period)}にあること`],
  ['Days of it lie in (.+)', period => `滞在した日が${span(period)}にあること`],
  [`It is in force at the end of (.+), or on ${DAY} if that is earlier`, (period, day) => `${span(period)}の末日(${day}の方が早ければその日)に有効であること`],
  [`On ${DAY} it was looked at; its days in force are (.*)`, (day, days) => `${day}時点で判定。有効な期間:${days}`],
  ['Its last term ends within so many days', () => '最後の期間が指定の日数以内に終わること'],
  [`Its last term ends on ${DAY}`, day => `最後の期間の末日:${day}`],
  ['Its last term has no end', () => '最後の期間に終わりがありません'],
  ['Its country is (not )?on the DAC list of its own fiscal year', not => `国がその年度のDACリストに${not ? '載っていない' : '載っている'}こと`],
  ['Country (\\w+), FY(\\d{4})', (code, year) => `国:${code}(${year}年度)`],
  ['It was annulled: what was entered in error counts in nothing', () => '誤りとして取り消された記録は数えません'],
  ['Another one was earlier', () => '他の記録の方が先です'],
  ['It is known at position (\\d+)', position => `位置${position}までに届いていること`],
  ['It became known at position (\\d+)', position => `位置${position}で届きました`],
  [`It is one of the ${KIND}, which this measure counts`, kind => `この項目が数える${KINDS[kind]}であること`],
  [`It is one of the ${KIND}, which this measure does not count`, kind => `${KINDS[kind]}です。この項目では数えません`],
  [`(.+?)(?: from ${DAY})?(?: until ${DAY})?(?: on ${DAY})? was ([^;,]*)`, (name, from, until, on, code, names) =>
    names.has(name) ? `${names.get(name)}:${code}${when(from, until, on)}` : null],
  ['(.+?) is known', (name, names) => (names.has(name) ? `${names.get(name)}が記録されていること` : null)],
  ['(.+?) is ([^;,]+)', (name, codes, names) => (names.has(name) ? `${names.get(name)}が${codes.replaceAll(' or ', 'または')}であること` : null)],
].map(([sentence, say]) => [new RegExp(`^${sentence}$`), say]);

/**
 * A reason or a rule of a verdict in Japanese; null for a sentence that is not known here. The service has no codes for
 * them, only the sentences.
 *
 * names: of dimensions, from English to Japanese
 */
export function inJapanese(text, names) {
  for (const [pattern, say] of SENTENCES) {
    const found = pattern.exec(text);
    const said = found === null ? null : say(...found.slice(1), names);
    if (said !== null) {
      return said;
    }
  }
  return joined(text, '; ', ';', names) ?? joined(text, ', ', '、', names);
}

/** Several sentences in one. */
function joined(text, by, glue, names) {
  const parts = text.split(by);
  const said = parts.length === 1 ? [null] : parts.map(each => inJapanese(each, names));
  return said.includes(null) ? null : said.join(glue);
}

function span(period) {
  return period.replace(/FY(\d+) to FY(\d+)/, '$1年度~$2年度').replace(/FY(\d+)/, '$1年度')
    .replace(/(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)/, '$1~$2').replace(' (', '(').replace(/\)$/, ')');
}

function when(from, until, on) {
  const said = [from && `${from}から`, until && `${until}まで`, on && `${on}時点`].filter(Boolean).join('');
  return said === '' ? '' : `(${said})`;
}
