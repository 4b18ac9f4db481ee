// Starts the GOV.UK components. Their words come from data-i18n attributes in the templates, in the page's language.
import { initAll } from "../govuk/govuk-frontend.min.js";

initAll();
