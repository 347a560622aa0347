// What the build writes beside the scripts (`annotate.exports.verdicts`).
export const VERDICTS: { id: string; isLoud: boolean }[];
