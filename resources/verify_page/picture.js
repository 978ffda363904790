// Square codes in a picture: the browser's own reader where it has one, else the one that was put into this page.

const SHARPEST = 4000, LARGEST = 3200; // pixels a side: what is tried at most, and what is enough of a photo
const MOST_IN_PICTURE = 12;
const OWN_READER = typeof qrReader === "undefined" ? null : qrReader.decodeQR;

async function nativeReader() {
  if (!("BarcodeDetector" in globalThis)) return null;
  try {
    const formats = await BarcodeDetector.getSupportedFormats();
    return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
  } catch {
    return null;
  }
}

async function canReadPictures() {
  return OWN_READER !== null || (await nativeReader()) !== null;
}

/** Return the texts of the codes in a picture; null where the file is no picture. */
async function readPicture(file) {
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return null;
  }
  try {
    return [...new Set(await readCodes(picture))];
  } finally {
    picture.close();
  }
}

async function readCodes(picture) {
  const native = await nativeReader();
  const found = native ? (await native.detect(picture).catch(() => [])).map((code) => code.rawValue) : [];
  if (found.some((text) => ANY_PREFIX.test(text)) || !OWN_READER) return found;
  for (const [scale, blur] of attempts(picture)) {
    await new Promise((done) => setTimeout(done)); // lets the page show that it is at work
    found.push(...decodeAll(draw(picture, scale, blur)));
    if (found.some((text) => ANY_PREFIX.test(text))) break;
  }
  return found;
}

/** Return the texts of all codes: the reader finds one at a time, which is painted over before the next. */
function decodeAll(pixels) {
  const texts = [];
  while (texts.length < MOST_IN_PICTURE) {
    let corners = [];
    const text = decode(pixels, ({ tl, tr, br, bl }) => (corners = [tl, tr, br, bl]));
    if (text === null) break;
    texts.push(text);
    if (!corners.length) break;
    paintOver(pixels, corners);
  }
  return texts;
}

function paintOver(pixels, corners) {
  const across = corners.map(({ x }) => x), down = corners.map(({ y }) => y);
  const margin = 5 * Math.max(...corners.map(({ moduleSize }) => moduleSize ?? 0)); // from the middle of a corner's square
  const left = Math.max(0, Math.floor(Math.min(...across) - margin));
  const right = Math.min(pixels.width, Math.ceil(Math.max(...across) + margin));
  const bottom = Math.min(pixels.height, Math.ceil(Math.max(...down) + margin));
  for (let row = Math.max(0, Math.floor(Math.min(...down) - margin)); row < bottom; row += 1) {
    pixels.data.fill(255, 4 * (row * pixels.width + left), 4 * (row * pixels.width + right));
  }
}

/** Return scales and blurs to try in turn: as it is, smoothed for a noisy scan, larger for a small code, smaller. */
function attempts(picture) {
  const side = Math.max(picture.width, picture.height);
  const fitting = Math.min(1, LARGEST / side);
  const tries = [[fitting, 0], [fitting, 1], [1.5 * fitting, 1], [2 * fitting, 0], [2 * fitting, 1.5], [0.6 * fitting, 0], [0.35 * fitting, 0]];
  return tries.filter(([scale]) => side * scale <= SHARPEST && side * scale >= 60);
}

function draw(picture, scale, blur) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff"; // behind a transparent picture
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (blur) context.filter = `blur(${blur}px)`;
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function decode(pixels, pointsOnDetect) {
  try {
    return OWN_READER(pixels, { pointsOnDetect });
  } catch {
    return null; // it throws where it finds none
  }
}
