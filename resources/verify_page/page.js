// The page itself: what is given comes in here, and what was found is shown.

const HAS_KEYBOARD = !matchMedia("(pointer: coarse)").matches; // on a phone the keys would cover the page
const at = (id) => document.getElementById(id);
let found = []; // each { signed, judged }
let message = "waiting";
let turn = 0; // a later check replaces one that is still at work

function show() {
  document.documentElement.lang = language;
  document.title = `${say("title")} – TVET Desktop`;
  for (const marked of document.querySelectorAll("[data-word]")) marked.textContent = say(marked.dataset.word);
  for (const marked of document.querySelectorAll("[data-label]")) marked.setAttribute("aria-label", say(marked.dataset.label));
  for (const button of at("languages").children) button.setAttribute("aria-pressed", String(button.lang === language));
  at("age").textContent = age();
  at("written").textContent = say("written", { day: writtenDay(localDay(LISTS.written)), count: KEYS.size });
  at("authority").textContent = say("authority", { name: LISTS.authority });
  at("fingerprint").textContent = LISTS.fingerprint;
  showFound();
}

function showFound() {
  const busy = message === "reading" || message === "checking";
  at("found").setAttribute("aria-busy", String(busy));
  at("message").textContent = message ? say(message) : found.map(({ judged }) => say(judged.verdict)).join(", ");
  at("message").className = !message ? "unseen" : busy || message === "waiting" ? "" : "error";
  at("cards").replaceChildren(...found.map(card));
}

/** Do a check and show what it answers: what was found, or the word for what is wrong. */
async function check(word, work) {
  const mine = ++turn;
  [found, message] = [[], word];
  showFound();
  let answer;
  try {
    answer = globalThis.crypto?.subtle ? await work() : "no_crypto";
  } catch (problem) {
    console.error(problem);
    answer = "failed";
  }
  if (mine !== turn) return;
  [found, message] = typeof answer === "string" ? [[], answer] : [answer, ""];
  showFound();
  if (at("found").getBoundingClientRect().top > innerHeight / 2) at("found").scrollIntoView();
}

function checkText(text) {
  return check("checking", async () => {
    if (!text.trim()) return "nothing_given";
    const given = await readGiven(text);
    if (typeof given === "string") return given;
    return Promise.all(given.map(async (signed) => ({ signed, judged: await judge(signed) })));
  });
}

function checkFile(file) {
  at("text").value = "";
  return check("reading", async () => {
    if ((await file.slice(0, 1024).text()).includes("%PDF")) return "is_pdf";
    if (!(await canReadPictures())) return "no_reader";
    const texts = await readPicture(file);
    if (texts === null) return "not_a_picture";
    if (texts.length === 0) return "no_code_in_picture";
    const ours = texts.filter((text) => ANY_PREFIX.test(text)).map(readStatement);
    if (ours.length === 0) return "other_code_in_picture";
    const whole = ours.filter((signed) => !signed.refused);
    if (whole.length === 0) return ours[0].refused === "newer_code" ? "newer_code" : "impossible_code";
    return Promise.all(whole.map(async (signed) => ({ signed, judged: await judge(signed) })));
  });
}

function listen() {
  for (const id of ["choose", "camera"]) {
    at(id).addEventListener("change", async ({ target }) => {
      const file = target.files[0];
      target.value = ""; // the same file may be chosen again
      if (file) await checkFile(file);
    });
  }
  at("typed").addEventListener("submit", async (event) => {
    event.preventDefault();
    await checkText(at("text").value);
    if (HAS_KEYBOARD) at("text").select(); // the next scan takes its place
  });
  at("text").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    at("typed").requestSubmit();
  });
  document.addEventListener("keydown", (event) => {
    const isTyped = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isTyped || document.activeElement === at("text")) return;
    at("text").focus(); // a scanner types wherever one is
    at("text").select();
  });
  document.addEventListener("paste", (event) => take(event, event.clipboardData));
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("over");
    take(event, event.dataTransfer);
  });
  document.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    document.body.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("over");
  });
}

/** Take a picture that was dropped or pasted; text goes where it always goes. */
function take(event, given) {
  const file = given.files[0];
  if (!file) return;
  event.preventDefault();
  checkFile(file);
}

async function start() {
  at("languages").replaceChildren(); // a browser saves a page as it is shown
  for (const code of Object.keys(WORDS)) {
    const button = element("button", WORDS[code].language);
    button.type = "button";
    button.lang = code;
    button.addEventListener("click", () => {
      language = code;
      show();
    });
    at("languages").append(button);
  }
  language = firstLanguage();
  at("practice").hidden = !LISTS.practice;
  show();
  listen();
  at("old").hidden = true;
  at("all").hidden = false;
  if (HAS_KEYBOARD) at("text").focus({ preventScroll: true });
  const reads = await canReadPictures();
  at("pictures").hidden = !reads;
  at("no-reader").hidden = reads;
}

start();
