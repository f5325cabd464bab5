import { named } from '../code.js';
import { byYear, charted, report, timeSeries } from '../report.js';
import { figures } from '../table.js';
import { takeaway } from '../takeaway.js';
import { elsewhere } from '../address.js';

const MEASURES = ['participationsAccepted', 'persons', 'personDays', 'programsAdopted', 'programsActive'];

/** One country over the years, and by what in the period. */
export default {
  about: 'country',
  measures: MEASURES,
  chosen: ['country', 'fiscalYear', 'from', 'to', 'measure', 'asOf', 'knownAt', 'officeBasis', 'formerCountries'],

  async show(context) {
    const { choices, language } = context;
    const country = choices.get('country') ?? 'LA';
    const [name, years, chart, schemes, offices] = await Promise.all([
      named('country', country, language),
      byYear(MEASURES, { country }, 'years', context),
      timeSeries(charted(MEASURES, choices), { country }, context),
      report('schemes', MEASURES, 'scheme', { country }, context),
      report('offices', MEASURES, 'leadOffice', { country }, context),
    ]);
    return {
      title: name,
      parts: [
        chart,
        years.table,
        takeaway(years.address, `country-${country}`, context),
        figures(schemes.answer, context, {
          name: 'schemes',
          caption: language.say('in', { what: language.say('schemes'), period: language.period(schemes.answer.period) }),
        }),
        figures(offices.answer, context, {
          name: 'offices',
          caption: language.say('in', { what: language.say('view-offices'), period: language.period(offices.answer.period) }),
          profile: ({ leadOffice }) => elsewhere(choices, 'office', { leadOffice }),
        }),
      ],
    };
  },
};
