// What a person sees and finds on a page. It runs in a world of its own: the page's scripts, their
// absence and the page's content security policy do not touch it. A thrown string is a finding.
const tidy = (words) => words.replace(/\s+/g, " ").trim();
const shown = (node) =>
  node.getClientRects().length > 0 && getComputedStyle(node).visibility !== "hidden";
const brief = (node) => tidy(node.outerHTML).slice(0, 120);

// Everything that a person, or their screen reader, would call this.
const names = (node) =>
  [node.getAttribute("aria-label"), node.innerText, node.textContent]
    .concat(node.matches("input[type=submit], input[type=button]") ? [node.value] : [])
    .filter(Boolean)
    .map(tidy);

// The one among them that is called this: in full, or else by its first words. Links to the same
// place are the same thing.
const called = (nodes, words, kind) => {
  const wanted = tidy(words);
  let found = nodes.filter((node) => names(node).includes(wanted));
  if (found.length === 0) {
    found = nodes.filter((node) => names(node).some((name) => name.startsWith(wanted)));
  }
  if (found.length === 0) {
    const there = nodes.map((node) => names(node)[0]).filter(Boolean);
    throw `no ${kind} "${wanted}"; there is: ${there.join(" | ").slice(0, 600) || "none"}`;
  }
  const places = new Set(found.map((node) => node.href || node));
  if (places.size > 1) throw `${found.length} times ${kind} "${wanted}": ${found.map(brief).join(" ")}`;
  return found[0];
};

const all = (css) => [...document.querySelectorAll(css)].filter(shown);

const labelled = (words, fits, kind) => {
  const labels = all("label").filter((label) => label.control?.matches(fits));
  return called(labels, words, kind).control;
};

const middle = (node) => {
  const box = [...node.getClientRects()].find((rect) => rect.width > 0 && rect.height > 0);
  if (!box) throw `${brief(node)} has no box`;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const hit = document.elementFromPoint(x, y);
  if (!hit) throw `${brief(node)} is outside the window`;
  if (!node.contains(hit) && hit.closest("label")?.control !== node) {
    throw `${brief(node)} is covered by ${brief(hit)}`;
  }
  return { x, y };
};

const TYPED =
  "textarea, input:not([type=radio], [type=checkbox], [type=submit], [type=button], [type=hidden])";

const verbs = {
  text: () => document.body?.innerText ?? "",
  title: () => document.title,
  html: () => document.documentElement.outerHTML,
  width: () => Math.max(document.documentElement.scrollWidth, document.body?.scrollWidth ?? 0),

  focused: () => {
    const node = document.activeElement;
    if (!node || node === document.body) return "";
    const label = node.labels?.[0];
    return names(label ?? node)[0] ?? brief(node);
  },

  css: (css) => {
    const found = all(css);
    if (found.length === 0) throw `nothing visible matches ${css}`;
    return found[0];
  },
  pressable: (words) =>
    called(
      all("a[href], button, summary, [role=button], input[type=submit], input[type=button]"),
      words,
      "link or button",
    ),
  field: (target) => {
    try {
      return labelled(target, TYPED, "field");
    } catch (finding) {
      let found = [];
      try {
        found = all(target).filter((node) => node.matches(TYPED));
      } catch {} // Words that are no selector.
      if (found.length === 0) throw finding;
      return found[0];
    }
  },
  choice: (words) => labelled(words, "input[type=radio], input[type=checkbox]", "choice"),
  list: (words) => labelled(words, "select", "list"),

  // Where a finger goes: the middle of the element's first box. When it is out of the window or
  // something lies on top of it there, such as a strip that stays put, a person scrolls first.
  point() {
    try {
      return middle(this);
    } catch {
      this.scrollIntoView({ block: "center", behavior: "instant" });
      return middle(this);
    }
  },
  checked() {
    return this.checked;
  },
  value() {
    return this.value;
  },
  select_all() {
    this.select();
  },
  option(words) {
    const option = called([...this.options], words, "option");
    return [...this.options].indexOf(option) - this.selectedIndex;
  },
};
