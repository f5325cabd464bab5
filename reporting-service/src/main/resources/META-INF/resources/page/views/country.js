import { named } from '../code.js';
import { byYear, report } from '../report.js';
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
    const [name, years, schemes, offices] = await Promise.all([
      named('country', country, language),
      byYear(MEASURES, { country }, 'years', context),
      report('schemes', MEASURES, 'scheme', { country }, context),
      report('offices', MEASURES, 'leadOffice', { country }, context),
    ]);
    return {
      title: name,
      parts: [
        years.chart,
        years.table,
        takeaway(years.address, `country-${country}`, context),
        figures(schemes.answer, context, {
          name: 'schemes',
          caption: language.inPeriod('schemes', schemes.answer),
        }),
        figures(offices.answer, context, {
          name: 'offices',
          caption: language.inPeriod('view-offices', offices.answer),
          profile: ({ leadOffice }) => elsewhere(choices, 'office', { leadOffice }),
        }),
      ],
    };
  },
};
