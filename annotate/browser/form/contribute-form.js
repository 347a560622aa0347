// @ts-check
// The form for a new claim, in a dialog: its fields, what is wrong with them, and the file that comes of it.
import { claimData } from "./claim-data.js";
import { make } from "./claims.js";
import { hostOf, knownOutlet } from "./contribute-address.js";
import { draft } from "./contribute-draft.js";
import { showExisting, shownClaims, takenNames, verdictOf } from "./contribute-existing.js";
import { fileName, HIDDEN, visible } from "./contribute-file.js";
import { copy, download, forgeName, issueText, newFile, newIssue, readForge } from "./contribute-forge.js";
import { keptFile } from "./contribute-kept.js";
import { count, describe, quoteFault, written } from "./contribute-quote.js";
import { field, message, sourceFields } from "./contribute-parts.js";
import { rules } from "./contribute-rules.js";
import { keep, recalled } from "./stored.js";

/** @typedef {import("./contribute-words.js").Words} Words */
/** @typedef {import("./contribute-words.js").Place} Place */
/** @typedef {import("./contribute-rules.js").Rules} Rules */
/** @typedef {import("./contribute-check.js").Findings} Findings */
/** @typedef {import("./contribute-file.js").Fields} Fields */

const head = /** @type {HTMLElement} */ (document.querySelector(".fc-head"));
const forge = readForge(head.dataset);

/** Open the form for words, or for a claim that is published on them, and wait until it is closed.
 * @param {Words} words @param {Place} selected @param {import("./contribute-kept.js").Kept} [kept] */
export async function openForm(words, selected, kept) {
  const form = new Form(words, selected, rules, await claimData(), kept);
  document.body.append(form.dialog);
  form.dialog.showModal();
  form.focusFirst();
  await new Promise((resolve) => form.dialog.addEventListener("close", resolve, { once: true }));
  form.dialog.remove();
  if (form.next) await openForm(words, selected, form.next);
}

class Form {
  /** @param {Words} words @param {Place} selected @param {Rules} rules
   * @param {import("./claim-data.js").ClaimData | undefined} data @param {import("./contribute-kept.js").Kept} [kept] */
  constructor(words, selected, rules, data, kept) {
    this.data = data;
    this.kept = kept;
    /** @type {typeof kept} */ this.next = undefined;
    this.words = words;
    this.rules = rules;
    this.place = words.whole(selected);
    this.widened = this.place.start !== selected.start || this.place.end !== selected.end;
    const quoted = words.text.slice(this.place.start, this.place.end);
    this.exact = kept?.fields.quote ?? written(quoted);
    this.fault = kept ? "" : words.gap(this.place) || quoteFault(this.exact, rules.claim[0].limit ?? 1000);
    this.quote = this.fault || kept ? undefined : describe(words.text, this.place);
    if (!this.fault && !this.quote && !kept)
      this.fault =
        "The same words stand at several places of the article, and so does what is around them. Select more words.";
    this.claims = words.claimsAt(this.place);
    this.claims.same = this.claims.same.filter((id) => id !== kept?.id);
    this.name = kept?.id ?? fileName(this.exact, takenNames());
    this.path = `${forge.folder}${this.name}.md`;
    /** @type {Set<string>} */ this.touched = new Set();
    this.stored = `annotate-draft:${forge.slug}:${kept?.id ?? `${this.place.start}-${this.place.end}`}`;
    // What `update` reads from the fields and makes of them.
    this.typed = "";
    this.text = "";
    /** @type {Fields} */ this.fields = {};
    /** @type {Fields[]} */ this.given = [];
    /** @type {Findings} */ this.findings = { errors: new Map(), hints: new Map(), fewOrigins: false };
    // What it fills, and what the other methods reach for.
    this.sources = make("div", {});
    this.preview = make("pre", { tabindex: "0", role: "region", "aria-label": "The claim file", dir: "auto" });
    this.status = make("p", { role: "status", class: "fc-form-status" });
    this.needed = make("p", { class: "fc-form-needed" });
    this.link = forge.newFile ? this.buildLink() : undefined;
    this.issue = forge.issue ? this.buildIssueLink() : undefined;
    this.form = this.buildFields();
    this.dialog = this.buildDialog();
    this.restore();
    this.update();
  }

  buildDialog() {
    const close = make("button", { type: "button", class: "fc-close", "aria-label": "Close" }, "×");
    close.addEventListener("click", () => this.dialog.close());
    const title = make("h2", { id: "fc-form-title" }, this.kept ? "Change this claim" : "Annotate these words");
    const columns = make("div", { class: "fc-form-columns" }, this.form, this.buildResult());
    const there =
      this.fault || this.kept
        ? ""
        : showExisting(
            this.claims,
            this.data,
            forge,
            columns,
            () => this.focusFirst(),
            (id) => this.change(id),
          );
    if (this.fault) columns.hidden = true;
    return /** @type {HTMLDialogElement} */ (
      make(
        "dialog",
        { class: "fc-form", "aria-labelledby": "fc-form-title" },
        make("div", { class: "fc-form-head" }, title, close),
        this.buildQuote(),
        there,
        columns,
      )
    );
  }

