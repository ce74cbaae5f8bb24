// Shows the conversation that the server tells, and sends what the person does. All that is shown is set as text.
"use strict";

const $ = (id) => document.getElementById(id);
const WAITING = new Set(["confirmed", "sending"]);
const GONE = new Set(["undone", "discarded"]);
let token = "";
let shown = { lines: [], cards: {}, projects: [] };
let drawn = new Map(); // card id -> what was drawn of it
let busy = false;

function make(tag, words = "", look = "") {
  const element = document.createElement(tag);
  if (words) element.textContent = words;
  if (look) element.className = look;
  return element;
}

function button(words, act, look = "") {
  const element = make("button", words, look);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

function tell(words) {
  $("notice").textContent = words;
  $("notice").hidden = !words;
  if (words) $("notice").scrollIntoView({ block: "nearest" });
}

// --- asking the server ---------------------------------------------------------------------------------------------

async function ask(path, body) {
  const own = { "Content-Type": "application/json", "X-Gleaner-Token": token };
  const options = body ? { method: "POST", headers: own, body: JSON.stringify(body) } : {};
  const answer = await fetch(path, { ...options, credentials: "same-origin", redirect: "error" });
  const told = await answer.json();
  if (answer.status === 401) show(false);
  if (!answer.ok) throw new Error(told.error || "Gleaner did not answer.");
  return told;
}

function sentence(problem) {
  return problem instanceof TypeError ? "Gleaner cannot be reached. Is the network there, and gleaner serve running?" : problem.message;
}

async function act(path, body) {
  if (busy) return null;
  busy = true;
  document.body.setAttribute("aria-busy", "true");
  tell("");
  try {
    const told = await ask(path, body);
    draw(told);
    return told;
  } catch (problem) {
    tell(sentence(problem));
    return null;
  } finally {
    busy = false;
    document.body.removeAttribute("aria-busy");
  }
}

function show(isIn) {
  $("foot").hidden = $("more").hidden = !isIn;
  if (!isIn) $("talk").replaceChildren();
}

// --- cards -----------------------------------------------------------------------------------------------------------

const seen = (...cards) => ({ cards: Object.fromEntries(cards.map((card) => [card.id, card.mark])) });

function table(data) {
  const around = make("div", "", "scroll");
  const inner = make("table");
  if (data.title) inner.append(make("caption", data.title));
  const head = inner.createTHead().insertRow();
  for (const column of data.columns) {
    const cell = make("th", column.title, column.right ? "right" : "");
    cell.scope = "col";
    head.append(cell);
  }
  const body = inner.createTBody();
  data.rows.forEach((row, place) => {
    const line = body.insertRow();
    if (data.total && place === data.rows.length - 1) line.className = "total";
    row.forEach((words, column) => line.append(make("td", words, data.columns[column].right ? "right" : "")));
  });
  around.tabIndex = 0;
  around.append(inner);
  return around;
}

function question(card, problemOf) {
  const { key, question: words, options, types, all } = card.ask;
  const group = make("fieldset", "", "ask");
  group.append(make("legend", words));
  const answer = async (value) => {
    const told = await act("/answer", { card: card.id, mark: card.mark, key, value });
    if (told && told.problem) problemOf(told.problem);
  };
  const choices = make("div", "", "choices");
  for (const option of options) choices.append(button(option.text, () => answer(option.key)));
  if (options.length) group.append(choices);
  if (all || types) {
    const form = make("form", "", "answer");
    const field = make(all ? "select" : "input");
    field.setAttribute("aria-label", words);
    if (all) {
      field.append(new Option(options.length ? "All projects…" : "Choose…", ""));
      for (const project of shown.projects) field.append(new Option(project.text, project.key));
      field.addEventListener("change", () => field.value && answer(field.value));
    } else {
      field.autocomplete = "off";
      field.maxLength = 8000;
    }
    form.append(field);
    if (!all) form.append(make("button", "OK"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value.trim()) answer(field.value.trim());
    });
    group.append(form);
  }
  return group;
}

function fields(card) {
  const list = make("dl");
  for (const field of card.fields) {
    const value = make("dd");
    if (field.before !== null) value.append(make("del", field.before), " → ");
    value.append(field.text);
    list.append(make("dt", field.name), value);
  }
  return list;
}

function drawCard(card) {
  const box = make("article", "", `card ${card.state}`);
  box.dataset.card = card.id;
  box.setAttribute("aria-label", [card.title, ...card.facts, card.status].filter(Boolean).join(", "));
  if (GONE.has(card.state)) {
    box.append(make("p", card.status, "quiet"));
    return box;
  }
  box.append(make("h2", card.title));
  if (card.person) box.append(make("p", `For ${card.person}`, "person"));
  if (card.client) box.append(make("p", card.client, "client"));
  if (card.facts.length) {
    const facts = make("ul", "", "facts");
    for (const fact of card.facts) facts.append(make("li", fact));
    box.append(facts);
  }
  if (card.notes) box.append(make("p", card.notes, "notes quiet"));
  if (card.fields.length) box.append(fields(card));
  for (const data of card.tables) box.append(table(data));
  for (const one of card.warnings) box.append(make("p", one.text, one.doubts ? "warning" : "told"));
  if (card.status) box.append(make("p", card.status, "status"));
  const problem = make("p", "", "problem");
  problem.setAttribute("role", "alert");
  if (card.ask) box.append(question(card, (words) => { problem.textContent = words; }), problem);
  const buttons = make("div", "", "buttons");
  if (card.action) buttons.append(button(card.action, () => act("/confirm", seen(card)), "main"));
  if (card.can_dismiss) buttons.append(button("Dismiss", () => act("/dismiss", seen(card))));
  if (card.can_undo) buttons.append(button("Undo", () => act("/undo", { card: card.id })));
  if (buttons.children.length) box.append(buttons);
  for (const one of buttons.children) one.setAttribute("aria-label", `${one.textContent}: ${card.title}`);
  return box;
}

