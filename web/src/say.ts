/** The page's own words, in the language that the server wrote it in. */
const english = document.documentElement.lang === "en";
export const say = (vi: string, en: string): string => (english ? en : vi);
