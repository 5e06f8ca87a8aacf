// What the tests of the HTML page ask a browser: put into the page as text, before anything of the page is there.
globalThis.inPage = (() => {
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const hrefs = (selector) => all(selector).map((link) => link.getAttribute("href") ?? "");
  const isThere = (id) => document.getElementById(id) !== null;
  const countEntries = () => all(".entry").filter((entry) => entry.checkVisibility()).length;

  const readParts = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const isSolid = (color) => color !== "none" && color !== "" && (readParts(color)[3] ?? 1) > 0;
  const luminance = (color) => {
    const [red, green, blue] = readParts(color).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const readBackground = (element) => {
    const style = getComputedStyle(element);
    if (element instanceof HTMLElement) return style.backgroundColor;
    return ["rect", "circle"].includes(element.localName) ? style.fill : "none";
  };

  document.addEventListener("securitypolicyviolation", (event) => console.log(`policy: ${event.violatedDirective}`));

  return {
    openDetails() {
      for (const details of all("details")) details.open = true;
    },
    overflow() {
      return document.documentElement.scrollWidth - document.documentElement.clientWidth;
    },
    height() {
      return document.documentElement.scrollHeight;
    },
    inspect() {
      const elements = all("*");
      const ids = elements.map(({ id }) => id).filter((id) => id !== "");
      const referred = ["aria-labelledby", "aria-describedby"].flatMap((name) =>
        all(`[${name}]`).map((element) => element.getAttribute(name)),
      );
      const dangerous = ["script", "iframe", "img", "object", "embed", "form", "foreignObject", "plaintext"];
      const attributes = elements.flatMap((element) => element.getAttributeNames());
      return {
        ran: globalThis.ran ?? null,
        dangerous: elements.map(({ localName }) => localName).filter((name) => dangerous.includes(name)),
        handlers: attributes.filter((attribute) => attribute.startsWith("on") || attribute === "style"),
        twice: ids.length - new Set(ids).size,
        lost: hrefs("a").filter((href) => !href.startsWith("#") || !isThere(href.slice(1))),
        unlabelled: referred.filter((id) => !isThere(id)),
        unnamed: all("[role=img]").filter(
          (image) => !image.getAttribute("aria-label") || image.querySelector("a") !== null,
        ).length,
      };
    },
    readLinks() {
      const [wide, narrow, table] = [hrefs("svg.wide a"), hrefs("svg.narrow a"), hrefs("table a")];
      const isEntry = (href) => document.querySelector(`.entry .places ${href}`) !== null;
      return {
        same: [...wide].sort().join() === [...narrow].sort().join(),
        entries: [...wide, ...table].every(isEntry),
        wide: wide.length,
        table: table.length,
      };
    },
    /** Numbers what the Tab key should stop at, in its order; gives how many there are. */
    numberStops() {
      const stops = all("a[href],summary,input:checked,[tabindex='0']").filter((element) => element.checkVisibility());
      for (const [index, element] of stops.entries()) element.setAttribute("data-stop", String(index));
      return stops.length;
    },
    readStop() {
      return Number(document.activeElement?.getAttribute("data-stop") ?? -1);
    },
    filterAndFollow() {
      document.querySelector("#show-ask").click();
      const asked = countEntries();
      location.hash = document.querySelector("svg.wide a.deny").getAttribute("href");
      return {
        asked: asked === all(".entry.ask").length,
        all: all(".entry").length > asked,
        added: countEntries() - asked,
      };
    },
    /** Of every text that shows, with what lies behind its middle, as WCAG 2 computes it. */
    readContrasts() {
      const found = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const element = node.parentElement;
        if (node.textContent.trim() === "" || !element.checkVisibility({ visibilityProperty: true })) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const [box] = range.getClientRects();
        if (box === undefined || box.width === 0 || box.left < 0 || box.right > innerWidth) continue;
        const behind =
          document
            .elementsFromPoint(box.left + box.width / 2, box.top + box.height / 2)
            .map(readBackground)
            .find(isSolid) ?? "rgb(255, 255, 255)";
        const style = getComputedStyle(element);
        const color = element instanceof SVGElement ? style.fill : style.color;
        const [dark, light] = [luminance(color), luminance(behind)].sort((a, b) => a - b);
        found.push({ text: node.textContent.slice(0, 40), color, behind, ratio: (light + 0.05) / (dark + 0.05) });
      }
      return found;
    },
    /** The elements that a page has, in order, without those that lists have any number of. */
    readShape(source) {
      const page = new DOMParser().parseFromString(source, "text/html");
      const elements = all("head *, .top *, .entry *, .of-file > header *, main > section > *, footer *", page);
      return elements.map(({ localName }) => localName).filter((name) => name !== "bdi" && name !== "span");
    },
  };
})();
