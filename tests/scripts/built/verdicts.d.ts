// What the build writes beside the scripts (`annotate.publishing.exports.verdicts`).
export const VERDICTS: { id: string; label: string; glyph: string; isLoud: boolean }[];
