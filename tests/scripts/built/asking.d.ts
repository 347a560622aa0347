// What the build writes beside the scripts (`annotate.publishing.exports.asking`).
/** The language by whose rules the index divides words. */
export const LANGUAGE: string;
/** Words of questions, with what the index has for them: "" for nothing. */
export const ASKS: Map<string, string>;
/** What verdicts are called besides their labels. */
/** A term that claims have, with its facet before it; how many have it, and what else it is called. */
export const NAMED: [facet: string, label: string, claims: number, called: string[]][];
/** What the claims can be narrowed down by, with what readers call it. */
export const FACETS: Map<string, string>;
export const INDEXES: number;