// --- the conversation --------------------------------------------------------------------------------------------------

function drawLine(line) {
  const item = make("li", "", line.own ? "line own" : "line");
  item.dataset.line = line.number;
  const said = make("p", "", "said");
  said.append(make("span", line.own ? "You: " : "Gleaner: ", "unseen"), line.text);
  item.append(said);
  if (line.answer) {
    for (const data of line.answer.tables) item.append(table(data));
    for (const data of line.answer.pictures) {
      const folded = make("details", "", "picture");
      folded.append(make("summary", data.title), table({ ...data, title: "" }));
      item.append(folded);
    }
    for (const copy of line.answer.copies) {
      const text = make("pre", copy.text);
      item.append(make("p", copy.label, "quiet"), text);
      if (navigator.clipboard) item.append(button("Copy", () => navigator.clipboard.writeText(copy.text)));
    }
    if (line.answer.counted) item.append(make("p", line.answer.counted, "quiet"));
    if (line.newest && line.answer.offers.length) {
      const offers = make("div", "", "choices");
      for (const offer of line.answer.offers) offers.append(button(offer.text, () => say(offer.words)));
      item.append(offers);
    }
  }
  return item;
}

function draw(told) {
  shown = told;
  token = told.token || token;
  const list = $("talk");
  const known = new Map([...list.children].map((item) => [Number(item.dataset.line), item]));
  const numbers = new Set(told.lines.map((line) => line.number));
  for (const [number, item] of known) if (!numbers.has(number)) item.remove();
  let added = null;
  for (const line of told.lines) {
    let item = known.get(line.number);
    if (!item) {
      item = drawLine(line);
      list.append(item);
      added = item;
    }
    for (const id of line.cards) drawInto(item, told.cards[id]);
    if (!line.newest) item.querySelectorAll(":scope > .choices").forEach((offers) => offers.remove());
  }
  drawAll();
  show(true);
  // A reply that is longer than the screen is read from its beginning.
  if (added) added.scrollIntoView({ block: added.offsetHeight > $("main").clientHeight ? "start" : "end" });
}

function drawInto(item, card) {
  if (!card) return;
  const fresh = JSON.stringify(card);
  const old = item.querySelector(`[data-card="${CSS.escape(card.id)}"]`);
  if (old && drawn.get(old) === fresh) return;
  const box = drawCard(card);
  drawn.set(box, fresh);
  if (!old) {
    item.append(box);
    return;
  }
  const hadFocus = old.contains(document.activeElement);
  drawn.delete(old);
  old.replaceWith(box);
  if (hadFocus) (box.querySelector("button, select, input") || $("words")).focus({ preventScroll: true });
}

function ready() {
  return Object.values(shown.cards).filter((card) => card.action && !card.alone);
}

function drawAll() {
  const cards = ready();
  $("all").hidden = cards.length < 2;
  $("confirm-all").textContent = `Confirm ${cards.length} cards`;
}

async function say(words) {
  const text = words.trim();
  if (!text || busy) return;
  $("words").value = "";
  grow();
  const ended = follow(text);
  const key = crypto.randomUUID ? crypto.randomUUID() : String(Math.random());
  const told = await act("/say", { words: text, key }).finally(ended);
  if (told && !told.problem) return;
  if (!$("words").value) $("words").value = text; // the words are never lost
  grow();
}

// Shows the words that were said and, where it takes longer, what is said back so far. Returns what ends that.
function follow(words) {
  let events = null;
  const late = setTimeout(() => {
    $("just-said").textContent = words;
    $("so-far").textContent = "";
    $("stop").disabled = false;
    $("saying").hidden = false;
    $("saying").scrollIntoView({ block: "end" });
    events = new EventSource("/saying");
    events.onmessage = (event) => {
      $("so-far").textContent = JSON.parse(event.data);
      $("saying").scrollIntoView({ block: "end" });
    };
  }, 400);
  return () => {
    clearTimeout(late);
    if (events) events.close();
    $("saying").hidden = true;
  };
}

function grow() {
  const field = $("words");
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

async function look() {
  if (busy || !token || document.hidden) return;
  try {
    const told = await ask("/talk");
    if (!busy) draw(told);
  } catch {
    // The next thing that the person does will say so.
  }
}

// --- signing in ------------------------------------------------------------------------------------------------------

async function signIn() {
  const link = location.pathname === "/sign-in" ? location.hash.slice(1) : "";
  if (location.pathname !== "/") history.replaceState(null, "", "/");
  try {
    if (link) token = (await ask("/sign-in", { token: link })).token;
    draw(await ask("/talk"));
  } catch (problem) {
    tell(sentence(problem));
  }
}

$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  say($("words").value);
});
$("words").addEventListener("input", grow);
$("words").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  say($("words").value);
});
$("stop").addEventListener("click", () => {
  $("stop").disabled = true;
  ask("/stop", {}).catch((problem) => tell(sentence(problem)));
});
$("confirm-all").addEventListener("click", () => act("/confirm", seen(...ready())));
$("link").addEventListener("click", async () => {
  const told = await act("/link", {});
  $("more").open = false;
  if (told) tell(`Open this on the other device, once, within the hour:\n${told.sign_in_url}`);
});
$("leave").addEventListener("click", async () => {
  $("more").open = false;
  if (!(await act("/sign-out", {}))) return;
  token = "";
  show(false);
  tell("Signed out here.");
});
document.addEventListener("visibilitychange", look);
setInterval(() => {
  if (Object.values(shown.cards).some((card) => WAITING.has(card.state))) look();
}, 4000);
signIn();
