// What is shown: the verdict in word, sign and colour, and every fact in the order of the paper. Text stays text.

const TONES = { VALID: "good", REPLACED: "attention", REVOKED: "bad", WITHDRAWN_KEY: "attention", UNKNOWN_KEY: "attention", ALTERED: "bad" };
const SIGNS = { good: "✓", attention: "!", bad: "✕" };

function element(tag, text = "", className = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** Return the card of one certificate. */
function card({ signed, judged }) {
  const tone = TONES[judged.verdict];
  const made = element("article", "", `card ${tone}`);
  made.dataset.verdict = judged.verdict;
  const sign = element("span", SIGNS[tone], "sign");
  sign.setAttribute("aria-hidden", "true");
  const said = element("div");
  said.append(element("h3", say(judged.verdict)), element("p", sentence(judged)));
  const head = element("div", "", "verdict");
  head.append(sign, said);
  made.append(head);
  if (LISTS.practice) made.append(element("p", say("practice_remark"), "stamp"));
  made.append(facts(signed.facts), remarks(judged));
  return made;
}

function sentence({ verdict, withdrawn }) {
  if (!withdrawn) return say(`${verdict.toLowerCase()}_sentence`);
  const reason = say(Object.hasOwn(WORDS[language], withdrawn.reason) ? withdrawn.reason : "OTHER");
  const values = { number: withdrawn.replacedBy, day: writtenDay(withdrawn.day), reason };
  return say(`${verdict.toLowerCase()}_sentence`, values);
}

function facts(found) {
  const lines = [
    ["issuer", found.issuer],
    ["kind", say(found.kind)],
    ["name", found.name],
    ["course", found.course],
    ["hours_title", writtenHours(found.minutes)],
    ["skill_area", found.skillArea || say("none")],
    ["dates", writtenPeriod(found.starts, found.ends)],
    ["college", found.college],
    ["issued", writtenDay(found.issued)],
    ["number", found.number],
  ];
  const list = element("dl");
  for (const [word, value] of lines) {
    const shown = element("dd", value);
    shown.dir = "auto";
    list.append(element("dt", say(word)), shown);
  }
  return list;
}

function remarks({ signer }) {
  const made = element("div", "", "remarks");
  if (signer) made.append(element("p", say("signed_by", { name: signer })));
  made.append(element("p", say("only_code")), element("p", age()));
  return made;
}

/** Say how old the list of revocations is. An old one is no reason to refuse a certificate. */
function age() {
  if (LISTS.heard === null) return say("never_heard");
  const heard = localDay(LISTS.heard), count = localDay(Date.now() / 1000) - heard;
  const word = count > 1 ? "heard_days" : count === 1 ? "heard_one_day" : "heard_today";
  return say(word, { day: writtenDay(heard), count });
}
