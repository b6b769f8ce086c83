import { type LinkForm, type LinkView, participant, type Service } from "./service.ts";

export const laSuiteMeet: Service = {
  id: "la-suite-meet",
  name: "La Suite Meet",
  native: true,
  hosts: ["visio.numerique.gouv.fr", "visio.suite.anct.gouv.fr", "visio.lasuite.coop"],
  words: ["la\\s?suite\\s?meet"],
  idDigits: [],
  takesPasscode: false,
  form,
};

/** The only rooms that the web app routes: three, four and three letters or digits, hyphens optional, any case. */
export const laSuiteSlug = /^([a-z0-9]{3})-?([a-z0-9]{4})-?([a-z0-9]{3})$/i;

function form({ path }: LinkView): LinkForm | null {
  const [slug = "", more] = path;
  return more === undefined && laSuiteSlug.test(slug) ? participant(slug) : null;
}
