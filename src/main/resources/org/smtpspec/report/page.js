"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const form = $(".filters");
  const matrix = $(".matrix");
  const dialog = $("dialog");
  const heads = all("tbody.head").map((head) => ({ head, body: head.nextElementSibling }));
  const groups = heads.filter((group) => group.body.matches(".rows"));
  const targets = all("thead th[data-target]", matrix).map((th) => ({ id: th.dataset.target, label: th.textContent, again: th.dataset.again }));
  const VERDICTS = ["conforms", "tolerated", "violates", "not-applicable", "inconclusive"];

  // The cases are carried in parts, deflated, in base64: a part is unpacked when one of its cases is opened.
  const packed = JSON.parse($("#result").textContent);
  const unpack = async (base64) => {
    const octets = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    return new Response(new Blob([octets]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
  };
  const parts = new Map();
  const entryOf = async (index) => {
    const part = Math.floor(index / packed.size);
    if (!parts.has(part)) parts.set(part, unpack(packed.parts[part]).then((text) => JSON.parse(text).cases));
    return (await parts.get(part))[index % packed.size];
  };

  // Only what the server sent, or may have chosen, passes here: it becomes text, never markup.
  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // ---- rows: what the filters look at, gathered once
  const verdictOf = (cell) => cell.className && VERDICTS.find((verdict) => cell.classList.contains(verdict));
  const rows = groups.flatMap(({ body }) => [...body.rows]).map((tr, index) => {
    const [head, ...cells] = tr.cells;
    cells.forEach((cell, i) => {
      const verdict = verdictOf(cell);
      if (!verdict) return;
      cell.tabIndex = -1;
      cell.setAttribute("role", "button");
      const notes = [cell.dataset.l, cell.matches(".known") && "known", cell.matches(".gone") && "unexpected pass", cell.matches(".odd") && "most answer otherwise"];
      cell.title = [verdict, ...notes.filter(Boolean)].join(", ");
      cell.setAttribute("aria-label", `${targets[i].label}: ${cell.title} ${cell.textContent.trim()}`);
    });
    return {
      tr,
      index,
      id: head.firstChild.textContent,
      suite: tr.parentNode.dataset.suite,
      level: tr.dataset.level,
      different: "different" in tr.dataset,
      verdicts: cells.map((cell, i) => [targets[i].id, verdictOf(cell)]),
      text: head.textContent.toLowerCase(),
      shown: true,
    };
  });
  const rowOf = new Map(rows.map((row) => [row.tr, row]));
  all(".matrix th.case a").forEach((a) => (a.tabIndex = -1));
  document.addEventListener("click", (event) => {
    const a = event.target.closest?.('a[href^="https:"]');
    if (a) Object.assign(a, { target: "_blank", rel: "noreferrer noopener" });
  }, true);
  // Rule ids and topics are carried packed; unpacking them can wait until someone searches.
  let enriched = null;
  const enrich = () =>
    (enriched ??= unpack(packed.words).then((text) => {
      text.toLowerCase().split("\n").forEach((words, i) => rows[i] && (rows[i].text += " " + words));
      filter();
    }));

  const names = ["q", "suite", "level", "verdict", "target", "different"];
  const control = (name) => form.elements[name];
  const value = (name) => {
    const it = control(name);
    if (!it) return "";
    return it.type === "checkbox" ? (it.checked ? it.value : "") : it.value.trim();
  };

  function filter() {
    const q = value("q").toLowerCase().split(/\s+/).filter(Boolean);
    if (q.length) enrich();
    const [suite, level, verdict, target, different] = names.slice(1).map(value);
    let count = 0;
    for (const row of rows) {
      const verdictFits = !(verdict || target) || row.verdicts.some(([t, v]) => (!target || t === target) && (!verdict || v === verdict));
      row.shown = verdictFits && (!suite || row.suite === suite) && (!level || row.level === level) && (!different || row.different) && q.every((word) => row.text.includes(word));
      row.tr.hidden = !row.shown;
      if (row.shown) count++;
    }
    for (const group of groups) {
      const left = [...group.body.rows].filter((tr) => !tr.hidden).length;
      group.head.hidden = left === 0;
      $("small", group.head).textContent = left;
    }
    $(".empty").hidden = count > 0;
    $(".shown").textContent = count === rows.length ? `${count} cases` : `${count} of ${rows.length} cases`;
    rove();
  }

  // ---- the hash holds the filters and the open case, so that a link shows the same
  let open = null;
  let writing = false;
  function writeHash() {
    const hash = new URLSearchParams();
    for (const name of names) if (value(name)) hash.set(name, value(name));
    if (open) {
      hash.set("case", open.row.id);
      if (open.target) hash.set("at", open.target);
    }
    const text = hash.toString();
    writing = true;
    try {
      history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
    } catch {
      location.hash = text;
    }
    setTimeout(() => (writing = false));
  }
  function readHash() {
    const hash = new URLSearchParams(location.hash.slice(1));
    for (const name of names) {
      const it = control(name);
      if (!it) continue;
      if (it.type === "checkbox") it.checked = hash.has(name);
      else it.value = hash.get(name) ?? "";
      if (it.tagName === "SELECT" && it.selectedIndex < 0) it.value = "";
    }
    filter();
    const row = hash.has("case") && rows.find((each) => each.id === hash.get("case"));
    if (row) show(row, hash.get("at") ?? "");
    else if (dialog.open) dialog.close();
  }

  // ---- folding
  function fold(group, folded) {
    group.body.hidden = folded;
    $("button", group.head).setAttribute("aria-expanded", String(!folded));
  }
  for (const group of heads) {
    $("button", group.head).addEventListener("click", () => {
      fold(group, !group.body.hidden);
      rove();
    });
  }
  const foldAll = $(".fold");
  foldAll.addEventListener("click", () => {
    const folded = foldAll.getAttribute("aria-pressed") !== "true";
    foldAll.setAttribute("aria-pressed", String(folded));
    foldAll.textContent = folded ? "unfold all" : "fold all";
    heads.forEach((group) => fold(group, folded));
    rove();
  });

  // ---- one tab stop for the matrix; arrow keys move within it
  let stop = null;
  const visible = () => rows.filter((row) => row.shown && !row.tr.parentNode.hidden);
  function rove(next) {
    if (!next && stop && stop.offsetParent) return;
    const chosen = next ?? visible().map((row) => $("td[role]", row.tr)).find(Boolean);
    if (stop) stop.tabIndex = -1;
    stop = chosen ?? null;
    if (stop) stop.tabIndex = 0;
  }
  matrix.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td[role]");
    if (cell && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      cell.click();
    }
    const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!cell || !move) return;
    event.preventDefault();
    const list = visible();
    let at = list.findIndex((row) => row.tr === cell.parentNode);
    let column = cell.cellIndex;
    for (;;) {
      at += move[0];
      column += move[1];
      const place = list[at]?.tr.cells[column];
      if (!place || column < 1) return;
      if (place.matches("td[role]")) {
        rove(place);
        place.focus();
        return;
      }
    }
  });

  // ---- one case, all targets side by side
  matrix.addEventListener("click", (event) => {
    const cell = event.target.closest("td[role]");
    if (cell) {
      rove(cell);
      show(rowOf.get(cell.parentNode), targets[cell.cellIndex - 1].id);
    } else if (!event.target.closest("a, button")) {
      const tr = event.target.closest("tbody.rows > tr");
      if (tr && String(getSelection()) === "") show(rowOf.get(tr), "");
    }
  });

  async function show(row, target) {
    const opened = (open = { row, target });
    writeHash();
    let entry;
    try {
      entry = await entryOf(row.index);
    } catch (e) {
      entry = { id: row.id, title: `This browser cannot unpack the transcripts (${e}).`, results: [] };
    }
    if (open !== opened) return;
    $("#case-id").textContent = entry.id;
    $("#case-title").textContent = entry.title || entry.id;
    const meta = $("#case-meta");
    meta.replaceChildren(...all(".meta > *", row.tr).map((node) => node.cloneNode(true)));
    all("a", meta).forEach((a) => a.removeAttribute("tabindex"));
    for (const text of [...(entry.rules ?? []), entry.topic, entry.file]) if (text) meta.append(element("span", "", text));
    const found = targets.map((it, i) => [it, entry.results.find((each) => each.target === it.id), row.tr.cells[i + 1]]).filter((each) => each[1]);
    const sides = found.map(([it, verdict]) => side(row, it, verdict, found.length));
    $("#case-replies").replaceChildren(...(found.length > 1 ? [replies(found, sides)] : []));
    $("#case-sides").replaceChildren(...sides);
    $("#case-sides").classList.toggle("folded", found.length > 3);
    if (!dialog.open) {
      dialog.showModal();
      $("#case-title").focus();
    }
    dialog.scrollTop = 0;
    const chosen = $(".side.chosen");
    if (found.length <= 3 && chosen && chosen.getBoundingClientRect().bottom > innerHeight) chosen.scrollIntoView({ block: "start" });
  }

  const tag = (verdict) => {
    const sign = $(`.legend .${CSS.escape(verdict.verdict)} .sign`).textContent;
    const note = (verdict.level ? ` (${verdict.level})` : "") + (verdict.known ? ", known" : "") + (verdict.listed && !verdict.known ? ", listed" : "");
    return element("span", "tag " + verdict.verdict, `${sign} ${verdict.verdict}${note}`);
  };

  // What each answered, in one table; those that most answer otherwise are marked, as in the matrix.
  function replies(found, sides) {
    const table = element("table", "replies");
    found.forEach(([target, verdict, cell], i) => {
      const odd = cell.matches(".odd");
      const tr = element("tr", (odd ? "odd " : "") + (open.target === target.id ? "chosen" : ""));
      const name = element("button", "plain", target.label);
      name.type = "button";
      name.addEventListener("click", () => {
        sides[i].open = true;
        sides[i].scrollIntoView({ block: "start" });
      });
      const head = element("th");
      head.append(name);
      const what = element("td");
      what.append(tag(verdict));
      const reply = element("td", "reply");
      reply.append(verdict.received ? octets(verdict.received) : element("span", "none", verdict.reason ?? ""));
      tr.append(head, what, reply, element("td", "ms", verdict.received ? latency(verdict) : ""));
      tr.title = odd ? "most answer otherwise" : "";
      table.append(tr);
    });
    return table;
  }

  function side(row, target, verdict, count) {
    const folds = count > 3;
    const box = element(folds ? "details" : "section", "side" + (open.target === target.id ? " chosen" : ""));
    if (folds && open.target === target.id) box.open = true;
    const title = element(folds ? "summary" : "h3", "", target.label);
    title.append(tag(verdict));
    box.append(title);
    const fill = () => {
      box.append(why(row, target, verdict));
      if (verdict.transcript?.length) box.append(talk(verdict));
    };
    if (!folds || box.open) fill();
    else box.addEventListener("toggle", fill, { once: true });
    return box;
  }

  function why(row, target, verdict) {
    const list = element("dl", "why");
    const add = (label, text, after) => {
      if (!text) return;
      const line = element("div");
      const dd = element("dd", label === "because" ? "" : "mono", text);
      if (after) dd.append(element("span", "decides", after));
      line.append(element("dt", "", label), dd);
      list.append(line);
    };
    add("because", verdict.reason);
    add("at", verdict.at);
    add("sent", verdict.sent);
    add("expected", verdict.expected);
    add("received", verdict.received, "after " + latency(verdict));
    if (verdict.listed) add("listed", `${verdict.listed.at} as ${verdict.listed.outcome}, because ${verdict.listed.reason}${verdict.known ? "" : "; gone"}`);
    add("again", `${target.again} '${row.id.replaceAll("'", "'\\''")}'`);
    return list;
  }

  function latency(verdict) {
    const talked = verdict.transcript ?? [];
    let ms = verdict.ms;
    if (verdict.mark !== undefined) {
      const before = talked.slice(0, verdict.mark).filter((line) => line.from.startsWith("C"));
      ms = Math.max(0, talked[verdict.mark].ms - (before.at(-1)?.ms ?? 0));
    }
    return `${ms > 0 && ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
  }

  function talk(verdict) {
    const list = element("ol", "talk");
    verdict.transcript.forEach((line, i) => {
      const kind = line.from === "*" ? "event" : line.from.startsWith("S") ? "server" : "client";
      const decided = i === verdict.mark;
      const item = element("li", kind + (decided ? " decided " + verdict.verdict : ""));
      item.append(element("span", "ms", line.ms.toFixed(1)), element("span", "who", line.from), octets(line.octets));
      if (decided) item.lastChild.append(element("span", "decides", "decided"));
      list.append(item);
    });
    return list;
  }

  // Line ends are shown faintly, and end the line on the screen too.
  function octets(text) {
    const span = element("span", "octets");
    const parts = text.match(/\\r\\n|\\[^]|[^\\]+/g) ?? [];
    parts.forEach((part, i) => {
      if (part !== "\\r\\n") return span.append(part);
      span.append(element("span", "end", part));
      if (i < parts.length - 1) span.append("\n");
    });
    return span;
  }

  function step(by) {
    const list = rows.filter((row) => row.shown);
    const next = list[list.indexOf(open.row) + by];
    if (next) show(next, open.target);
  }
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    const by = event.target.closest("[data-step]");
    if (by) step(Number(by.dataset.step));
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      step(event.key === "ArrowLeft" ? -1 : 1);
    }
  });
  dialog.addEventListener("close", () => {
    const row = open?.row;
    open = null;
    writeHash();
    if (row && stop && stop.closest("tr") === row.tr) stop.focus();
  });

  // ---- the summary filters too
  for (const button of all(".counts button")) {
    button.addEventListener("click", () => {
      control("verdict").value = button.dataset.verdict;
      if (control("target")) control("target").value = button.dataset.target;
      filter();
      writeHash();
      form.scrollIntoView({ block: "start" });
    });
  }

  // ---- a table that fits scrolls with the page; one that does not scrolls in its frame
  function fit() {
    matrix.classList.remove("fits", "wide");
    matrix.classList.add($("table", matrix).offsetWidth > matrix.clientWidth + 1 ? "wide" : "fits");
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => (filter(), writeHash()));
  form.addEventListener("reset", () => setTimeout(() => (filter(), writeHash())));
  addEventListener("hashchange", () => writing || readHash());
  addEventListener("resize", fit);
  form.hidden = false;
  fit();
  readHash();
  document.documentElement.dataset.ready = String(rows.length);
})();

// The truth table of relaying: its evidence opens without a script, a filter needs one.
(() => {
  const form = document.querySelector(".truth-filters");
  if (!form) return;
  const rows = [...document.querySelectorAll(".truth tbody tr")].map((tr) => ({
    tr,
    from: tr.cells[0].textContent,
    text: [...tr.cells].slice(0, 5).map((cell) => cell.textContent).join(" ").toLowerCase(),
    outcomes: [...tr.querySelectorAll(".outcome")].map((span) => span.textContent),
    unexpected: tr.querySelector(".violates") !== null,
    different: "different" in tr.dataset,
  }));
  const count = form.querySelector("output");
  function filter() {
    const asked = Object.fromEntries(new FormData(form));
    const words = asked.q.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const passes =
        words.every((word) => row.text.includes(word)) &&
        (!asked.from || row.from === asked.from) &&
        (!asked.outcome || row.outcomes.includes(asked.outcome)) &&
        (!asked.unexpected || row.unexpected) &&
        (!asked.different || row.different);
      row.tr.hidden = !passes;
      shown += passes;
    }
    count.textContent = `${shown} of ${rows.length}`;
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
  filter();
})();
