// Starts the GOV.UK components. Their words come from data-i18n attributes in the templates, in the page's language.
import { initAll } from "../govuk/govuk-frontend.min.js";

initAll();

// The radios component says "expanded" of an option that reveals a question; ARIA does not know that of a radio.
const unsay = (radio) => radio.removeAttribute("aria-expanded");
for (const radio of document.querySelectorAll("input[type=radio][aria-controls]")) {
  unsay(radio);
  new MutationObserver(() => unsay(radio)).observe(radio, { attributeFilter: ["aria-expanded"] });
}
