// @ts-check
/** The verdicts in their order; readers should stop at the loud ones.
 * @type {{id: string, isLoud: boolean}[]} */
export const VERDICTS = [{"id": "supported", "isLoud": false}, {"id": "mostly-supported", "isLoud": false}, {"id": "mixed", "isLoud": true}, {"id": "misleading", "isLoud": true}, {"id": "contradicted", "isLoud": true}, {"id": "disputed", "isLoud": true}, {"id": "unverified", "isLoud": true}, {"id": "outdated", "isLoud": true}, {"id": "opinion", "isLoud": false}];
