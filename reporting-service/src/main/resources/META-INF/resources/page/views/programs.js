import { charted, filtered, ranking, report, timeSeries } from '../report.js';
import { figures } from '../table.js';
import { takeaway } from '../takeaway.js';

const MEASURES = ['programsAdopted', 'programsProposed', 'programsActive', 'programsCompleted', 'participationsAccepted'];
const FILTERS = ['leadOffice', 'country'];

/** Schemes and sectors of programs. */
export default {
  measures: MEASURES,
  chosen: ['fiscalYear', 'from', 'to', ...FILTERS, 'measure', 'asOf', 'knownAt', 'officeBasis', 'publication'],

  async show(context) {
    const { choices, language } = context;
    const filters = filtered(FILTERS, choices);
    const measure = charted(MEASURES, choices);
    const [schemes, sectors, years] = await Promise.all([
      report('schemes', MEASURES, 'scheme', filters, context),
      report('sectors', MEASURES, 'sector', filters, context),
      timeSeries(measure, filters, context),
    ]);
    const section = ({ answer, address, published }, name) => [
      figures(answer, context, { name, caption: language.say(name), published }),
      takeaway(address, name, context),
      ranking(answer, measure, context, name),
    ];
    return {
      title: language.inPeriod('view-programs', schemes.answer),
      parts: [section(schemes, 'schemes'), section(sectors, 'sectors'), years],
    };
  },
};
