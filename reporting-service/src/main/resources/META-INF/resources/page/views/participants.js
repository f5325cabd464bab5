import { element } from '../element.js';
import { ask, path, remembered } from '../request.js';
import { figures } from '../table.js';
import { takeaway } from '../takeaway.js';

/** What is told to everybody of who took part: fiscal years that are published, with small figures withheld. */
export default {
  chosen: ['publishedYear', 'attribute', 'by'],

  async show(context) {
    const { choices, language } = context;
    const { openTables } = await remembered('/v1/dimensions');
    if (openTables.fiscalYears.length === 0) {
      return { title: language.say('view-participants'), parts: [element('p', {}, language.say('nothingPublished'))] };
    }
    const fiscalYear = choices.get('publishedYear') ?? Math.max(...openTables.fiscalYears);
    const address = path('/v1/statistics', {
      measure: openTables.measures,
      groupBy: [choices.get('by'), choices.get('attribute') ?? 'sex'],
      fiscalYear,
    });
    const answer = await ask(address);
    return {
      title: language.inPeriod('view-participants', answer),
      parts: [
        element('p', {}, language.say('withheldWhy', { count: openTables.personsAtLeast })),
        figures(answer, context, { name: 'participants', caption: language.say('view-participants') }),
        takeaway(address, 'participants', context),
      ],
    };
  },
};