  buildQuote() {
    const paragraphs = this.exact.split("\n").map((part) => make("p", { dir: "auto" }, part));
    const language = head.dataset.language ?? "";
    const notes = [];
    if (this.fault) notes.push(make("p", { class: "fc-error" }, this.fault));
    if (this.widened && !this.kept) notes.push(make("p", {}, "The selection was widened to whole words."));
    if (this.quote && (this.quote.prefix || this.quote.suffix)) {
      const times = count(this.words.text, { exact: this.exact, prefix: "", suffix: "" });
      notes.push(
        make(
          "p",
          {},
          `These words stand ${times} times in the article. So the file also quotes what is next to them, in prefix or suffix.`,
        ),
      );
    }
    if (this.words.excerpt)
      notes.push(
        make(
          "p",
          {},
          "Only parts of the article are shown here; whether the words stand once in all of it is checked when you send them.",
        ),
      );
    return make("div", { class: "fc-form-quote" }, make("blockquote", { lang: language }, ...paragraphs), ...notes);
  }

  buildFields() {
    const about = Object.fromEntries(this.rules.claim.map((f) => [f.name, f]));
    const more = make("button", { type: "button" }, "Add another source");
    more.addEventListener("click", () => {
      const added = this.addSource();
      this.update();
      /** @type {HTMLElement | null} */ (added.querySelector("input"))?.focus();
    });
    const form = make(
      "form",
      { novalidate: "" },
      field("claim", "Claim", { ...about.claim, area: 2 }),
      field("claimant", "Who asserts it", {
        ...about.claimant,
        about: "A name; add “as quoted in the article” where that is so.",
      }),
      make(
        "div",
        { class: "fc-pair" },
        field("source_type", "Source type", about.source_type),
        field("verdict", "Verdict", about.verdict),
      ),
      field("summary", "Summary", {
        ...about.summary,
        about: "The result of your check, in one sentence that stands alone.",
        area: 2,
      }),
      field("would_settle", "What would settle it", { ...about.would_settle, area: 2, required: true }),
      this.sources,
      make("div", { class: "fc-more-sources" }, more),
      field("single_source_reason", "Why one source is enough", { ...about.single_source_reason, area: 2 }),
      field("context", "Context", {
        name: "context",
        about:
          "What a reader should also know: one to four short paragraphs. *Emphasis*, **strong**, [links](https://…), lists and > quotations are possible.",
        required: true,
        area: 6,
      }),
    );
    if (this.kept)
      form.append(
        field("why", "Why it changes", {
          name: "why",
          about: "A sentence for readers, who are shown it with the day.",
          required: true,
          area: 2,
          limit: 500,
        }),
      );
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.update());
    form.addEventListener("focusout", (event) => this.left(/** @type {HTMLElement} */ (event.target)));
    return form;
  }

  /** @returns {HTMLElement} */
  addSource() {
    const at = this.sources.children.length;
    const added = sourceFields(at, this.rules, () => {
      added.remove();
      this.renumber();
    });
    this.sources.append(added);
    return added;
  }

  /** After one source was taken out, the values of the others move up. */
  renumber() {
    const values = this.values().sources;
    this.sources.replaceChildren();
    values.forEach(() => this.addSource());
    this.fill({ sources: values });
    this.update();
    /** @type {HTMLElement | null} */ (this.form.querySelector(".fc-more-sources button"))?.focus();
  }

  buildResult() {
    const copying = this.action("Copy", () => this.copyText());
    const saving = this.action(`Download ${this.name}.md`, () => {
      download(`${this.name}.md`, this.text);
      this.say(`Saved as ${this.name}.md. Put it into the repository as ${this.path}.`);
    });
    const actions = make("div", { class: "fc-form-actions" }, ...(this.link ? [this.link] : []), copying, saving);
    const where = make("p", { class: "fc-form-path" }, "The file’s place: ", make("code", {}, this.path));
    return make(
      "section",
      { class: "fc-form-result", "aria-label": "Result" },
      make("h3", {}, "The file"),
      where,
      this.preview,
      this.needed,
      actions,
      this.status,
      this.buildIssue(),
    );
  }

  /** A link, so that readers see where it leads; it leads nowhere while something is missing. */
  buildLink() {
    const link = /** @type {HTMLAnchorElement} */ (
      make("a", { class: "fc-main", target: "_blank", rel: "noopener noreferrer" }, `Open on ${forgeName(forge)}`)
    );
    link.addEventListener("click", (event) => {
      if (!this.isReady()) return event.preventDefault();
      if (this.kept)
        return copy(this.text).then((copied) =>
          this.say(copied ? REPLACE : "Use “Copy”, and on the page that opened paste over all of the old text."),
        );
      const { whole } = newFile(forge, this.path, this.text);
      copy(this.text).then((copied) => this.say(openedText(whole, copied)));
    });
    return link;
  }

  buildIssue() {
    if (this.kept && this.issue) return "";
    if (!this.issue) {
      const page =
        document.querySelector('.fc-foot a[href*="contribute"]')?.getAttribute("href") ?? "../../contribute/";
      return make(
        "p",
        { class: "fc-form-issue" },
        "Send the file as a pull request: ",
        make("a", { href: page }, "how that is done"),
        ".",
      );
    }
    return make(
      "p",
      { class: "fc-form-issue" },
      "No pull request? ",
      this.issue,
      ": an editor writes the file, and not everything must be filled in.",
    );
  }

  buildIssueLink() {
    const link = /** @type {HTMLAnchorElement} */ (
      make("a", { target: "_blank", rel: "noopener noreferrer" }, "Send it as an issue")
    );
    link.addEventListener("click", () => {
      const fields = this.issueFields();
      if (!newIssue(forge, fields).whole)
        copy(issueText(fields)).then((copied) =>
          this.say(
            copied
              ? "The text is too long for a link. It is copied: paste it into the form."
              : "The text is too long for a link: copy it from here.",
          ),
        );
    });
    return link;
  }

  /** @param {string} label @param {() => void} act */
  action(label, act) {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", () => this.isReady() && act());
    return button;
  }

  async copyText() {
    if (await copy(this.text))
      return this.say(
        this.kept
          ? `Copied. Put it in the place of what is in ${this.path}.`
          : `Copied. Paste it into a new file, ${this.path}.`,
      );
    getSelection()?.selectAllChildren(this.preview);
    this.preview.focus();
    this.say("The browser does not let this page copy. The text is selected: copy it with your keyboard or menu.");
  }

  /** @param {string} text */
  say(text) {
    this.status.textContent = text;
  }

  /** Whether the file can go; if not, the first field that is wrong gets the focus. */
  isReady() {
    const { errors } = this.findings;
    for (const name of errors.keys()) this.touched.add(name);
    this.show();
    if (!errors.size) return true;
    const first = /** @type {HTMLElement | null} */ (this.form.querySelector('[aria-invalid="true"]'));
    first?.closest("details")?.setAttribute("open", "");
    first?.focus();
    this.say(errors.size === 1 ? "One field needs a change." : `${errors.size} fields need a change.`);
    return false;
  }

  /** Go on with the claim that is there, filled in.
   * @param {string} id */
  async change(id) {
    this.next = await keptFile(forge.slug, id);
    if (this.next) this.dialog.close();
    else location.assign(this.data?.claims[id]?.page ?? `#fn:${id}`);
  }

  focusFirst() {
    const shown = !this.form.closest("[hidden]");
    const target = shown
      ? this.control("claim")
      : (this.dialog.querySelector(".fc-there button") ?? this.dialog.querySelector(".fc-close"));
    /** @type {HTMLElement | null} */ (target)?.focus();
  }

  /** @param {string} name @returns {HTMLInputElement | null} */
  control(name) {
    return this.form.querySelector(`[name="${name}"]`);
  }

  /** @returns {{fields: Fields, sources: Fields[]}} as they were typed */
  values() {
    /** @type {{fields: Fields, sources: Fields[]}} */
    const values = { fields: {}, sources: [...this.sources.children].map(() => ({})) };
    for (const [name, value] of new FormData(/** @type {HTMLFormElement} */ (this.form))) {
      const [first, at, key] = name.split(".");
      if (at) values.sources[Number(at)][key] = String(value);
      else values.fields[first] = String(value);
    }
    return values;
  }

  /** @param {{fields?: Fields, sources?: Fields[]}} values */
  fill({ fields = {}, sources = [] }) {
    const named = Object.fromEntries(
      sources.flatMap((source, at) => Object.entries(source).map(([key, value]) => [`sources.${at}.${key}`, value])),
    );
    for (const [name, value] of Object.entries({ ...fields, ...named })) {
      const control = this.control(name);
      if (control) control.value = value;
    }
  }

  restore() {
    let draft;
    try {
      draft = JSON.parse(recalled(this.stored, "sessionStorage") || "null") ?? this.kept ?? {};
    } catch {
      draft = this.kept ?? {};
    }
    const sources = draft.sources ?? [];
    for (let at = 0; at < Math.max(1, sources.length); at += 1) this.addSource();
    this.fill(draft);
  }

  store() {
    const values = this.values();
    const empty = ![values.fields, ...values.sources].some((part) => Object.values(part).some(Boolean));
    keep(this.stored, empty ? "" : JSON.stringify(values), "sessionStorage");
  }

  /** Read the fields, check them, and show what comes of them. */
  update() {
    const values = this.values();
    this.typed = JSON.stringify(values);
    const made = draft(
      values,
      this.quote ?? { exact: this.exact, prefix: "", suffix: "" },
      { published: head.dataset.published ?? "", claims: shownClaims().add(this.name) },
      this.kept,
    );
    this.fields = made.fields;
    this.given = made.sources;
    this.findings = made.findings;
    this.text = made.text;
    this.checkSame();
    this.showWhereNeeded("would_settle", this.rules.evidence.needsSettling.includes(this.fields.verdict));
    this.showWhereNeeded("single_source_reason", this.findings.fewOrigins || Boolean(this.fields.single_source_reason));
    this.preview.textContent = this.text;
    this.address();
    this.show();
    this.store();
  }

  /** Two claims on the same words have the same verdict (annotate/checking/checks/quotes.py). */
  checkSame() {
    for (const id of this.claims.same) {
      if (this.fields.verdict && verdictOf(id) !== this.fields.verdict)
        this.findings.errors.set(
          "verdict",
          `The claim ${id} about the same words has another verdict. Dispute that one, or select the words that yours is about.`,
        );
    }
  }

  address() {
    if (this.link)
      this.link.href = this.kept ? `${this.data?.edit}${this.name}.md` : newFile(forge, this.path, this.text).href;
    if (this.issue) this.issue.href = newIssue(forge, this.issueFields()).href;
  }

  /** @returns {Record<string, string>} by the ids of the issue form */
  issueFields() {
    const { claim, verdict, summary, context } = this.fields;
    const source = this.given.filter((s) => s.url).map((s) => [s.url, s.date, s.says].filter(Boolean).join("\n"));
    const finding = [verdict && `Verdict: ${verdict}.`, summary, context].filter(Boolean).join("\n\n");
    return {
      article: forge.slug,
      quote: this.exact.replaceAll("\n", "\n\n"),
      claim,
      source: source.join("\n\n"),
      context: finding,
    };
  }

  /** @param {string} name @param {boolean} needed */
  showWhereNeeded(name, needed) {
    const part = /** @type {HTMLElement} */ (this.control(name)?.closest(".fc-field"));
    part.hidden = !needed;
  }

  /** A field that was left is judged; until then nobody is told off.
   * @param {HTMLElement} target */
  left(target) {
    const name = target.getAttribute("name") ?? "";
    const outlet = /^(sources\.\d+\.)url$/.exec(name);
    if (outlet) this.suggestOutlet(outlet[1]);
    if (name && /** @type {HTMLInputElement} */ (target).value) this.touched.add(name);
    this.show();
  }

  /** @param {string} path */
  suggestOutlet(path) {
    const [url, outlet] = [this.control(`${path}url`), this.control(`${path}outlet`)];
    const known = knownOutlet(hostOf(url?.value.trim() ?? "")).name;
    if (!outlet || outlet.value || !known) return;
    outlet.value = known;
    this.update();
  }

  show() {
    const { errors, hints } = this.findings;
    for (const control of /** @type {NodeListOf<HTMLInputElement>} */ (
      this.form.querySelectorAll("[name]:not([type=hidden])")
    )) {
      const error = this.touched.has(control.name) ? (errors.get(control.name) ?? "") : "";
      message(control, error, control.value ? (hints.get(control.name) ?? "") : "");
    }
    const left = [...this.form.querySelectorAll("[name]")]
      .filter((control) => errors.has(control.getAttribute("name") ?? ""))
      .map((control) => control.closest(".fc-field")?.querySelector("label")?.textContent);
    const removed = [...this.typed.matchAll(HIDDEN)].length || visible(this.typed) !== this.typed;
    this.needed.textContent = [
      left.length
        ? `Still to do: ${[...new Set(left)].join(", ").toLowerCase()}.`
        : errors.size
          ? ""
          : "Nothing is missing.",
      errors.get("checked") ?? "",
      removed ? "Invisible characters were left out." : "",
    ].join(" ");
  }
}

const REPLACE = "The changed file is copied. On the page that opened, select all of the old text and paste.";

/** @param {boolean} whole @param {boolean} copied */
function openedText(whole, copied) {
  if (!whole)
    return copied
      ? "The file is too long for a link. Its text is copied: paste it into the page that opened."
      : "The file is too long for a link: use “Copy”, and paste it into the page that opened.";
  return copied
    ? "Opened in a new tab. If the page comes up empty, paste: the text is copied, too."
    : "Opened in a new tab. If the page comes up empty, use “Copy” and paste.";
}
