// Whether to believe a statement: by its key, its signature, and the list of what does not hold any more.

/** Return the verdict on a statement that was read, with who signed it and why it does not hold any more. */
async function judge(signed) {
  const key = KEYS.get(signed.keyId);
  if (!key) return { verdict: "UNKNOWN_KEY", signer: "" };
  const name = await nameOf(signed);
  const kept = REGISTERED.get(signed.keyId);
  const isRegistered = !kept || kept.has(name.slice(0, 32));
  // the day that the statement itself names counts, never today: a paper outlives the certificate of its key
  const onTheDay = key.chains.find(([first, last]) => first <= signed.facts.issued && signed.facts.issued <= last);
  const signer = ((isRegistered && onTheDay) || key.chains[key.chains.length - 1])[2];
  if (!(await isSigned(signed, key.point))) return { verdict: "ALTERED", signer };
  const withdrawn = WITHDRAWN.get(name.slice(0, 16));
  if (withdrawn) return { verdict: withdrawn.replacedBy ? "REPLACED" : "REVOKED", signer, withdrawn };
  if (!isRegistered) return { verdict: "WITHDRAWN_KEY", signer };
  return { verdict: onTheDay ? "VALID" : "UNKNOWN_KEY", signer };
}
